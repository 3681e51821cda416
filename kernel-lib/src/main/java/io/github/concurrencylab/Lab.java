package io.github.concurrencylab;

import io.github.concurrencylab.model.Blocking;
import io.github.concurrencylab.model.EventLoopModel;
import io.github.concurrencylab.model.ForkJoin;
import io.github.concurrencylab.model.Gil;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ParallelStream;
import io.github.concurrencylab.model.Threads;
import io.github.concurrencylab.model.VirtualThreads;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.report.Advice;
import io.github.concurrencylab.report.Experiment;
import io.github.concurrencylab.report.Factorial;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.results.Published;
import io.github.concurrencylab.stats.Claims;
import io.github.concurrencylab.workload.Check;
import io.github.concurrencylab.workload.IndexedTask;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.PollingTask;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Waiting;
import io.github.concurrencylab.workload.Workload;
import java.time.Duration;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Every word of the lab: nouns make immutable values, verbs act. A notebook imports them all.
 *
 * <pre>{@code
 * run(article(), threads(16))
 * run(article(), blocking(), threads(16), eventLoop(), processes(16)).with(published())
 * }</pre>
 */
public final class Lab {
  private Lab() {}

  /**
   * The article's workload: 15 tasks, each the sum of i mod x over ten million terms, 1 % of them
   * skipped at random.
   *
   * @return the workload, whose tasks, terms, skip, seed and random source can be changed
   */
  public static ModuloSum article() {
    return ModuloSum.article();
  }

  /**
   * A workload of one's own: {@code tasks("hash", 8, i -> slowHash(i))}.
   *
   * @param name a short name
   * @param count how many tasks
   * @param body what a task does, given its index from 0
   * @return the workload, to which a check, or the same in Python, can be added
   * @throws IllegalArgumentException if something is null or out of bounds
   */
  public static OwnTasks tasks(String name, int count, IndexedTask body) {
    return OwnTasks.of(name, count, body);
  }

  /**
   * A workload of one's own, whose tasks call a safepoint now and then: {@code tasks("hash", 8, (i,
   * safepoint) -> ...)}. There they can be stopped, and hand over a global lock.
   *
   * @param name a short name
   * @param count how many tasks
   * @param body what a task does, given its index from 0 and the safepoint
   * @return the workload
   * @throws IllegalArgumentException if something is null or out of bounds
   */
  public static OwnTasks tasks(String name, int count, PollingTask body) {
    return OwnTasks.polling(name, count, body);
  }

  /**
   * A workload of one's own in Python, for CPython's models alone: {@code pythonTasks("squares", 8,
   * "def task(i): return i * i")}.
   *
   * @param name a short name
   * @param count how many tasks
   * @param source what defines {@code task(i)}
   * @return the workload
   * @throws IllegalArgumentException if something is null or out of bounds
   */
  public static OwnTasks pythonTasks(String name, int count, String source) {
    return OwnTasks.inPython(name, count, source);
  }

  /**
   * Tasks that only wait: {@code waiting(1_000, Duration.ofMillis(100))}.
   *
   * @param count how many tasks
   * @param duration how long each of them waits
   * @return the workload
   * @throws IllegalArgumentException if something is null or out of bounds
   */
  public static Waiting waiting(int count, Duration duration) {
    return Waiting.of(count, duration);
  }

  /**
   * The same with the time in seconds: {@code waiting(1_000, 0.1)}.
   *
   * @param count how many tasks
   * @param seconds how long each of them waits
   * @return the workload
   * @throws IllegalArgumentException if something is out of bounds
   */
  public static Waiting waiting(int count, double seconds) {
    return new Waiting(count, seconds * 1e3, 1);
  }

  /**
   * Tasks between all waiting and all computing: {@code mixed(16, 0.5, Duration.ofMillis(100))}
   * waits half of the time and computes in the other.
   *
   * @param count how many tasks
   * @param share the share that is waited, from 0 to 1
   * @param duration how long a task takes alone, about
   * @return the workload
   * @throws IllegalArgumentException if something is null or out of bounds
   */
  public static Waiting mixed(int count, double share, Duration duration) {
    return Waiting.of(count, duration).share(share);
  }

  /**
   * One task after another in a plain loop: what everything else is held against.
   *
   * @return the model
   */
  public static Blocking blocking() {
    return new Blocking();
  }

  /**
   * A fixed pool of platform threads.
   *
   * @param workers how many threads, from 1 to {@value Threads#MOST_WORKERS}
   * @return the model
   * @throws IllegalArgumentException if the number lies outside
   */
  public static Threads threads(int workers) {
    return new Threads(workers);
  }

  /**
   * One thread that runs whatever task is ready, like asyncio.
   *
   * @return the model
   */
  public static EventLoopModel eventLoop() {
    return EventLoopModel.gathering();
  }

  /**
   * A pool of child processes.
   *
   * @param workers how many processes, from 1 to {@value Processes#MOST_WORKERS}
   * @return the model
   * @throws IllegalArgumentException if the number lies outside
   */
  public static Processes processes(int workers) {
    return new Processes(workers);
  }

  /**
   * A virtual thread for each task.
   *
   * @return the model
   */
  public static VirtualThreads virtualThreads() {
    return new VirtualThreads();
  }

  /**
   * A fork/join pool of its own, whose idle workers take work from busy ones.
   *
   * @param workers how many threads, at least 1
   * @return the model
   * @throws IllegalArgumentException if the number is out of bounds
   */
  public static ForkJoin forkJoin(int workers) {
    return new ForkJoin(workers);
  }

  /**
   * A parallel stream over the tasks, on the common pool.
   *
   * @return the model
   */
  public static ParallelStream parallelStream() {
    return new ParallelStream();
  }

  /**
   * Threads under a global lock that is handed over as CPython's is.
   *
   * @param workers how many threads, at least 1
   * @return the model
   * @throws IllegalArgumentException if the number is out of bounds
   */
  public static Gil gil(int workers) {
    return new Gil(workers);
  }

  /**
   * The counterpart of a model in real CPython: {@code python(threads(16))}. Another interpreter is
   * chosen with {@code python(threads(16)).with("/path/to/python3")}.
   *
   * @param model blocking, threads, the event loop or processes
   * @return the model
   * @throws IllegalArgumentException if CPython has no counterpart of it
   */
  public static Python python(Model model) {
    return Python.of(model);
  }

  /**
   * Runs a workload under each model: five trials each after one warm-up, in rounds.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @return the figures
   * @throws IllegalArgumentException if something is null, there is no model, or one twice
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   * @throws io.github.concurrencylab.measure.WrongResultException if a trial's results are wrong
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails
   */
  public static Report run(Workload workload, Model... models) {
    return Experiment.standard().run(workload, models);
  }

  /**
   * The article's workload with each source of random numbers under each model, to see whether it
   * is the random numbers that slow a model down: {@code factorial(sources(NONE, PER_TASK, SHARED),
   * threads(16), gil(16))}.
   *
   * @param sources at least one, all different
   * @param models at least one, all different; {@code blocking()}, and {@code python(blocking())}
   *     for CPython's, are run too
   * @return the figures, each model's held against its own system's blocking
   * @throws IllegalArgumentException if something is null, there is no source or model, or one
   *     twice
   */
  public static Factorial factorial(List<RandomSource> sources, Model... models) {
    return factorial(article(), sources, models);
  }

  /**
   * The same with another size of the article's workload: {@code
   * factorial(article().terms(1_000_000), sources(NONE, SHARED), threads(16))}.
   *
   * @param workload what to run; its own source is not used
   * @param sources at least one, all different
   * @param models at least one, all different
   * @return the figures
   * @throws IllegalArgumentException if something is null, there is no source or model, or one
   *     twice
   */
  public static Factorial factorial(
      ModuloSum workload, List<RandomSource> sources, Model... models) {
    return Experiment.standard().factorial(workload, sources, models);
  }

  /**
   * Sources of random numbers, for {@link #factorial}.
   *
   * @param sources the sources, in the order of the table and the plot
   * @return a list of them
   * @throws IllegalArgumentException if one is null
   */
  public static List<RandomSource> sources(RandomSource... sources) {
    String remedy = "NONE or SHARED for example";
    for (RandomSource source : Check.given("sources", sources, remedy)) {
      Check.given("source", source, remedy);
    }
    return List.of(sources);
  }

  /**
   * Samples a workload and says which model fits it, and why: {@code advise(tasks("hash", 8, i ->
   * slowHash(i)))}.
   *
   * @param workload what to sample; it is run whole only if that takes seconds at most
   * @return the advice and its evidence
   * @throws IllegalArgumentException if it is null or cannot be sampled
   */
  public static Advice advise(Workload workload) {
    return Advice.of(Check.given("workload", workload, "use article()"));
  }

  /**
   * An experiment with another number of trials: {@code trials(20).run(article(), blocking())}.
   *
   * @param count counted trials a model, at least 1
   * @return the experiment
   * @throws IllegalArgumentException if the count is out of bounds
   */
  public static Experiment trials(int count) {
    return Experiment.standard().trials(count);
  }

  /**
   * An experiment with another number of warm-ups.
   *
   * @param count trials a model before the counted ones, at least 0
   * @return the experiment
   * @throws IllegalArgumentException if the count is out of bounds
   */
  public static Experiment warmups(int count) {
    return Experiment.standard().warmups(count);
  }

  /**
   * The article's published figures, with the same tables and charts as one's own.
   *
   * @return the figures
   */
  public static Report published() {
    return new Report(Published.article());
  }

  /**
   * Every testable sentence of the article, with the verdict of its own figures, of CPython's here
   * and of Java's here: "holds", "does not hold", "not shown by n runs" or "not measured".
   *
   * @param report figures measured here, {@code run(article(), threads(16), python(threads(16)))}
   *     for example
   * @return one row a claim
   * @throws IllegalArgumentException if the report is null
   */
  public static Table claims(Report report) {
    Check.given("report", report, "the value of a run");
    return Claims.table(Published.article(), report.results());
  }
}
