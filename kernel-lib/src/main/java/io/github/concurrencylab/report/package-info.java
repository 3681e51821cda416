/**
 * What a cell holds: figures that answer with tables and charts, and the experiment that makes
 * them.
 *
 * <p>It belongs here if it joins the figures, their statistics and their charts under one value, or
 * writes them as plain text. It computes nothing and draws nothing itself.
 */
@NullMarked
package io.github.concurrencylab.report;

import org.jspecify.annotations.NullMarked;
