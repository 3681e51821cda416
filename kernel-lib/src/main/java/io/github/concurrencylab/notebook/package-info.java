/**
 * The lab inside a Java notebook: the kernel's extension, how values are shown, and the progress of
 * a run.
 *
 * <p>It is the only room that knows the kernel. It belongs here if it would make no sense in a
 * plain program.
 */
@NullMarked
package io.github.concurrencylab.notebook;

import org.jspecify.annotations.NullMarked;
