package io.github.concurrencylab.base.poll;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one call site of all polls in this virtual machine.
 *
 * <p>Unarmed it does nothing and costs nothing. Armed, the threads that are to end do so by a
 * {@link StoppedError} as soon as they poll.
 */
public final class Polls {
  private static final MethodHandle NOTHING =
      MethodHandles.empty(MethodType.methodType(void.class));
  private static final MethodHandle CHECK;
  private static final MutableCallSite SITE = new MutableCallSite(NOTHING);

  static {
    try {
      CHECK =
          MethodHandles.lookup()
              .findStatic(Polls.class, "check", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException itIsBelow) {
      throw new ExceptionInInitializerError(itIsBelow);
    }
  }

  /** Who is to end; null while it is unarmed. */
  private static volatile @Nullable Predicate<Thread> ends;

  /** Those that were told to end since the last arming. */
  private static final Set<Thread> TOLD = ConcurrentHashMap.newKeySet();

  /** Whether whoever stops a cell arms polls before it interrupts anything. */
  private static volatile boolean everyStopArms;

  private Polls() {}

  /** Says that from now on whoever stops a cell arms polls before it interrupts a thread. */
  public static void everyStopArms() {
    everyStopArms = true;
  }

  /**
   * Whether an interruption that is seen now cannot be a stop: the code itself made it.
   *
   * @return false where nobody knows
   */
  public static boolean noStopIsUnderWay() {
    return everyStopArms && !armed();
  }

  /**
   * Links a poll; called by the virtual machine when a poll is first met.
   *
   * @param caller who polls
   * @param name what the instruction calls it
   * @param type no arguments, no result
   * @return the call site of all polls
   */
  public static CallSite link(MethodHandles.Lookup caller, String name, MethodType type) {
    return SITE;
  }

  /**
   * Ends threads that poll, from now on until {@link #disarm}.
   *
   * @param which the threads to end
   */
  public static synchronized void arm(Predicate<Thread> which) {
    TOLD.clear();
    ends = which;
    point(CHECK);
  }

  /** The same, unless threads are being ended already; whether it did. */
  static synchronized boolean armIfIdle(Predicate<Thread> which) {
    if (armed()) {
      return false;
    }
    arm(which);
    return true;
  }

  /** Ends what {@link #armIfIdle} began, unless something else was armed since. */
  static synchronized void disarm(Predicate<Thread> which) {
    if (which.equals(ends)) {
      disarm();
    }
  }

  /** Lets code run at full speed again. */
  public static synchronized void disarm() {
    if (armed()) {
      point(NOTHING);
    }
    ends = null;
    TOLD.clear();
  }

  /**
   * Whether threads are ended now.
   *
   * @return true between {@link #arm} and {@link #disarm}
   */
  public static boolean armed() {
    return ends != null;
  }

  /**
   * Whether a thread has met a poll since they were armed, and so is on its way out.
   *
   * @param thread the thread
   * @return true if it was told to end
   */
  public static boolean told(Thread thread) {
    return TOLD.contains(thread);
  }

  private static void point(MethodHandle target) {
    SITE.setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }

  /**
   * A poll of the lab's own, in loops that a cell may wait for.
   *
   * @throws StoppedError if the calling thread is to end
   */
  public static void poll() {
    check();
  }

  private static void check() {
    Predicate<Thread> which = ends;
    Thread thread = Thread.currentThread();
    if (which != null && which.test(thread)) {
      TOLD.add(thread);
      throw new StoppedError();
    }
  }
}
