package io.github.concurrencylab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that take many seconds: {@code binder/lab test long} runs them before a release, and not
 * after each change.
 */
@Tag("long")
@net.jqwik.api.Tag("long")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Lengthy {}
