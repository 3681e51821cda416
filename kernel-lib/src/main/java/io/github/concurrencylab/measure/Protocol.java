package io.github.concurrencylab.measure;

import com.sun.management.OperatingSystemMXBean;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.workload.Check;
import io.github.concurrencylab.workload.Defaults;
import io.github.concurrencylab.workload.Workload;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How models are measured: warm-ups first, then rounds. In each round every model runs once, in an
 * order drawn anew, so that what drifts (a clock, another program) meets all models alike.
 *
 * <p>Only one measurement runs at a time in this virtual machine; a second one waits.
 *
 * @param trials counted trials a model, from 1 to {@value #MOST_TRIALS}
 * @param warmups trials a model before the counted ones, from 0 to {@value #MOST_TRIALS}
 * @param orderSeed the seed of the order within the rounds
 */
public record Protocol(int trials, int warmups, long orderSeed) {
  /** The most trials of a model. */
  public static final int MOST_TRIALS = 10_000;

  private static final double NANOS = 1e9;
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  /** Checks the numbers. */
  public Protocol {
    Check.between("trials", trials, 1, MOST_TRIALS);
    Check.between("warmups", warmups, 0, MOST_TRIALS);
  }

  /**
   * The defaults: five trials after one warm-up.
   *
   * @return a protocol
   */
  public static Protocol standard() {
    return new Protocol(Defaults.TRIALS, Defaults.WARMUPS, Defaults.SEED);
  }

  /**
   * Runs a workload under each model. A model that cannot run here, or fails, gets a row that says
   * why and is not run again; the others go on.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @param listener sees how it goes on
   * @return every counted trial
   * @throws IllegalArgumentException if there is no model, or the same one twice
   * @throws RunInterruptedException if the thread is interrupted; it has the finished trials
   * @throws WrongResultException if a trial's results are wrong
   * @throws TaskFailedException if a task fails, and no model is left that did not fail
   * @throws ModelUnavailableException if a model cannot run here, and no model is left
   */
  public Measurement measure(
      Workload workload, List<? extends Model> models, RunListener listener) {
    Check.given("workload", workload, "use article()");
    checkModels(models);
    Run run = new Run(workload, models);
    String summary = "";
    boolean locked = false;
    try {
      ONE_AT_A_TIME.lockInterruptibly();
      locked = true;
      try (var _ = new ProgressTicker(run, listener)) {
        run.all();
      }
      summary = run.summary("");
      return run.measurement();
    } catch (InterruptedException stopped) {
      summary = run.summary("stopped: ");
      throw new RunInterruptedException(summary, run.measurement());
    } catch (RuntimeException failed) {
      summary = run.summary("failed: ");
      throw failed;
    } finally {
      if (locked) {
        ONE_AT_A_TIME.unlock();
      }
      listener.ended(summary);
    }
  }

  private static void checkModels(List<? extends Model> models) {
    String remedy = "name at least one, blocking() or threads(4) for example";
    Check.given("models", models, remedy);
    if (models.isEmpty()) {
      throw Check.refusal("models must be at least 1, got 0: " + remedy);
    }
    Set<String> names = new HashSet<>();
    for (Model model : models) {
      if (!names.add(Check.given("model", model, remedy).name())) {
        throw Check.refusal("models must be different, got " + model.name() + " twice");
      }
    }
  }

  /** One run under way. */
  final class Run {
    private final Workload workload;
    private final List<? extends Model> models;
    private final List<Trial> finished = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private final Eta eta;
    private final Map<String, Session> sessions = new HashMap<>();
    private final Set<String> runtimes = new LinkedHashSet<>();
    private final Map<String, Agreed> agreed = new HashMap<>();
    private final List<Model> living;
    private @Nullable RuntimeException firstFailure;
    private volatile @Nullable Current current;
    private final AtomicInteger ended = new AtomicInteger();

    Run(Workload workload, List<? extends Model> models) {
      this.workload = workload;
      this.models = models;
      this.living = new CopyOnWriteArrayList<>(models);
      this.eta = new Eta(workload.units(), trials + warmups);
    }

    /** What runs now. */
    private record Current(Model model, Progress progress, long startNanos) {}

    /** The results that a family of models agrees on, and the model that had them first. */
    private record Agreed(List<Object> results, String by) {}

    void all() throws InterruptedException {
      try {
        rounds();
      } finally {
        sessions.values().forEach(Session::close);
      }
      if (living.isEmpty() && firstFailure != null) {
        throw firstFailure;
      }
    }

    private void rounds() throws InterruptedException {
      Random order = new Random(orderSeed);
      for (int round = 1 - warmups; round <= trials; round++) {
        List<Model> shuffled = new ArrayList<>(models);
        Collections.shuffle(shuffled, order);
        shuffled.retainAll(living);
        for (Model model : shuffled) {
          try {
            Trial trial = trial(model, round);
            if (round >= 1) {
              finished.add(trial);
            }
            ended.incrementAndGet();
          } catch (TaskFailedException | ModelUnavailableException failure) {
            failed(model, round, failure);
          }
        }
      }
    }

    private void failed(Model model, int round, RuntimeException failure) {
      if (firstFailure == null) {
        firstFailure = failure;
      }
      living.remove(model);
      finished.add(
          Trial.failed(model.name(), Math.max(round, 1), String.valueOf(failure.getMessage())));
      ended.addAndGet(trials - round + 1);
    }

    private Session session(Model model) throws InterruptedException {
      Session session = sessions.get(model.name());
      if (session == null) {
        session = model.open();
        sessions.put(model.name(), session);
        if (!session.runtime().isEmpty()) {
          runtimes.add(session.runtime());
        }
      }
      return session;
    }

    private Trial trial(Model model, int round) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Progress progress = new Progress();
      current = new Current(model, progress, System.nanoTime());
      Session session = session(model);
      Execution execution;
      long cpu;
      List<CpuSample> samples;
      try (CpuSampler sampler = new CpuSampler(progress::children)) {
        long cpuBefore = processCpuNanos();
        execution = session.execute(workload, progress);
        cpu = processCpuNanos() - cpuBefore + execution.childCpuNanos();
        samples = sampler.finish(execution.childCpuNanos());
      }
      eta.ended(model.name(), (System.nanoTime() - current.startNanos()) / NANOS);
      check(model, round, execution.results());
      return new Trial(
          model.name(),
          Math.max(round, 1),
          new Timing(execution.nanos() / NANOS, execution.poolStartNanos() / NANOS, cpu / NANOS),
          new Outcome(workload.checksum(execution.results()), execution.timeline(), samples, ""));
    }

    private void check(Model model, int round, List<Object> results) {
      Optional<String> fault = workload.faultIn(results);
      if (fault.isPresent()) {
        throw new WrongResultException(
            "%s, %s: %s".formatted(model.name(), roundWords(round), fault.get()));
      }
      if (!workload.deterministic()) {
        return;
      }
      Agreed own = new Agreed(results, model.name());
      Agreed first = agreed.putIfAbsent(model.resultsFamily(workload), own);
      if (first == null) {
        return;
      }
      Optional<String> difference = workload.difference(first.results(), results);
      if (difference.isPresent()) {
        throw new WrongResultException(
            "%s, %s: results must be those of %s, got others, %s"
                .formatted(model.name(), roundWords(round), first.by(), difference.get()));
      }
    }

    private static String roundWords(int round) {
      return round < 1 ? "warm-up" : "trial " + round;
    }

    Measurement measurement() {
      List<String> warnings = new ArrayList<>();
      int processors = Runtime.getRuntime().availableProcessors();
      if (processors == 1) {
        warnings.add("1 processor: no model can beat blocking here");
      }
      if (Defaults.small()) {
        warnings.add("small size (" + Defaults.SIZE_VARIABLE + "): shorter than the article's");
      }
      // By model, in the order asked for, which is the order of every table and chart.
      List<String> order = models.stream().map(Model::name).toList();
      List<Trial> trials = new ArrayList<>(finished);
      trials.sort(Comparator.comparingInt(trial -> order.indexOf(trial.model())));
      Machine machine = Machine.here();
      for (String runtime : runtimes) {
        machine = machine.with(runtime);
      }
      return new Measurement(Measurement.HERE, workload.toString(), machine, trials, warnings);
    }

    String summary(String how) {
      return String.format(
          Locale.ROOT,
          "%s%d of %d trials in %s",
          how,
          finished.stream().filter(trial -> trial.outcome().ok()).count(),
          trials * models.size(),
          Eta.words((System.nanoTime() - startNanos) / NANOS));
    }

    /** How far it has come; called by the ticker's thread. */
    @Nullable RunProgress progress() {
      Current now = current;
      if (now == null) {
        return null;
      }
      double share = Math.min(1, (double) now.progress().done() / workload.units());
      double seconds = (System.nanoTime() - now.startNanos()) / NANOS;
      int all = (trials + warmups) * models.size();
      return new RunProgress(
          now.model().name(),
          ended.get(),
          all,
          Math.min(1, (ended.get() + share) / all),
          eta.secondsLeft(
              living.stream().map(Model::name).toList(), now.model().name(), share, seconds));
    }
  }

  private static long processCpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Tells a listener ten times a second how far a run has come, on a thread of its own. */
  private static final class ProgressTicker implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    private final Run run;
    private final RunListener listener;
    private final Thread thread;
    private boolean closed;

    ProgressTicker(Run run, RunListener listener) {
      this.run = run;
      this.listener = listener;
      this.thread = Thread.ofPlatform().daemon().name("run-progress").start(this::tick);
    }

    private void tick() {
      try {
        while (true) {
          TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
          tell();
        }
      } catch (InterruptedException runEnded) {
        // Nothing more to tell.
      }
    }

    private synchronized void tell() {
      RunProgress progress = run.progress();
      if (!closed && progress != null) {
        listener.update(progress);
      }
    }

    @Override
    public void close() {
      synchronized (this) {
        closed = true; // no update may come after the run's end
      }
      thread.interrupt();
    }
  }
}
