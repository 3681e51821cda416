package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Workload;
import java.nio.file.Path;

/**
 * A model of CPython's own, run by a real interpreter: what the article measured, on this machine.
 *
 * <ul>
 *   <li>{@code blocking()}: a plain loop
 *   <li>{@code threads(n)}: {@code concurrent.futures.ThreadPoolExecutor(n)}
 *   <li>{@code eventLoop()}: {@code asyncio.run} and {@code gather}; with tasks first, {@code
 *       create_task} for all and then {@code await} for each, without the main code, which is
 *       Java's
 *   <li>{@code processes(n)}: {@code concurrent.futures.ProcessPoolExecutor(n)}, with the
 *       interpreter's own start method
 * </ul>
 *
 * <p>The interpreter measures itself, with {@code time.perf_counter_ns}, from before the pool is
 * made until all results are in. Its own start is not part of that. A pool starts its workers while
 * the first tasks are handed in, as CPython's pools do; its start is the time until the last worker
 * that it started was ready, when others may have been at work for a while.
 *
 * <p>Random numbers are CPython's, a Mersenne twister: without any, or with a source that is the
 * same twister here, results equal those of Java's models; with a generator per task they are the
 * same under all models of CPython. A shared generator is the {@code random} module's own, which is
 * seeded for each trial, also in each child process.
 *
 * @param inner the model, one of those named above
 * @param interpreter the command or path that starts CPython 3.8 or newer
 */
public record Python(Model inner, String interpreter) implements Model {
  /** The family of results of a generator per task of CPython's. */
  public static final String FAMILY = "python";

  private static final int LONGEST_NAME = 120;

  /** Checks that CPython has such a model. */
  public Python {
    Check.given("model", inner, "use python(blocking()) or python(threads(4)), for example");
    var ignored = ExecutorKind.of(inner);
    Check.given("interpreter", interpreter, "use a path, \"/usr/bin/python3\" for example");
    if (interpreter.isBlank() || interpreter.indexOf('\0') >= 0) {
      throw Check.refusal(
          "interpreter must be a command or a path, got " + Check.quoted(interpreter));
    }
  }

  /**
   * A model of the CPython that is first on the path.
   *
   * @param inner {@code blocking()}, {@code threads(n)}, {@code eventLoop()} or {@code
   *     processes(n)}
   * @return a model
   */
  public static Python of(Model inner) {
    return new Python(inner, usualInterpreter());
  }

  /** The usual name of the interpreter on this system. */
  static String usualInterpreter() {
    return System.getProperty("os.name").startsWith("Windows") ? "python" : "python3";
  }

  /**
   * The same with another interpreter, a free-threaded one for example.
   *
   * @param commandOrPath what starts it
   * @return a new model
   */
  public Python with(String commandOrPath) {
    return new Python(inner, commandOrPath);
  }

  ExecutorKind form() {
    return ExecutorKind.of(inner);
  }

  @Override
  public String name() {
    String name = "python(" + inner.name() + ")";
    return interpreter.equals(usualInterpreter())
        ? name
        : name + ".with(\"" + shown(interpreter) + "\")";
  }

  /** A path as it can stand in a table; of a very long one the end, which tells most. */
  private static String shown(String path) {
    String plain = Check.plain(path);
    int from = plain.length() - LONGEST_NAME;
    return from > 0 ? "…" + plain.substring(from) : plain;
  }

  @Override
  public int workers() {
    return inner.workers();
  }

  @Override
  public boolean runsHere() {
    return false;
  }

  @Override
  public Python withWorkers(int count) {
    return new Python(inner.withWorkers(count), interpreter);
  }

  @Override
  public String words() {
    return "real CPython: " + form().words();
  }

  @Override
  public String resultsFamily(Workload workload) {
    boolean ownNumbers = workload instanceof ModuloSum sum && sum.source() == RandomSource.PER_TASK;
    return ownNumbers || workload instanceof OwnTasks ? FAMILY : JAVA;
  }

  /** {@inheritDoc} CPython compiles nothing while a session lasts; its own compiler is off. */
  @Override
  public boolean warmsUp() {
    return false;
  }

  /** {@inheritDoc} Starts an interpreter for this one execution. */
  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    try (Session session = open()) {
      return session.execute(workload, progress);
    }
  }

  @Override
  public Session open() throws InterruptedException {
    return PythonSession.open(
        this, Path.of(System.getProperty("java.io.tmpdir")), PythonSession.Patience.STANDARD);
  }

  @Override
  public String toString() {
    return name();
  }
}
