/**
 * What makes any loop of any cell stoppable at no cost: polls.
 *
 * <p>When a cell's class is defined, {@link io.github.concurrencylab.base.poll.PolledCode} puts an
 * {@code invokedynamic} instruction before each jump back and at the beginning of each method. All
 * of them are linked to one {@link java.lang.invoke.MutableCallSite} that does nothing, so that the
 * compiler leaves nothing of them. {@link io.github.concurrencylab.base.poll.Polls#arm} points it
 * at a check that throws {@link io.github.concurrencylab.base.poll.StoppedError}: the compiled code
 * is thrown away, and each thread meets the check at its next jump back.
 *
 * <p>Child virtual machines get the same code, and link it to the same class of their own.
 */
@NullMarked
package io.github.concurrencylab.base.poll;

import org.jspecify.annotations.NullMarked;
