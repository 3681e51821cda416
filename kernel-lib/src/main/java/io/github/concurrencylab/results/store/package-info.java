/** Runs kept on disk, trial by trial, and figures saved to and loaded from files. */
@NullMarked
package io.github.concurrencylab.results.store;

import org.jspecify.annotations.NullMarked;
