/** Measured points and fitted curves over a number. */
@NullMarked
package io.github.concurrencylab.plot.curve;

import org.jspecify.annotations.NullMarked;
