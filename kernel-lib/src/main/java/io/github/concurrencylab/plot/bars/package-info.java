/** Figures by model: bars and box plots, their data and their axis. */
@NullMarked
package io.github.concurrencylab.plot.bars;

import org.jspecify.annotations.NullMarked;
