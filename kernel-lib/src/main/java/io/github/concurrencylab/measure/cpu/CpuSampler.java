package io.github.concurrencylab.measure.cpu;

import io.github.concurrencylab.base.CpuClock;
import io.github.concurrencylab.base.Uninterruptibly;
import io.github.concurrencylab.model.child.ChildTime;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Samples the use of all processors, and this program's share of it, while a trial runs.
 *
 * <p>The system counts processor time in ticks (10 ms on Linux), so a stretch shorter than a few
 * ticks says little; a stretch much longer than a tenth of a second hides what the eye should see.
 */
public final class CpuSampler implements AutoCloseable {
  /** The length of a stretch: ten ticks. A reading costs a tenth of a millisecond and more. */
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /**
   * The share of the time that readings may take: the more children there are to ask, and the
   * slower the system answers, the longer the stretches.
   */
  private static final double MOST_COST = 0.003;

  /** The longest stretch for that reason. */
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** Two ticks: what is shorter is not a stretch of its own. */
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The most samples of one trial: two minutes' worth. A longer one has longer stretches. */
  static final int MOST_SAMPLES = 1_200;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ProcessorCounters processors;
  private final Supplier<Map<ProcessHandle, Long>> children;
  private final Map<ProcessHandle, ChildTime> childClocks = new HashMap<>();
  private final Map<ProcessHandle, Long> childNanos = new HashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Reading start;
  private final Thread thread;

  // The thread's own until it has ended.
  private List<CpuSample> samples = new ArrayList<>();

  // Set before the trial's end is told to the thread.
  private volatile boolean wanted;
  private volatile long childNanosInAll;
  private volatile long costNanos;

  /** What all counters say at one moment. */
  private record Reading(long nanos, List<ProcessorTicks> cores, long ownNanos) {}

  /**
   * Starts sampling.
   *
   * @param processors the counters, its own until it has ended; whoever opened them closes them
   * @param children the child processes whose time is ours too, asked for anew each time, with the
   *     nanoseconds of each that are not
   */
  public CpuSampler(ProcessorCounters processors, Supplier<Map<ProcessHandle, Long>> children) {
    this.processors = processors;
    this.children = children;
    this.start = read();
    this.thread = Thread.ofPlatform().daemon().name("cpu-sampler").start(this::sample);
  }

  private Reading read() {
    return new Reading(System.nanoTime(), processors.read(), ownNanos());
  }

  /** This program's time and its children's; a child that is gone keeps what it last had. */
  private long ownNanos() {
    // Plain loops: in a short run this code is never compiled, and interpreted streams cost more
    // than what they look at.
    for (Map.Entry<ProcessHandle, Long> child : children.get().entrySet()) {
      ChildTime clock = childClocks.computeIfAbsent(child.getKey(), ChildTime::new);
      long nanos = Math.max(0, clock.nanos() - child.getValue());
      childNanos.merge(child.getKey(), nanos, Math::max);
    }
    long sum = 0;
    for (long nanos : childNanos.values()) {
      sum += nanos;
    }
    return CpuClock.nanos() + Math.max(sum, childNanosInAll);
  }

  private void sample() {
    try {
      sampleUntilEnded();
    } finally {
      costNanos = THREADS.getCurrentThreadCpuTime();
    }
  }

  private void sampleUntilEnded() {
    Reading before = start;
    long longer = 1;
    long waitNanos = PERIOD_NANOS;
    boolean last = false;
    try {
      while (!last) {
        // Told by a latch, never by an interruption, which would break off a reading.
        last = ended.await(longer * waitNanos, TimeUnit.NANOSECONDS);
        if (last && !wanted) {
          return;
        }
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        Reading now = read();
        add(before, now);
        double cost = THREADS.getCurrentThreadCpuTime() - cpuBefore;
        waitNanos = Math.clamp(Math.round(cost / MOST_COST), PERIOD_NANOS, LONGEST_NANOS);
        before = now;
        if (samples.size() >= MOST_SAMPLES) {
          samples = new ArrayList<>(CpuSample.joined(samples, MOST_SAMPLES / 2));
          longer *= 2;
        }
      }
    } catch (InterruptedException notByUs) {
      // What has been sampled is there.
    }
  }

  private void add(Reading from, Reading to) {
    long nanos = to.nanos() - from.nanos();
    List<Double> cores = new ArrayList<>();
    for (int core = 0; core < Math.min(from.cores().size(), to.cores().size()); core++) {
      cores.add(CpuSample.rounded(to.cores().get(core).busyShareSince(from.cores().get(core))));
    }
    double own = Math.max(0, (double) (to.ownNanos() - from.ownNanos()) / Math.max(1, nanos));
    CpuSample sample = new CpuSample(to.nanos() - start.nanos(), cores, CpuSample.rounded(own));
    if (nanos >= SHORTEST_NANOS) {
      samples.add(sample);
    } else if (!samples.isEmpty()) {
      long began = samples.size() > 1 ? samples.get(samples.size() - 2).endNanos() : 0;
      samples.set(samples.size() - 1, samples.getLast().with(began, sample));
    }
  }

  /**
   * Ends the sampling, with a sample of what is left.
   *
   * @param childNanosInAll processor time used by all children: they may be gone by now
   * @return the samples in order of time, none if the trial was too short for one
   */
  public List<CpuSample> finish(long childNanosInAll) {
    this.childNanosInAll = childNanosInAll;
    this.wanted = true;
    close();
    return List.copyOf(samples);
  }

  /** Ends the sampling. */
  @Override
  public void close() {
    ended.countDown();
    Uninterruptibly.join(thread);
    childClocks.values().forEach(ChildTime::close);
  }

  /** The processor time that the sampling has used on its thread so far, in nanoseconds. */
  public long costNanos() {
    long now = THREADS.getThreadCpuTime(thread.threadId());
    return now < 0 ? costNanos : now; // negative when the thread has ended
  }
}
