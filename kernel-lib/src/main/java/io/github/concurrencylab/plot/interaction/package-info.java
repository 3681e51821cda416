/** Models by the level of a factor. */
@NullMarked
package io.github.concurrencylab.plot.interaction;

import org.jspecify.annotations.NullMarked;
