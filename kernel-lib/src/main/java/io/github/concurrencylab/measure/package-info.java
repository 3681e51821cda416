/**
 * Measuring: how many trials in which order, the clock and the processor time, the checks of each
 * trial's results, and the description of the machine.
 *
 * <p>It belongs here if it happens while something is measured. What is made of the figures
 * afterwards does not.
 */
@NullMarked
package io.github.concurrencylab.measure;

import org.jspecify.annotations.NullMarked;
