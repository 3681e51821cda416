package io.github.concurrencylab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests that break something on purpose, or give what nobody should, and see that it is survived
 * and told: {@code binder/lab test faults} runs them and shows them in its table.
 */
@Tag("fault")
@net.jqwik.api.Tag("fault")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Fault {}
