package io.github.concurrencylab.model;

/**
 * When and where one task ran.
 *
 * @param task the task's index, from 0
 * @param worker the thread or process that ran it, {@code thread-3} for example
 * @param startNanos its start, since the execution's clock was started
 * @param endNanos its end, likewise
 */
public record Span(int task, String worker, long startNanos, long endNanos) {}
