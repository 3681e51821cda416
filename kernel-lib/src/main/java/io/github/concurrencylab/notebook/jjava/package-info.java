/**
 * What reaches into the kernel's inside: its shell, its classes, its threads.
 *
 * <p>Whatever a later kernel may change is kept here, with what happens where it is otherwise.
 */
@NullMarked
package io.github.concurrencylab.notebook.jjava;

import org.jspecify.annotations.NullMarked;
