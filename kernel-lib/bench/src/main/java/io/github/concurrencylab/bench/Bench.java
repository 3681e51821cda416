package io.github.concurrencylab.bench;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.ParallelStream;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.Task;
import io.github.concurrencylab.workload.Waiting;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Prints one line of JSON for each figure. Every figure is the median of ratios of two things
 * measured in turn, so that a change of the machine's speed meets both.
 */
public final class Bench {
  private static final int WARMUPS = 5;
  private static final int BRIEF_PAIRS = 301;
  private static final int SPEEDUPS = 9;
  private static final int SAMPLED_TRIALS = 12;
  private static final int JMH_MACHINES = 3;
  private static final int JMH_PAIRS = 8;
  private static final int POLLED_MACHINES = 3;
  private static final int POLLED_PAIRS = 31;
  private static final String LOWER = "lower";
  private static final String HIGHER = "higher";

  private final ModuloSum article = ModuloSum.article().terms(Defaults.TERMS);

  /** For differences of a thousandth: many short pairs, since the machine's own speed wanders. */
  private final ModuloSum brief = article.terms(1_000_000);

  /** As many tasks as two workers can share evenly, and long beside the start of a thread. */
  private final ModuloSum even = article.tasks(16).terms(40_000_000);

  private final Path scratch;

  private final List<String> wanted;
  private final List<double[]> labByJmh = new ArrayList<>();

  private Bench(Path scratch, List<String> wanted) {
    this.scratch = scratch;
    this.wanted = wanted;
  }

  /**
   * Takes every figure whose tools are there.
   *
   * @param args the names of those to take; all, if none is named
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("concurrency-lab-bench");
    try {
      new Bench(scratch, List.of(args)).all();
    } finally {
      try (var files = Files.list(scratch)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(scratch);
    }
  }

  private void all() throws IOException, InterruptedException {
    Model cpython = Python.of(new Processes(Defaults.WORKERS));
    figure("blocking-vs-c", this::blockingVsC);
    figure("lab-vs-loop", this::labVsLoop);
    figure("speedup-threads-vs-c", name -> speedupVsC(name, new Threads(2)));
    figure("safepoint-cost", this::safepointCost);
    figure("stop-cost", this::stopCost);
    figure("sampling-cost", this::samplingCost);
    figure("speedup-virtual-threads-vs-c", name -> speedupVsC(name, new VirtualThreads()));
    figure("speedup-fork-join-vs-c", name -> speedupVsC(name, new ForkJoin(2)));
    figure("speedup-parallel-stream-vs-c", name -> speedupVsC(name, new ParallelStream()));
    figure("speedup-processes-vs-c", name -> speedupVsC(name, new Processes(2)));
    figure("pool-vs-spawn", this::poolVsSpawn);
    figure(
        "processes-vs-cpython-processes",
        name -> againstCpython(name, new Processes(Defaults.WORKERS), cpython, 6));
    figure(
        "threads-vs-cpython-processes",
        name -> againstCpython(name, new Threads(Defaults.WORKERS), cpython, 20));
    figure("threads-vs-numpy", name -> threadsVs(name, "numpy", "numpy_loop.py"));
    figure("threads-vs-numba", name -> threadsVs(name, "numba", "numba_loop.py"));
    figure("waiting-virtual-vs-threads16", this::waitingVirtualVsThreads);
    figure("jumps-vs-loop", name -> vsLoop(name, article.jumps(), 25));
    figure("binomial-vs-loop", name -> vsLoop(name, article.binomial(), 1000));
    figure("lab-vs-jmh", name -> againstJmh(name, 1));
    figure("jmh-vs-lab", name -> againstJmh(name, -1));
  }

  private interface Measurement {
    void take(String name) throws IOException, InterruptedException;
  }

  private void figure(String name, Measurement measurement)
      throws IOException, InterruptedException {
    if (wanted.isEmpty() || wanted.contains(name)) {
      measurement.take(name);
    }
  }

  /** The lab's blocking model against the same loop in C; the sums must be equal. */
  private void blockingVsC(String name) throws IOException, InterruptedException {
    if (!compiles(name)) {
      return;
    }
    try (Peer c = loopInC(article)) {
      sameSum(article, c, "1");
      DoubleSupplier java = () -> execute(new Blocking(), article).nanos();
      print(Figure.of(name, ratios(25, java, () -> c.once()[0]), 1.05, LOWER));
    }
  }

  private static void sameSum(ModuloSum work, Peer c, String threads) {
    String expected = Long.toString(c.once(threads)[1]);
    String ours = work.checksum(execute(new Blocking(), work).results());
    if (!ours.equals(expected)) {
      throw new IllegalStateException("C sums to " + expected + ", Java to " + ours);
    }
  }

  /** The lab's blocking model against a bare Java loop without chunks, safepoints or spans. */
  private void labVsLoop(String name) {
    DoubleSupplier lab = () -> execute(new Blocking(), brief).nanos();
    print(Figure.of(name, ratios(BRIEF_PAIRS, lab, this::bareLoop), 1.005, LOWER));
  }

  /**
   * The same bodies measured by the lab and by JMH, in turn, in several virtual machines one after
   * another: one by the other, and to the power of -1 the other by the one. The body where they
   * differ most in that direction is the figure.
   */
  private void againstJmh(String name, int power) throws IOException {
    if (labByJmh.isEmpty()) {
      for (RandomSource source : List.of(RandomSource.PER_TASK, RandomSource.SHARED)) {
        double[] ratios = new double[JMH_MACHINES * JMH_PAIRS];
        for (int machine = 0; machine < JMH_MACHINES; machine++) {
          try (Peer both = new Peer(bothSides(source))) {
            DoubleSupplier lab = () -> both.once("lab")[0];
            DoubleSupplier jmh = () -> both.once("jmh")[0];
            double[] here = ratios(JMH_PAIRS, lab, jmh, 1);
            System.arraycopy(here, 0, ratios, machine * JMH_PAIRS, JMH_PAIRS);
          }
        }
        labByJmh.add(ratios);
      }
    }
    Figure worst =
        labByJmh.stream()
            .map(body -> Arrays.stream(body).map(ratio -> Math.pow(ratio, power)).toArray())
            .map(ratios -> Figure.of(name, ratios, 1.02, LOWER))
            .max(Comparator.comparingDouble(Figure::value))
            .orElseThrow();
    print(worst);
  }

  private static List<String> bothSides(RandomSource source) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        BothSides.class.getName(),
        source.name());
  }

  /** The tasks with the safepoint of a run, against the same tasks with one that does nothing. */
  private void safepointCost(String name) {
    DoubleSupplier polled = () -> tasksAlone(new Progress());
    DoubleSupplier unpolled = () -> tasksAlone(Safepoint.NONE);
    print(Figure.of(name, ratios(BRIEF_PAIRS, polled, unpolled), 1.005, LOWER));
  }

  /**
   * The processor time of bodies with polls by that of the same without, each side in a virtual
   * machine of its own, since one body beside its twin is compiled to something else.
   */
  private void stopCost(String name) throws IOException {
    List<Figure> bodies = new ArrayList<>();
    for (String body : PolledBodies.NAMES) {
      double[] ratios = new double[POLLED_MACHINES * POLLED_PAIRS];
      for (int machine = 0; machine < POLLED_MACHINES; machine++) {
        try (Peer polled = new Peer(PolledBodies.command(body, true));
            Peer plain = new Peer(PolledBodies.command(body, false))) {
          double[] here =
              ratios(POLLED_PAIRS, () -> polled.once()[0], () -> plain.once()[0], WARMUPS);
          System.arraycopy(here, 0, ratios, machine * POLLED_PAIRS, POLLED_PAIRS);
        }
      }
      bodies.add(Figure.of(name, ratios, 1.005, LOWER));
    }
    print(bodies.stream().max(Comparator.comparingDouble(Figure::value)).orElseThrow());
  }

  /**
   * The processor time of sampling by the time of the trial, in turns under threads and under child
   * processes, each of which is asked for its time.
   */
  private void samplingCost(String name) throws InterruptedException {
    List<Model> models = List.of(new Threads(Defaults.WORKERS), new Processes(Defaults.WORKERS));
    double[] shares = new double[SAMPLED_TRIALS];
    for (int i = -models.size(); i < shares.length; i++) {
      double share = SamplingCost.share(models.get(Math.floorMod(i, models.size())), article);
      if (i >= 0) {
        shares[i] = share;
      }
    }
    print(Figure.of(name, shares, 0.005, LOWER));
  }

  private double tasksAlone(Safepoint safepoint) {
    long start = System.nanoTime();
    try {
      for (Task task : brief.newTasks()) {
        var ignored = task.run(safepoint);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return System.nanoTime() - start;
  }

  private double bareLoop() {
    long start = System.nanoTime();
    SplittableRandom root = new SplittableRandom(brief.seed());
    long bound = (long) Math.ceil((1 - brief.skip()) * 0x1p53);
    long sum = 0;
    for (int x = 1; x <= brief.tasks(); x++) {
      sum += bareTask(root.split(), (int) brief.terms(), x, bound);
    }
    long nanos = System.nanoTime() - start;
    if (sum <= 0) {
      throw new IllegalStateException("sum must be positive, got " + sum);
    }
    return nanos;
  }

  private static long bareTask(SplittableRandom random, int terms, int x, long bound) {
    long sum = 0;
    for (int i = 0; i < terms; i++) {
      if (random.nextLong() >>> 11 < bound) {
        sum += i % x;
      }
    }
    return sum;
  }

  /** Tasks that wait on a pool of sixteen threads, against a virtual thread for each. */
  private void waitingVirtualVsThreads(String name) {
    Workload waits = Waiting.of(1_000, Duration.ofMillis(20));
    DoubleSupplier pool = () -> execute(new Threads(Defaults.WORKERS), waits).nanos();
    DoubleSupplier virtual = () -> execute(new VirtualThreads(), waits).nanos();
    print(Figure.of(name, ratios(7, pool, virtual, 2), 20, HIGHER));
  }

  /** The article's loop against another algorithm, both under blocking. */
  private void vsLoop(String name, ModuloSum other, double goal) {
    DoubleSupplier loop = () -> execute(new Blocking(), article).nanos();
    DoubleSupplier ours = () -> execute(new Blocking(), other).nanos();
    // It may be so short that a few warm-ups do not have it compiled.
    long compiled = System.nanoTime() + (long) (1e9 * Defaults.QUIET_SECONDS);
    while (System.nanoTime() < compiled) {
      var ignored = ours.getAsDouble();
    }
    print(Figure.of(name, ratios(15, loop, ours), goal, HIGHER));
  }

  /**
   * The speed-up of a model by that of as many threads in C: what processors give beside each other
   * differs by machine. The start of either's threads is left out.
   */
  private void speedupVsC(String name, Model model) throws IOException, InterruptedException {
    if (!compiles(name)) {
      return;
    }
    try (Peer c = loopInC(even)) {
      String threads = Integer.toString(model.workers());
      sameSum(even, c, threads);
      DoubleSupplier ours =
          () -> {
            double alone = execute(new Blocking(), even).nanos();
            Execution both = execute(model, even);
            return alone / (both.nanos() - both.poolStartNanos());
          };
      DoubleSupplier theirs = () -> (double) c.once("1")[0] / c.once(threads)[0];
      print(Figure.of(name, ratios(SPEEDUPS, ours, theirs, 2), 0.97, HIGHER));
    }
  }

  /** Sixteen child virtual machines ready, against CPython's spawn pool of sixteen. */
  private void poolVsSpawn(String name) throws IOException, InterruptedException {
    if (!succeeds("python3", "-c", "import multiprocessing")) {
      skip(name, "python3 is not there");
      return;
    }
    Path script = resource("spawn_pool.py");
    int size = Defaults.WORKERS;
    try (Peer spawn = new Peer(List.of("python3", script.toString(), Integer.toString(size)))) {
      DoubleSupplier pool = () -> execute(new Processes(size), article.terms(1)).poolStartNanos();
      print(Figure.of(name, ratios(11, pool, () -> spawn.once()[0]), 0.5, LOWER));
    }
  }

  /** CPython's time by a Java model's, at full size, pool start and all. */
  private void againstCpython(String name, Model model, Model cpython, double goal)
      throws InterruptedException {
    try (Session python = cpython.open()) {
      DoubleSupplier theirs = () -> execute(python, article).nanos();
      DoubleSupplier ours = () -> execute(model, article).nanos();
      print(Figure.of(name, ratios(5, theirs, ours, 1), goal, HIGHER));
    } catch (ModelUnavailableException absent) {
      skip(name, String.valueOf(absent.getMessage()));
    }
  }

  /** The time of a library for Python by that of threads, pool start included, if it is there. */
  private void threadsVs(String name, String library, String script)
      throws IOException, InterruptedException {
    if (!succeeds(
        "python3",
        "-c",
        "import importlib.util as u, sys; sys.exit(not u.find_spec('" + library + "'))")) {
      skip(name, library + " is not installed");
      return;
    }
    List<String> command =
        List.of(
            "python3",
            resource(script).toString(),
            Integer.toString(article.tasks()),
            Long.toString(article.terms()),
            Double.toString(1 - article.skip()),
            Long.toString(article.seed()));
    try (Peer peer = new Peer(command)) {
      DoubleSupplier ours = () -> execute(new Threads(Defaults.WORKERS), article).nanos();
      print(Figure.of(name, ratios(7, () -> peer.once()[0], ours, 2), 7, HIGHER));
    }
  }

  private static Execution execute(Session session, Workload workload) {
    try {
      return session.execute(workload, new Progress());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Execution execute(Model model, Workload workload) {
    try (Session session = model.open()) {
      return execute(session, workload);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Ratios of a to b, measured in turn, after warm-ups of both. */
  private static double[] ratios(int pairs, DoubleSupplier a, DoubleSupplier b) {
    return ratios(pairs, a, b, WARMUPS);
  }

  private static double[] ratios(int pairs, DoubleSupplier a, DoubleSupplier b, int warmups) {
    double[] ratios = new double[pairs];
    for (int pair = -warmups; pair < pairs; pair++) {
      boolean aFirst = pair % 2 == 0;
      double first = (aFirst ? a : b).getAsDouble();
      double second = (aFirst ? b : a).getAsDouble();
      if (pair >= 0) {
        ratios[pair] = aFirst ? first / second : second / first;
      }
    }
    return ratios;
  }

  /** Whether the loop in C is there or can be made; if not, the figure is left out. */
  private boolean compiles(String figure) throws IOException, InterruptedException {
    if (Files.exists(loopInC())) {
      return true;
    }
    String source = resource("loop.c").toString();
    if (succeeds("gcc", "-O3", "-pthread", "-o", loopInC().toString(), source)) {
      return true;
    }
    skip(figure, "gcc is not there");
    return false;
  }

  private Path loopInC() {
    return scratch.resolve("loop");
  }

  private Peer loopInC(ModuloSum work) throws IOException {
    return new Peer(
        List.of(
            loopInC().toString(),
            Integer.toString(work.tasks()),
            Long.toString(work.terms()),
            Long.toString((long) Math.ceil((1 - work.skip()) * 0x1p53)),
            Long.toString(work.seed())));
  }

  private Path resource(String name) throws IOException {
    Path file = scratch.resolve(name);
    try (InputStream in = Bench.class.getResourceAsStream(name)) {
      Files.copy(java.util.Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static void print(Figure figure) {
    System.out.println(figure.json());
  }

  private static void skip(String name, String why) {
    System.err.println(name + ": left out, " + why);
  }
}
