/** The registry's tests. */
@NullMarked
package io.github.concurrencylab.model.registry;

import org.jspecify.annotations.NullMarked;
