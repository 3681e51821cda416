package io.github.concurrencylab.base.poll;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The two call sites of all polls in this virtual machine: of those behind waits, and of all
 * others.
 *
 * <p>Unarmed they do nothing and cost nothing. Armed, the threads that are to end do so by a {@link
 * StoppedError} as soon as they poll. As long as a global lock is measured, a poll reads one field
 * instead, in which whoever waits for the lock asks for it: pointing the site elsewhere at each
 * hand-over would throw the compiled code away each time.
 */
public final class Polls {
  private static final MethodHandle NOTHING =
      MethodHandles.empty(MethodType.methodType(void.class));
  private static final MethodHandle CHECK;
  private static final MethodHandle YIELD_IF_ASKED;
  private static final MethodHandle YIELD;
  private static final VarHandle ASKED;
  private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
  private static final MutableCallSite AFTER_WAIT = new MutableCallSite(NOTHING);

  /** What the instruction of a poll calls it that stands behind a wait. */
  static final String AFTER_WAIT_NAME = "pollAfterWait";

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CHECK = lookup.findStatic(Polls.class, "check", MethodType.methodType(void.class));
      YIELD_IF_ASKED =
          lookup.findStatic(Polls.class, "yieldIfAsked", MethodType.methodType(void.class));
      YIELD = lookup.findStatic(Polls.class, "yieldNow", MethodType.methodType(void.class));
      ASKED = lookup.findStaticVarHandle(Polls.class, "asked", boolean.class);
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

  /**
   * Whether anybody waits for a thread to yield; read at each poll, by no loop kept in a register.
   */
  @SuppressWarnings("UnusedVariable") // used by its handle
  private static boolean asked;

  /** What each thread does when it is asked to yield. */
  private static final ThreadLocal<@Nullable Runnable> ON_YIELD = new ThreadLocal<>();

  /** How many want threads to yield at polls. */
  private static int yielding;

  private Polls() {}

  /**
   * Lets threads yield at polls until {@link #yieldNoMore}: compiled code is thrown away once now
   * and once then.
   */
  public static synchronized void yieldWhenAsked() {
    yielding++;
    if (yielding == 1 && !armed()) {
      pointToRest();
    }
  }

  /** Ends what as many calls of {@link #yieldWhenAsked} began. */
  public static synchronized void yieldNoMore() {
    yielding--;
    if (yielding == 0) {
      ask(false);
      if (!armed()) {
        pointToRest();
      }
    }
  }

  /**
   * Whether code of cells yields at its polls now, and so may be slower than by itself.
   *
   * @return false too where no cell's code polls
   */
  public static synchronized boolean cellsYield() {
    return yielding > 0 && everyStopArms;
  }

  /**
   * Asks all threads to yield at their next poll, or asks no more.
   *
   * @param yes whether to ask
   */
  public static void ask(boolean yes) {
    ASKED.setVolatile(yes);
  }

  /**
   * Says what the calling thread does when it polls and is asked to yield.
   *
   * @param action run at the poll, perhaps without need; null for nothing
   */
  public static void onYield(@Nullable Runnable action) {
    if (action == null) {
      ON_YIELD.remove();
    } else {
      ON_YIELD.set(action);
    }
  }

  @SuppressWarnings("UnusedMethod") // called by its handle
  private static void yieldIfAsked() {
    if ((boolean) ASKED.getOpaque()) {
      yieldNow();
    }
  }

  private static void yieldNow() {
    Runnable action = ON_YIELD.get();
    if (action != null) {
      action.run();
    }
  }

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
   * @return the call site of all polls of that name
   */
  public static CallSite link(MethodHandles.Lookup caller, String name, MethodType type) {
    return name.equals(AFTER_WAIT_NAME) ? AFTER_WAIT : SITE;
  }

  /**
   * Ends threads that poll, from now on until {@link #disarm}.
   *
   * @param which the threads to end
   */
  public static synchronized void arm(Predicate<Thread> which) {
    TOLD.clear();
    ends = which;
    point(CHECK, CHECK);
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
      pointToRest();
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

  private static void pointToRest() {
    if (yielding > 0) {
      point(YIELD_IF_ASKED, YIELD);
    } else {
      point(NOTHING, NOTHING);
    }
  }

  private static void point(MethodHandle usual, MethodHandle afterWait) {
    SITE.setTarget(usual);
    AFTER_WAIT.setTarget(afterWait);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE, AFTER_WAIT});
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
    yieldNow();
  }
}
