/** How busy processors are: the system's counters, read while something runs. */
@NullMarked
package io.github.concurrencylab.measure.cpu;

import org.jspecify.annotations.NullMarked;
