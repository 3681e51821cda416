/**
 * Drawings as SVG: text of a fixed width, colours for both themes, words for what is pointed at.
 */
@NullMarked
package io.github.concurrencylab.plot.svg;

import org.jspecify.annotations.NullMarked;
