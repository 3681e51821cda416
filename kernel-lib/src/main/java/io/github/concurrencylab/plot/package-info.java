/**
 * Charts, and the one theme that all of them wear.
 *
 * <p>It belongs here if it turns {@link io.github.concurrencylab.results.Results} into a
 * JFreeChart, or a chart into an image or text. A model has one colour everywhere, an axis names
 * its unit, and a chart stands on a card of its own, so that it is readable on any page. As SVG the
 * card and all on it have colours for light pages and for dark ones; a PNG is light.
 */
@NullMarked
package io.github.concurrencylab.plot;

import org.jspecify.annotations.NullMarked;
