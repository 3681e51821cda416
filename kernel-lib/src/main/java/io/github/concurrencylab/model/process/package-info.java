/**
 * The model with child processes: a pool of JVMs, and the frames that cross their pipes.
 *
 * <p>Only plain data crosses, in frames of bounded size; nothing read from a pipe is deserialized
 * as Java objects. A child ends when its standard input ends, and so with its parent, however that
 * ends.
 */
@NullMarked
package io.github.concurrencylab.model.process;

import org.jspecify.annotations.NullMarked;
