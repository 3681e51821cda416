package io.github.concurrencylab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that are about the optimizing compiler or the collector, or look for races, which the
 * former makes likelier: {@code binder/lab test} runs all others with the quick compiler alone, and
 * those that are over soon with the plainest collector.
 */
@Tag("optimized")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Optimized {}
