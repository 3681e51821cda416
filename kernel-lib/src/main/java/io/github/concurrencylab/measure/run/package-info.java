/**
 * The protocol: warm-ups, rounds and their order, checks of each trial's results, and the estimate
 * of the time left.
 */
@NullMarked
package io.github.concurrencylab.measure.run;

import org.jspecify.annotations.NullMarked;
