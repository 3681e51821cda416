/**
 * What figures say: comparisons and their verdicts, the article's claims, diagnoses, bottlenecks.
 *
 * <p>It belongs here if it draws a conclusion. The mathematics below it is in {@code stats}; how it
 * is laid out is in {@code table} and {@code plot}.
 */
@NullMarked
package io.github.concurrencylab.findings;

import org.jspecify.annotations.NullMarked;
