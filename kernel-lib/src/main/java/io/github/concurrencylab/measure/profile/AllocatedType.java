package io.github.concurrencylab.measure.profile;

/**
 * Objects of one class that were made in one method.
 *
 * @param type the class, {@code byte[]} for example
 * @param at the method that made them
 * @param bytes an estimate of their size, all together
 */
public record AllocatedType(String type, String at, double bytes) {}
