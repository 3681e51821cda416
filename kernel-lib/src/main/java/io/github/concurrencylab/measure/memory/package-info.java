/** How much memory models need: of this virtual machine and of its child processes. */
@NullMarked
package io.github.concurrencylab.measure.memory;

import org.jspecify.annotations.NullMarked;
