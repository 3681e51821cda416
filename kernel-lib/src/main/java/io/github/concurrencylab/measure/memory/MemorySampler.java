package io.github.concurrencylab.measure.memory;

import io.github.concurrencylab.base.Uninterruptibly;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks every few milliseconds at the memory held while something runs, and keeps the most. */
final class MemorySampler implements AutoCloseable {
  /**
   * The time between two looks while a run is young: many end within some hundredths of a second.
   */
  private static final long FIRST_PERIOD_MILLIS = 2;

  /**
   * The same later on. A child takes long to ask: with sixteen of them it is some thirty a second.
   */
  private static final long PERIOD_MILLIS = 20;

  private static final int YOUNG_LOOKS = 100;

  private static final MemoryMXBean HEAP = ManagementFactory.getMemoryMXBean();

  private final ResidentMemory resident;
  private final Supplier<Set<ProcessHandle>> children;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long heapResidentBefore;
  private final long usedBefore;
  private final long residentBefore;
  private final Thread thread;

  // The thread's own until it has ended.
  private long mostUsed;
  private long mostResident;
  private long mostOfChildren;

  /**
   * Starts sampling.
   *
   * @param resident what tells it
   * @param children the child processes whose memory counts, asked for anew each time
   */
  MemorySampler(ResidentMemory resident, Supplier<Set<ProcessHandle>> children) {
    this.resident = resident;
    this.children = children;
    this.heapResidentBefore = resident.heap();
    this.usedBefore = HEAP.getHeapMemoryUsage().getUsed();
    this.residentBefore = resident.own();
    this.mostUsed = usedBefore;
    this.mostResident = residentBefore;
    this.thread = Thread.ofPlatform().daemon().name("memory-sampler").start(this::sample);
  }

  private void sample() {
    try {
      int looks = 0;
      do {
        look();
        looks++;
      } while (!ended.await(
          looks < YOUNG_LOOKS ? FIRST_PERIOD_MILLIS : PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException notByUs) {
      // What has been seen is there.
    }
  }

  private void look() {
    long used = HEAP.getHeapMemoryUsage().getUsed();
    long own = resident.own();
    long theirs = 0;
    // A plain loop: what this thread allocates would count.
    for (ProcessHandle child : children.get()) {
      theirs += resident.share(child);
    }
    if (used + own + theirs > mostUsed + mostResident + mostOfChildren) {
      mostUsed = used;
      mostResident = own;
      mostOfChildren = theirs;
    }
  }

  /**
   * Ends the sampling.
   *
   * @param nanos the time of the run
   * @return what was held when most was held
   */
  Footprint.Run finish(long nanos) {
    close();
    // What the heap took from the system meanwhile is in what is used of it already. It gives
    // nothing back while something runs, so that the end is the time to look.
    long heapGrowth = Math.max(0, resident.heap() - heapResidentBefore);
    long outside = mostResident - residentBefore - heapGrowth;
    return new Footprint.Run(
        Math.max(0, mostUsed - usedBefore),
        resident.tells() ? Math.max(0, outside) : 0,
        mostOfChildren,
        nanos);
  }

  /** Ends the sampling. */
  @Override
  public void close() {
    ended.countDown();
    Uninterruptibly.join(thread);
  }
}
