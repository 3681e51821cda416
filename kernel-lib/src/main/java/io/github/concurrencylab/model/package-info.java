/**
 * How it runs: the models of concurrency, one class each, and what one execution of a workload
 * under a model gives.
 *
 * <p>A model belongs here if it decides which thread or process runs a task and when. It starts the
 * clock before it makes its pool, stops it when the last result is in, and leaves nothing running,
 * however it ends. Models that need processes live in sub-packages, which own their wire formats.
 */
@NullMarked
package io.github.concurrencylab.model;

import org.jspecify.annotations.NullMarked;
