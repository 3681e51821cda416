/** How long a piece of code takes, in loops long enough for the clock. */
@NullMarked
package io.github.concurrencylab.measure.timeit;

import org.jspecify.annotations.NullMarked;
