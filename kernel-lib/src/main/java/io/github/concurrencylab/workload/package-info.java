/**
 * What runs: workloads as immutable values, cut into tasks that any model of concurrency can run.
 *
 * <p>A workload knows nothing of threads, processes or clocks. It belongs here if it says what the
 * work is, what its right result is, or how it travels as data.
 */
@NullMarked
package io.github.concurrencylab.workload;

import org.jspecify.annotations.NullMarked;
