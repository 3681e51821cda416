/**
 * The one engine for child processes, whatever runs in them. {@link
 * io.github.concurrencylab.model.child.ChildProcess} is the parent's side: start, stdin, messages,
 * what tasks print, processor time, signs of life, last words and end. {@link
 * io.github.concurrencylab.model.child.Frames} is the format of messages between two virtual
 * machines, and {@link io.github.concurrencylab.model.child.RemoteThrowable} what a failure looks
 * like that has crossed. A model adds its messages and what it does with them.
 */
@NullMarked
package io.github.concurrencylab.model.child;

import org.jspecify.annotations.NullMarked;
