package io.github.concurrencylab.measure.profile;

/**
 * A method that was seen running.
 *
 * @param name its class and name, {@code java.util.Random.next} for example
 * @param samples how often it was the innermost one; an atomic variable's method counts for the
 *     method that calls it
 * @param workers on how many workers
 */
public record HotMethod(String name, int samples, int workers) {}
