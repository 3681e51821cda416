/**
 * Threads that take turns under one global lock, by the protocols of CPython before and since 3.2.
 */
@NullMarked
package io.github.concurrencylab.model.gil;

import org.jspecify.annotations.NullMarked;
