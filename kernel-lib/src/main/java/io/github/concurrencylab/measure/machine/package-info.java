/**
 * The machine that is measured on: what it is, what else uses it, what limits it, and the lock that
 * lets one measurement run at a time.
 */
@NullMarked
package io.github.concurrencylab.measure.machine;

import org.jspecify.annotations.NullMarked;
