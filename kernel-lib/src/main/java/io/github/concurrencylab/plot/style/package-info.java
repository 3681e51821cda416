/**
 * The one theme of all charts: colours, scales, fonts, keys of legends, texts made fit to be drawn.
 */
@NullMarked
package io.github.concurrencylab.plot.style;

import org.jspecify.annotations.NullMarked;
