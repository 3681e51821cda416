/**
 * How code of one's own crosses the border of a virtual machine: its objects as bytes, its classes
 * on demand or all at once with the tasks, and results back through a filter.
 *
 * <p>Down, from parent to child, anything may travel: it is the user's own code, sent by the
 * virtual machine that runs it to one that it started itself. Up, only values may: the {@link
 * io.github.concurrencylab.model.transfer.ResultFilter} names them and bounds their depth, arrays
 * and references, behind the bound that frames have. This is no outside: both ends are processes of
 * one user, one started by the other, and the pipe between them has no name that a third could
 * open. Nothing that comes from elsewhere is ever read this way.
 */
@NullMarked
package io.github.concurrencylab.model.transfer;

import org.jspecify.annotations.NullMarked;
