package io.github.concurrencylab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that are about the optimizing compiler, or look for races, which it makes likelier: {@code
 * binder/lab test} runs all others with the quick compiler alone.
 */
@Tag("optimized")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Optimized {}
