package io.github.concurrencylab.measure.profile;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;

import io.github.concurrencylab.base.Defaults;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Adds up a recording's events: those of the threads that ran tasks, while they ran. */
final class TraceReader {
  static final String SAMPLE = "jdk.ExecutionSample";

  /** The fairer samples, where the system has them: on Linux, since JDK 25. */
  static final String CPU_SAMPLE = "jdk.CPUTimeSample";

  static final String COLLECTION = "jdk.GarbageCollection";
  static final String ALLOCATION = "jdk.ObjectAllocationSample";

  private static final String MONITOR = "jdk.JavaMonitorEnter";
  private static final String PARK = "jdk.ThreadPark";
  private static final String OBJECT_WAIT = "jdk.JavaMonitorWait";
  private static final String SLEEP = "jdk.ThreadSleep";

  static final List<String> WAITS =
      List.of(
          MONITOR,
          PARK,
          OBJECT_WAIT,
          SLEEP,
          "jdk.SocketRead",
          "jdk.SocketWrite",
          "jdk.FileRead",
          "jdk.FileWrite");

  /** Traces that are kept at hand. */
  private static final int MOST_KNOWN = 1_000;

  private static final double NANOS = 1e9;

  private final Map<Long, InstrumentedWorkload.Use> uses;
  private final Instant from;
  private final Instant to;
  private final Counter sampled = new Counter();
  private final Counter sampledByTime = new Counter();
  private final Map<WaitKey, WaitSum> waits = new HashMap<>();
  // By worker, not by thread: a second of virtual threads can have been half a million.
  private final Map<String, Map<WorkerState, Double>> waited = new HashMap<>();
  private final Map<String, Double> waitedInTask = new HashMap<>();
  private final AllocationSamples allocated = new AllocationSamples();

  /**
   * The recorder gives the same object for the same trace, as long as it reads the same stretch.
   */
  private final Map<RecordedStackTrace, StackFrames> known = new HashMap<>();

  private int collections;
  private double pauses;
  private double longestPause;

  /**
   * Creates a reader that has read nothing yet.
   *
   * @param uses the threads that ran tasks
   * @param from when the first run began
   * @param to when the last run ended
   */
  TraceReader(Map<Long, InstrumentedWorkload.Use> uses, Instant from, Instant to) {
    this.uses = uses;
    this.from = from;
    this.to = to;
  }

  private record WaitKey(WorkerState state, String object, String at) {}

  private static final class WaitSum {
    private final Set<String> workers = new HashSet<>();
    private int times;
    private double seconds;
  }

  /** Samples by method, and by worker. */
  private static final class Counter {
    private final Map<String, Integer> methods = new HashMap<>();
    private final Map<String, Set<String>> workers = new HashMap<>();
    private final Map<String, Integer> samples = new HashMap<>();

    void add(String method, String worker) {
      methods.merge(method, 1, Integer::sum);
      workers.computeIfAbsent(method, m -> new HashSet<>()).add(worker);
      samples.merge(worker, 1, Integer::sum);
    }

    List<HotMethod> sorted() {
      return methods.entrySet().stream()
          .map(entry ->
              new HotMethod(
                  entry.getKey(),
                  entry.getValue(),
                  workers.getOrDefault(entry.getKey(), Set.of()).size()))
          .sorted(comparingInt(HotMethod::samples).reversed().thenComparing(HotMethod::name))
          .toList();
    }
  }

  /** Adds an event. */
  void read(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case SAMPLE -> sample(event, event.getThread("sampledThread"), sampled);
      case CPU_SAMPLE -> sample(event, event.getThread(), sampledByTime);
      case COLLECTION -> collection(event);
      case ALLOCATION -> allocation(event);
      default -> {
        if (WAITS.contains(event.getEventType().getName())) {
          wait(event);
        }
      }
    }
  }

  private InstrumentedWorkload.@Nullable Use use(@Nullable RecordedThread thread) {
    return thread == null ? null : uses.get(thread.getJavaThreadId());
  }

  private StackFrames frames(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    if (trace == null) {
      return StackFrames.NONE;
    }
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(trace, t -> StackFrames.of(t.getFrames()));
  }

  private boolean outside(RecordedEvent event) {
    return event.getStartTime().isBefore(from) || event.getStartTime().isAfter(to);
  }

  private void sample(RecordedEvent event, @Nullable RecordedThread thread, Counter counter) {
    InstrumentedWorkload.Use use = use(thread);
    if (use != null && event.getStackTrace() != null && !outside(event)) {
      counter.add(frames(event).running(), use.worker());
    }
  }

  private void collection(RecordedEvent event) {
    if (outside(event)) {
      return;
    }
    collections++;
    pauses += event.getDuration("sumOfPauses").toNanos() / NANOS;
    longestPause = Math.max(longestPause, event.getDuration("longestPause").toNanos() / NANOS);
  }

  private void allocation(RecordedEvent event) {
    RecordedClass type = event.getClass("objectClass");
    if (use(event.getThread()) != null && type != null && !outside(event)) {
      allocated.add(StackFrames.plain(type), frames(event).top(), event.getLong("weight"));
    }
  }

  private void wait(RecordedEvent event) {
    InstrumentedWorkload.Use use = use(event.getThread());
    if (use == null) {
      return;
    }
    StackFrames frames = frames(event);
    boolean global = frames.inGlobalLock();
    boolean inTask = frames.inTask();
    if (!global && !inTask) {
      return; // a worker without a task
    }
    Instant start = event.getStartTime().isBefore(from) ? from : event.getStartTime();
    Instant end = event.getEndTime().isAfter(to) ? to : event.getEndTime();
    double seconds = Duration.between(start, end).toNanos() / NANOS;
    if (seconds <= 0) {
      return;
    }
    String object = global ? WaitedFor.GLOBAL_LOCK : object(event);
    WorkerState state = global || isLock(event, object) ? WorkerState.LOCK : WorkerState.WAITING;
    WaitKey key = new WaitKey(state, object, frames.waiting());
    WaitSum sum = waits.computeIfAbsent(key, k -> new WaitSum());
    sum.workers.add(use.worker());
    sum.times++;
    sum.seconds += seconds;
    waited
        .computeIfAbsent(use.worker(), w -> new EnumMap<>(WorkerState.class))
        .merge(state, seconds, Double::sum);
    if (inTask) {
      waitedInTask.merge(use.worker(), seconds, Double::sum);
    }
  }

  private static String object(RecordedEvent event) {
    return switch (event.getEventType().getName()) {
      case MONITOR, OBJECT_WAIT -> type(event.getClass("monitorClass"));
      case PARK -> type(event.getClass("parkedClass"));
      case SLEEP -> "a time";
      case "jdk.SocketRead", "jdk.SocketWrite" -> "a socket";
      default -> "a file";
    };
  }

  private static String type(@Nullable RecordedClass type) {
    if (type == null) {
      return StackFrames.UNKNOWN;
    }
    // The lock that a program knows has a helper that the threads are parked on.
    return StackFrames.plain(type).replaceFirst("\\.(Nonfair|Fair)?Sync$", "");
  }

  private static boolean isLock(RecordedEvent event, String object) {
    String type = event.getEventType().getName();
    return type.equals(MONITOR)
        || (type.equals(PARK) && object.matches("java\\.util\\.concurrent\\.locks\\.\\w+Lock"));
  }

  /**
   * What was seen.
   *
   * @param seconds how long all runs took
   * @param bytes what all threads allocated meanwhile; NaN if that is not known
   */
  Traces traces(double seconds, double bytes) {
    Counter counter = sampledByTime.methods.isEmpty() ? sampled : sampledByTime;
    return new Traces(
        counter.sorted(),
        waits.entrySet().stream()
            .map(entry -> {
              WaitKey key = entry.getKey();
              WaitSum sum = entry.getValue();
              return new WaitedFor(
                  key.state(),
                  key.object(),
                  key.at(),
                  sum.workers.size(),
                  new WaitedFor.Waits(sum.times, sum.seconds));
            })
            .sorted(comparingDouble((WaitedFor w) -> w.waits().seconds()).reversed())
            .toList(),
        workers(seconds, counter.samples),
        allocated.within(bytes),
        new GarbageCollections(collections, pauses, longestPause));
  }

  private List<WorkerTime> workers(double seconds, Map<String, Integer> samples) {
    Map<String, InstrumentedWorkload.Use> byName =
        new TreeMap<>(
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    uses.values().forEach(use -> byName.merge(use.worker(), use, InstrumentedWorkload.Use::plus));
    return byName.values().stream()
        .map(use -> worker(use, samples.getOrDefault(use.worker(), 0)))
        .map(time -> withIdle(time, seconds))
        .toList();
  }

  private WorkerTime worker(InstrumentedWorkload.Use use, int samples) {
    Map<WorkerState, Double> seconds = new EnumMap<>(WorkerState.class);
    seconds.putAll(waited.getOrDefault(use.worker(), Map.of()));
    double rest = use.taskNanos() / NANOS - waitedInTask.getOrDefault(use.worker(), 0.0);
    double cpu =
        Double.isNaN(use.cpuNanos())
            ? samples * Defaults.PROFILE_PERIOD_MILLIS / 1e3
            : use.cpuNanos() / NANOS;
    rest = take(seconds, WorkerState.RUNNING, cpu, rest);
    rest = take(seconds, WorkerState.COLLECTING, pauses, rest);
    take(seconds, WorkerState.READY, rest, rest);
    return new WorkerTime(use.worker(), seconds);
  }

  private static double take(
      Map<WorkerState, Double> seconds, WorkerState state, double wanted, double rest) {
    double taken = Math.max(0, Math.min(wanted, rest));
    if (taken > 0) {
      seconds.put(state, taken);
    }
    return rest - taken;
  }

  private static WorkerTime withIdle(WorkerTime time, double seconds) {
    Map<WorkerState, Double> all = new EnumMap<>(WorkerState.class);
    all.putAll(time.seconds());
    var ignored = take(all, WorkerState.IDLE, seconds, seconds - time.busy());
    return new WorkerTime(time.worker(), all);
  }
}
