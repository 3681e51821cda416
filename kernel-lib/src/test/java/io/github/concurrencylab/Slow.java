package io.github.concurrencylab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that measure, wait, or start processes: they take a second and more, and {@code binder/lab
 * test quick} leaves them out.
 */
@Tag("slow")
@net.jqwik.api.Tag("slow")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Slow {}
