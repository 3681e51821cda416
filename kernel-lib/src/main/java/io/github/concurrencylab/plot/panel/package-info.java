/** Panels stacked over one another on an axis of time or shares. */
@NullMarked
package io.github.concurrencylab.plot.panel;

import org.jspecify.annotations.NullMarked;
