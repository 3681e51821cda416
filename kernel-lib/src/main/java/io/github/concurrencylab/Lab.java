package io.github.concurrencylab;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.InterpreterPool;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.spark.Spark;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.OwnExecutor;
import io.github.concurrencylab.model.thread.ParallelStream;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.predict.Predictor;
import io.github.concurrencylab.report.Advice;
import io.github.concurrencylab.report.AdviceCheck;
import io.github.concurrencylab.report.Cost;
import io.github.concurrencylab.report.Crossover;
import io.github.concurrencylab.report.Doctor;
import io.github.concurrencylab.report.Experiment;
import io.github.concurrencylab.report.Factorial;
import io.github.concurrencylab.report.History;
import io.github.concurrencylab.report.Hypotheses;
import io.github.concurrencylab.report.MachineComparison;
import io.github.concurrencylab.report.MachineReport;
import io.github.concurrencylab.report.Memory;
import io.github.concurrencylab.report.Prediction;
import io.github.concurrencylab.report.Profile;
import io.github.concurrencylab.report.PythonList;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.report.Scaling;
import io.github.concurrencylab.report.Sources;
import io.github.concurrencylab.results.json.Published;
import io.github.concurrencylab.results.store.SavedResults;
import io.github.concurrencylab.table.Claims;
import io.github.concurrencylab.table.Coverage;
import io.github.concurrencylab.table.SameDistribution;
import io.github.concurrencylab.table.TableFile;
import io.github.concurrencylab.workload.HttpGets;
import io.github.concurrencylab.workload.IndexedTask;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.PollingTask;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Waiting;
import io.github.concurrencylab.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/**
 * Every word of the lab: nouns make immutable values, verbs act. A notebook imports them all.
 *
 * <pre>{@code
 * run(article(), threads(16))
 * run(article(), blocking(), threads(16), eventLoop(), processes(16)).with(published())
 * }</pre>
 *
 * <p>Whatever measures is the same of an {@link Experiment} with the defaults, where it is told in
 * full: {@code run(...)} is {@link Experiment#run}. {@link #trials}, {@link #warmups}, {@link
 * #quick}, {@link #full}, {@link #within} and {@link #order} make one with other numbers. What an
 * answer holds, and how, its own type tells.
 *
 * <p>What is null, missing, twice or out of bounds is refused at the call, in one line that names
 * it, its bound, the value and the remedy: by an {@link IllegalArgumentException}, which is
 * mentioned below only where something else is refused too. Whatever measures throws {@link
 * io.github.concurrencylab.measure.RunInterruptedException} when it is stopped, {@link
 * io.github.concurrencylab.measure.WrongResultException} if a trial's results are wrong, and {@link
 * io.github.concurrencylab.model.TaskFailedException} if a task fails and no model is left.
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
   */
  public static Waiting mixed(int count, double share, Duration duration) {
    return Waiting.of(count, duration).share(share);
  }

  /**
   * Tasks that each ask a web server on this machine for something and wait for the answer: {@code
   * httpGets(50, Duration.ofMillis(100))}. The server listens on loopback alone, and closes soon
   * after the run.
   *
   * @param count how many tasks
   * @param delay how long the server waits before each answer
   * @return the workload
   */
  public static HttpGets httpGets(int count, Duration delay) {
    return HttpGets.of(count, delay);
  }

  /**
   * The same with the time in seconds: {@code httpGets(50, 0.1)}.
   *
   * @param count how many tasks
   * @param seconds how long the server waits before each answer
   * @return the workload
   */
  public static HttpGets httpGets(int count, double seconds) {
    return new HttpGets(count, seconds * 1e3, 0);
  }

  /**
   * One task after another in a plain loop: what everything else is compared with.
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
   * Any {@link ExecutorService}, of one's own or of a library: {@code run(article(),
   * executor("mine", () -> Executors.newWorkStealingPool()))}. It is made anew for each trial and
   * shut down after it.
   *
   * @param name what it is called in tables
   * @param executor makes a new one
   * @return the model
   * @throws IllegalArgumentException if the name is no short plain text
   */
  public static OwnExecutor executor(String name, Supplier<? extends ExecutorService> executor) {
    return OwnExecutor.of(name, executor);
  }

  /**
   * The same with a number of workers, so that {@link #scaling} can set it: {@code
   * scaling(article(), executor("mine", n -> Executors.newFixedThreadPool(n)), 1, 2, 4)}. At first
   * there is one a processor.
   *
   * @param name what it is called in tables
   * @param executor makes a new one with so many workers
   * @return the model
   * @throws IllegalArgumentException if the name is no short plain text
   */
  public static OwnExecutor executor(String name, IntFunction<? extends ExecutorService> executor) {
    return new OwnExecutor(name, Runtime.getRuntime().availableProcessors(), executor);
  }

  /**
   * A fork/join pool of its own, whose idle workers take work from busy ones.
   *
   * @param workers how many threads, at least 1
   * @return the model
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
   */
  public static Gil gil(int workers) {
    return new Gil(workers);
  }

  /**
   * The counterpart of a model in real CPython, the first on the path: {@code python(threads(16))}.
   *
   * @param model blocking, threads, the event loop, processes or interpreters
   * @return the model
   * @throws IllegalArgumentException if CPython has no counterpart of it
   */
  public static Python python(Model model) {
    return Python.of(model);
  }

  /**
   * The same with another interpreter: {@code python("3.7", threads(16))}, {@code python("pypy",
   * threads(16))}. {@link #pythons()} lists those that are here.
   *
   * @param interpreter a version of CPython such as {@code 3.13} or, without the global lock,
   *     {@code 3.14t}; {@code pypy}; {@code jython}; or the command or path that starts one
   * @param model blocking, threads, the event loop, processes or interpreters; of Jython the first
   *     two
   * @return the model
   * @throws IllegalArgumentException if Python has no counterpart of it
   */
  public static Python python(String interpreter, Model model) {
    return new Python(model, interpreter);
  }

  /**
   * A pool of CPython's subinterpreters, each with a global lock of its own: {@code python("3.14",
   * interpreters(16))}.
   *
   * @param workers how many, at least 1
   * @return the model, for {@code python(...)}
   */
  public static InterpreterPool interpreters(int workers) {
    return new InterpreterPool(workers);
  }

  /**
   * The Pythons that can be used here: version, implementation, whether the global lock is on, off
   * or there is none, whether there is a JIT; and how to get others.
   *
   * @return a table, as the last value of a cell
   */
  public static PythonList pythons() {
    return PythonList.here();
  }

  /**
   * Apache Spark on this machine, with as many threads as there are processors.
   *
   * @return the model
   */
  public static Spark spark() {
    return spark(Spark.HERE);
  }

  /**
   * Apache Spark, whose driver hands the tasks to executors on any number of machines.
   *
   * @param master the master's URL: {@code local[4]} or {@code spark://host:7077} for example
   * @return the model
   * @throws IllegalArgumentException if it cannot be a master
   */
  public static Spark spark(String master) {
    return new Spark(master);
  }

  /**
   * Runs a workload under each model: five trials each, in rounds, after as many warm-ups as the
   * model needs to become steady.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @return the figures
   */
  public static Report run(Workload workload, Model... models) {
    return Experiment.standard().run(workload, models);
  }

  /**
   * Goes on with the newest run of the same workload and models that was stopped, or whose kernel
   * was killed: see {@link Experiment#resume}. After {@code trials(20).run(...)} it is {@code
   * trials(20).resume(...)}.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @return the figures, those of the earlier run among them
   */
  public static Report resume(Workload workload, Model... models) {
    return Experiment.standard().resume(workload, models);
  }

  /**
   * The newest run, whichever notebook it was in, also one that was stopped or whose kernel was
   * killed: then with a note that says how many trials it has.
   *
   * @return its figures
   * @throws IllegalArgumentException if no run is kept
   */
  public static Report last() {
    return last(1);
  }

  /**
   * One of the newest runs.
   *
   * @param number 1 for the newest, 2 for the one before it, as in {@link #history}
   * @return its figures
   * @throws IllegalArgumentException if there is none of that number
   */
  public static Report last(int number) {
    return history().get(number);
  }

  /**
   * All runs that are kept, the newest first: {@code history().get(3)} is one of them. Each trial
   * is kept as it ends, in the directory that {@code CONCURRENCY_LAB_STORE} names, else in the
   * user's directory for the state of programs.
   *
   * @return the runs, as a table
   * @throws IllegalArgumentException if this user has no place where runs could be kept
   */
  public static History history() {
    return History.now();
  }

  /**
   * Writes any table to a file, by the ending of its name, {@code .csv} or {@code .json}: {@code
   * save(r.summary(), "summary.csv")}. Reports and charts have a {@code save} of their own: {@code
   * r.bars().save("bars.svg")}. A file that is there is replaced, as a whole or not at all.
   *
   * @param table the table
   * @param path where to; {@code ~/} stands for the home directory
   * @return the table
   * @throws IllegalArgumentException if the name ends otherwise, or it cannot be written
   */
  public static Table save(Table table, String path) {
    TableFile.save(Check.given("table", table, "r.summary() for example"), path);
    return table;
  }

  /**
   * Figures that were saved with {@link Report#save}, or a file of the store. Nothing in the file
   * is trusted: a damaged line of a store's file is left out with a note, anything else is refused
   * in one line.
   *
   * @param path the file; {@code ~/} stands for the home directory
   * @return the figures; those of another machine are labelled "loaded"
   * @throws IllegalArgumentException if there are none, or they cannot be read
   */
  public static Report load(String path) {
    return new Report(SavedResults.load(path));
  }

  /**
   * Figures recorded at full size on a machine with several processors, which come with the
   * notebooks in their directory {@code recorded}.
   *
   * @param name a name in letters, digits and dashes
   * @return the figures, labelled "recorded"
   * @throws IllegalArgumentException if there are none of that name
   */
  public static Report recorded(String name) {
    return new Report(SavedResults.recorded(name, Path.of("").toAbsolutePath()));
  }

  /**
   * The same models on several machines, or on one at several times: {@code
   * compareMachines(load("there.json"), last())}.
   *
   * @param reports at least two; the others are compared with the first
   * @return a row for each model, with the ratio of the mean times and its interval
   */
  public static MachineComparison compareMachines(Report... reports) {
    return MachineComparison.of(reports);
  }

  /**
   * What is wrong with this set-up, and how to mend it. {@code binder/lab doctor} looks from
   * outside, and also finds out why a kernel does not start.
   *
   * @return a table of what was looked at
   */
  public static Doctor doctor() {
    return Doctor.now();
  }

  /**
   * The article's workload with each source of random numbers under each model, to see whether it
   * is the random numbers that slow a model down: {@code factorial(sources(NONE, PER_TASK, SHARED),
   * threads(16), gil(16))}.
   *
   * @param sources at least one, all different
   * @param models at least one, all different; {@link Experiment#factorial(ModuloSum, List,
   *     Model...)} says what is run too
   * @return the figures, each model's compared with its own system's blocking
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
   */
  public static Factorial factorial(
      ModuloSum workload, List<RandomSource> sources, Model... models) {
    return Experiment.standard().factorial(workload, sources, models);
  }

  /**
   * A workload by each algorithm under each model, to see which of the two gains more: {@code
   * algorithms(article(), blocking(), threads(16))}.
   *
   * @param workload the article's workload or a variant of it; its own algorithm is not used
   * @param models at least one, all different
   * @return the figures, one row per algorithm and model, all compared with the first model's loop
   * @throws IllegalArgumentException if there are more terms than a loop takes
   */
  public static Report algorithms(ModuloSum workload, Model... models) {
    return Experiment.standard().algorithms(workload, models);
  }

  /**
   * Whether all algorithms draw their sums from one distribution: {@code
   * sameDistribution(article().terms(10_000), 2_000)} draws 2,000 sums by each, holds their mean
   * and standard deviation against the exact ones, and tests them against the loop's.
   *
   * @param workload the article's workload or a variant of it, best with few terms
   * @param seeds how many sums of each algorithm, from 100 to {@value SameDistribution#MOST_SEEDS}
   * @return one row per algorithm
   * @throws IllegalArgumentException if nothing is left to chance
   */
  public static Table sameDistribution(ModuloSum workload, int seeds) {
    Check.given("workload", workload, "use article()");
    try {
      return SameDistribution.table(workload, seeds);
    } catch (InterruptedException stopped) {
      throw Check.atCall(new CancellationException("stopped: no sums are kept"));
    }
  }

  /**
   * How much faster more workers are: {@code scaling(article(), threads(1), 1, 2, 4, 8)}. Shows the
   * times, the fits of Amdahl's law and of the Universal Scalability Law, and a chart.
   *
   * @param workload what to run
   * @param model any model that has workers; its own number is not used
   * @param workers how many; one worker is measured too
   * @return the figures
   * @throws IllegalArgumentException if the model has no workers
   */
  public static Scaling scaling(Workload workload, Model model, int... workers) {
    return Experiment.standard().scaling(workload, model, workers);
  }

  /**
   * The scaling within a report on one model with different numbers of workers.
   *
   * @param report {@code run(article(), threads(1), threads(2), threads(4))} for example
   * @return its table, fits and chart
   * @throws IllegalArgumentException if no model in it has workers
   */
  public static Scaling scaling(Report report) {
    return Scaling.of(report);
  }

  /**
   * What the models of a report would take on other processors: {@code predict(run(article(),
   * blocking(), threads(16), processes(16)), 4, 8, 16, 64)}. {@link Prediction} says by what rules,
   * and when it is withheld.
   *
   * @param report a run with {@code blocking()} among its models; for CPython's, {@code
   *     python(blocking())}
   * @param processors at least one number, up to {@value Predictor#MOST_PROCESSORS}
   * @return the predicted times, a sentence and a chart
   * @throws IllegalArgumentException if the report has nothing that was measured
   */
  public static Prediction predict(Report report, int... processors) {
    return Prediction.of(report, processors);
  }

  /**
   * How time grows with the number of terms under {@code blocking()}: {@code cost(article(),
   * 10_000, 100_000, 1_000_000)}.
   *
   * @param workload what to run; its own number of terms is not used
   * @param terms at least one, all different
   * @return the figures, and the fitted order of growth
   */
  public static Cost cost(ModuloSum workload, long... terms) {
    return cost(workload, blocking(), terms);
  }

  /**
   * The same under another model.
   *
   * @param workload what to run; its own number of terms is not used
   * @param model the model
   * @param terms at least one, all different
   * @return the figures, and the fitted order of growth
   */
  public static Cost cost(ModuloSum workload, Model model, long... terms) {
    return Experiment.standard().cost(workload, model, terms);
  }

  /**
   * The same with any work that has a size: {@code cost(n -> article().tasks(n.intValue()),
   * threads(2), 10, 20, 40)}.
   *
   * @param work makes the workload of a size
   * @param model the model
   * @param sizes at least one, all different
   * @return the figures, and the fitted order of growth
   */
  public static Cost cost(Function<Long, ? extends Workload> work, Model model, long... sizes) {
    return Experiment.standard().cost(work, model, sizes);
  }

  /**
   * From how many tasks on one model is worth it rather than another: {@code crossover(n ->
   * article().terms(100_000).tasks(n), processes(2), spark("local[2]"), 20, 60, 180)}. Shows what
   * each costs to start and for a task, by a straight line through its times, and where the lines
   * cross, if they do.
   *
   * @param work makes a workload of so many tasks
   * @param first a model
   * @param second another model
   * @param tasks at least two numbers of tasks, three for intervals
   * @return the figures
   */
  public static Crossover crossover(
      Function<Integer, ? extends Workload> work, Model first, Model second, int... tasks) {
    return Experiment.standard().crossover(work, first, second, tasks);
  }

  /**
   * How much memory each model holds while it runs a workload: {@code memory(waiting(10_000,
   * Duration.ofMillis(10)), threads(16), virtualThreads())}. Each model runs {@value
   * Defaults#QUICK_TRIALS} times under watch, after a run that does not count; {@link Memory} says
   * what is counted.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @return the figures
   */
  public static Memory memory(Workload workload, Model... models) {
    return trials(Defaults.QUICK_TRIALS).memory(workload, models);
  }

  /**
   * How far the lab's intervals and tests can be trusted, by simulation: how often each 95 %
   * interval covers the truth, and how often each test, and a verdict, finds a difference where
   * there is none. Takes a few seconds.
   *
   * @return one row per distribution and number of trials, in percent
   */
  public static Table coverage() {
    return coverage(Defaults.REPLICATIONS);
  }

  /**
   * The same with more simulated experiments, which takes longer and says it more exactly.
   *
   * @param replications experiments per row, at least 100
   * @return one row per distribution and number of trials, in percent
   */
  public static Table coverage(int replications) {
    return Coverage.table(replications, Defaults.SEED);
  }

  /**
   * Sources of random numbers, for {@link #factorial}.
   *
   * @param sources the sources, in the order of the table and the plot
   * @return a list of them
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
   * slowHash(i)))}. If threads gain little, it is profiled for a moment too.
   *
   * @param workload what to sample; it is run whole only if that takes seconds at most
   * @return the advice and its evidence
   * @throws IllegalArgumentException if it cannot be sampled
   */
  public static Advice advise(Workload workload) {
    return Advice.of(Check.given("workload", workload, "use article()"));
  }

  /**
   * How good {@link #advise advice} is: on each workload it is asked for, and then every model of
   * Java's is measured, {@value Defaults#QUICK_TRIALS} trials each: {@code
   * checkAdvice(article().random(SHARED), waiting(50, 0.01))}. For one workload, {@code
   * advise(waiting(50, 0.01)).checked()} does the same.
   *
   * @param workloads at least one
   * @return the advised model beside the fastest, one row per workload
   * @throws IllegalArgumentException if one cannot be sampled
   */
  public static AdviceCheck checkAdvice(Workload... workloads) {
    return trials(Defaults.QUICK_TRIALS).checkAdvice(workloads);
  }

  /**
   * An experiment with another number of trials: {@code trials(20).run(article(), blocking())}.
   *
   * @param count counted trials per model, at least 1
   * @return the experiment
   */
  public static Experiment trials(int count) {
    return Experiment.standard().trials(count);
  }

  /**
   * An experiment with a fixed number of warm-ups, in place of as many as each model needs.
   *
   * @param count trials per model before the counted ones, at least 0
   * @return the experiment
   */
  public static Experiment warmups(int count) {
    return Experiment.standard().warmups(count);
  }

  /**
   * An experiment for a quick look: three trials per model after one warm-up, within a minute:
   * {@code quick().run(article(), threads(16))}.
   *
   * @return the experiment
   */
  public static Experiment quick() {
    return Experiment.standard().quick();
  }

  /**
   * An experiment for figures to be published: a hundred trials per model, within an hour: {@code
   * full().run(article(), blocking(), threads(16))}.
   *
   * @return the experiment
   */
  public static Experiment full() {
    return Experiment.standard().full();
  }

  /**
   * An experiment with another cap on its time; where that is too short, there are fewer trials:
   * {@code within(60).run(article(), python(threads(16)))}.
   *
   * @param seconds at least 1
   * @return the experiment
   */
  public static Experiment within(long seconds) {
    return Experiment.standard().within(seconds);
  }

  /**
   * An experiment whose models take turns in another random order.
   *
   * @param seed the same seed draws the same order
   * @return the experiment
   */
  public static Experiment order(long seed) {
    return Experiment.standard().order(seed);
  }

  /**
   * This machine: processor, memory, system, Java and its settings, the clock, CPython; whatever
   * explains why figures differ from another machine's. Nothing in it tells whose it is.
   *
   * @return a table, as the last value of a cell
   */
  public static MachineReport machine() {
    return MachineReport.here();
  }

  /**
   * What could have made the article's threads take over three times as long as its plain loop:
   * {@code hypotheses().because("the lock is handed over", run, gil(16))}.
   *
   * @return none yet; as the last value of a cell a table of all that were named
   */
  public static Hypotheses hypotheses() {
    return new Hypotheses(List.of());
  }

  /**
   * What to cite: this lab, and the article that it re-tells; and where to read on.
   *
   * @return a table, as the last value of a cell
   */
  public static Sources cite() {
    return Sources.all();
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
   * Why a workload takes as long as it does under a model: its hottest methods, what threads wait
   * for, how much they run, and what they allocate. It is run again and again for {@value
   * Defaults#PROFILE_SECONDS} seconds, or until {@value Defaults#PROFILE_THREADS} threads have run
   * its tasks, under watch; its times are none to compare.
   *
   * @param workload what to run
   * @param model how; its tasks must run in this virtual machine
   * @return what was seen
   * @throws IllegalArgumentException if the model's tasks run in processes of their own
   */
  public static Profile profile(Workload workload, Model model) {
    return Profile.of(workload, model, Defaults.PROFILE_SECONDS);
  }

  /**
   * The same for another time: {@code profile(article().random(SHARED), threads(16), 10)}.
   *
   * @param workload what to run
   * @param model how; its tasks must run in this virtual machine
   * @param seconds how long to watch, from 0.1 to 600
   * @return what was seen
   * @throws IllegalArgumentException if the model's tasks run in processes of their own
   */
  public static Profile profile(Workload workload, Model model, double seconds) {
    return Profile.of(workload, model, seconds);
  }

  /**
   * Every testable sentence of the article, with the verdict of its own figures, of CPython's here
   * and of Java's here: "holds", "does not hold", "not shown by n runs" or "not measured".
   *
   * @param report figures measured here, {@code run(article(), threads(16), python(threads(16)))}
   *     for example
   * @return one row per claim
   */
  public static Table claims(Report report) {
    Check.given("report", report, "the value of a run");
    return Claims.table(Published.article(), report.results());
  }
}
