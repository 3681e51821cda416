package io.github.concurrencylab.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What an execution may have left behind: platform threads, child processes, work that goes on. */
public final class Leftovers {
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private Leftovers() {}

  /** The platform threads that live now. */
  public static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    // The virtual machine's and the test engine's own, which come and go: the common pool, carriers
    // and reapers, who watches the time.
    threads.removeIf(thread -> {
      ThreadGroup group = thread.getThreadGroup();
      return group == null
          || group.getParent() == null
          || thread.getName().startsWith("ForkJoinPool")
          || thread.getName().startsWith("junit-")
          || thread.getName().startsWith("VirtualThread-")
          || thread.getName().startsWith("process reaper");
    });
    return threads;
  }

  /** Fails unless all new threads and children end within a moment, and nothing counts on. */
  public static void assertNone(Set<Thread> before, Progress progress) throws InterruptedException {
    long deadline = System.nanoTime() + GRACE_NANOS;
    while (System.nanoTime() < deadline && !(newThreads(before).isEmpty() && !anyChild())) {
      Thread.sleep(5);
    }
    assertThat(newThreads(before)).isEmpty();
    assertThat(anyChild()).isFalse();
    long done = progress.done();
    Thread.sleep(50);
    assertThat(progress.done()).isEqualTo(done);
  }

  private static boolean anyChild() {
    return ProcessHandle.current().descendants().anyMatch(ProcessHandle::isAlive);
  }

  private static Set<Thread> newThreads(Set<Thread> before) {
    Set<Thread> now = threads();
    now.removeAll(before);
    return now;
  }
}
