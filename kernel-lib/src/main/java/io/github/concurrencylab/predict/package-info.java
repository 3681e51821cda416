/**
 * What other processors would do: each model's own rules, simulated event by event, with what was
 * measured here.
 *
 * <p>It belongs here if it says how long a model would take on a machine that nobody measured.
 * Figures of this room are predictions, and their source says so wherever they are shown.
 */
@NullMarked
package io.github.concurrencylab.predict;

import org.jspecify.annotations.NullMarked;
