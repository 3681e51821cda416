/**
 * What makes any loop of any cell stoppable at no cost: polls.
 *
 * <p>When a cell's class is defined, {@link io.github.concurrencylab.base.poll.PolledCode} puts an
 * {@code invokedynamic} instruction before each jump back and once in each call of a method. All of
 * them are linked to a {@link java.lang.invoke.MutableCallSite} that does nothing, so that the
 * compiler leaves nothing of them. {@link io.github.concurrencylab.base.poll.Polls#arm} points it
 * at a check that throws {@link io.github.concurrencylab.base.poll.StoppedError}: the compiled code
 * is thrown away, and each thread meets the check at its next jump back.
 *
 * <p>In the same way a model with a global lock lets the code of cells yield: as long as it is
 * measured, polls read one field, and behind what may wait, a monitor or a call like {@code
 * Thread.sleep}, a second call site asks whether the lock was lost meanwhile.
 *
 * <p>Child virtual machines get the same code, and link it to the same class of their own.
 */
@NullMarked
package io.github.concurrencylab.base.poll;

import org.jspecify.annotations.NullMarked;
