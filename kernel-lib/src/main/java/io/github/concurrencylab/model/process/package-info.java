/**
 * The model with child processes: a pool of JVMs, the messages that cross their pipes, and both
 * ends of the conversation, {@code TaskDispatch} here and {@code ChildMain} there.
 *
 * <p>Messages of bounded size cross, of known kinds, with plain data in them. Only for tasks of the
 * user's own they carry objects, as {@link io.github.concurrencylab.model.transfer} has it: code
 * down, values up through a filter.
 *
 * <p>Every wait has a bound. A child gives a sign of life each second, whatever its task does; one
 * at work that gives none for long is ended, and its trial with it. Nothing waits on a pipe but
 * threads that belong to it. A child ends when its standard input ends, and so with its parent,
 * however that ends.
 */
@NullMarked
package io.github.concurrencylab.model.process;

import org.jspecify.annotations.NullMarked;
