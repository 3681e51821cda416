/**
 * What figures mean: summaries with intervals, and comparisons with a verdict in words.
 *
 * <p>It belongs here if it computes from {@link io.github.concurrencylab.results.Results} and draws
 * nothing. Every formula names its source, and a number that cannot be computed is NaN, never an
 * error.
 */
@NullMarked
package io.github.concurrencylab.stats;

import org.jspecify.annotations.NullMarked;
