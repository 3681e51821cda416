/** The one list of all models that the lab has. */
@NullMarked
package io.github.concurrencylab.model.registry;

import org.jspecify.annotations.NullMarked;
