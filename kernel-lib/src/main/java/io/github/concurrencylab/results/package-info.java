/**
 * The narrow waist: figures measured here, published or loaded, in one type with one schema, so
 * that every table, test and chart works on all of them.
 *
 * <p>It belongs here if it says which figures there are and where they come from: the {@link
 * io.github.concurrencylab.results.Results}, their table, their form as JSON, the article's own.
 * What the figures mean does not.
 */
@NullMarked
package io.github.concurrencylab.results;

import org.jspecify.annotations.NullMarked;
