/** The benchmark: ratios between the lab and something outside it, all from one run. */
@NullMarked
package io.github.concurrencylab.bench;

import org.jspecify.annotations.NullMarked;
