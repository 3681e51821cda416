/**
 * What every room stands on: checks of arguments with their one-line messages, the defaults, words
 * and numbers as text, and waits that an interrupt does not end.
 *
 * <p>It belongs here if it knows nothing of concurrency, measuring or notebooks.
 */
@NullMarked
package io.github.concurrencylab.base;

import org.jspecify.annotations.NullMarked;
