package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.workload.Algorithm;
import io.github.concurrencylab.workload.HttpGets;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Waiting;
import io.github.concurrencylab.workload.Workload;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A model of Python's own, run by a real interpreter: what the article measured, on this machine.
 *
 * <ul>
 *   <li>{@code blocking()}: a plain loop
 *   <li>{@code threads(n)}: {@code concurrent.futures.ThreadPoolExecutor(n)}
 *   <li>{@code eventLoop()}: {@code asyncio.run} and {@code gather}; with tasks first, {@code
 *       create_task} for all and then {@code await} for each, without the main code, which is
 *       Java's
 *   <li>{@code processes(n)}: {@code concurrent.futures.ProcessPoolExecutor(n)}, with the
 *       interpreter's own start method
 *   <li>{@code interpreters(n)}: {@code concurrent.futures.InterpreterPoolExecutor(n)}, which
 *       CPython has since 3.14
 * </ul>
 *
 * <p>Interpreters are CPython from 3.6 on, with a global lock or without, PyPy, which has a lock
 * and a compiler, and Jython, which has no lock, is Python 2.7, and knows {@code blocking()} and
 * {@code threads(n)} alone.
 *
 * <p>The interpreter measures itself, with {@code time.perf_counter_ns}, from before the pool is
 * made until all results are in. Its own start is not part of that. A pool starts its workers while
 * the first tasks are handed in, as CPython's pools do; its start is the time until the last worker
 * that it started was ready, when others may have been at work for a while.
 *
 * <p>Random numbers are the interpreter's own: a Mersenne twister, but Jython's {@code
 * java.util.Random}. Without any, or with a source that is the same twister here, results equal
 * those of Java's models; with a generator per task they are the same under all models of CPython
 * and PyPy, and others under Jython. A shared generator is the {@code random} module's own, which
 * is seeded for each trial, also in each child process.
 *
 * @param inner the model, one of those named above
 * @param interpreter which one: a version of CPython such as {@code 3.13} or {@code 3.14t}, {@code
 *     pypy}, {@code jython}, or the command or path that starts one
 */
public record Python(Model inner, String interpreter) implements Model {
  /** The family of results of a generator per task of CPython's and PyPy's. */
  public static final String FAMILY = "python";

  private static final String JYTHON_FAMILY = "jython";

  /** Sources of random numbers that mean the same there, or have their counterpart. */
  private static final Set<RandomSource> SOURCES =
      EnumSet.of(
          RandomSource.NONE,
          RandomSource.PER_TASK,
          RandomSource.SHARED,
          RandomSource.MERSENNE_TWISTER);

  /** Jython draws from {@link java.util.Random}. */
  private static final Set<RandomSource> JYTHON_SOURCES =
      EnumSet.of(RandomSource.NONE, RandomSource.PER_TASK, RandomSource.SHARED);

  /** Checks that such an interpreter has such a model, as far as its name tells. */
  public Python {
    Check.given("model", inner, "use python(blocking()) or python(threads(4)), for example");
    ExecutorKind kind = ExecutorKind.of(inner);
    Check.given("interpreter", interpreter, "use \"3.13\" or a path, for example");
    if (!InterpreterChoice.isPossible(interpreter)) {
      throw Check.refusal(
          "interpreter must be a version, \"pypy\", \"jython\", a command or a path, got "
              + Check.quoted(interpreter));
    }
    if (InterpreterChoice.of(interpreter).isJython()
        && kind != ExecutorKind.BLOCKING
        && kind != ExecutorKind.THREADS) {
      throw Check.refusal(
          "model in python(\"jython\", ...) must be blocking() or threads(n), got " + inner.name());
    }
  }

  /**
   * A model of the CPython that is first on the path.
   *
   * @param inner {@code blocking()}, {@code threads(n)}, {@code eventLoop()}, {@code processes(n)}
   *     or {@code interpreters(n)}
   * @return a model
   */
  public static Python of(Model inner) {
    return new Python(inner, usualInterpreter());
  }

  /** The usual name of the interpreter on this system. */
  static String usualInterpreter() {
    return System.getProperty("os.name").startsWith("Windows") ? "python" : "python3";
  }

  /** Which interpreter is meant. */
  InterpreterChoice choice() {
    return InterpreterChoice.of(interpreter);
  }

  ExecutorKind form() {
    return ExecutorKind.of(inner);
  }

  @Override
  public ModelId id() {
    String other = interpreter.equals(usualInterpreter()) ? "" : choice().label();
    return inner.id().on(new Platform(Platform.Kind.CPYTHON, other));
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
  public String description() {
    return switch (choice().kind()) {
      case PYPY -> "real PyPy: " + form().words();
      case JYTHON, JAR ->
          "real Jython: "
              + (form() == ExecutorKind.THREADS ? "a pool of threading.Thread" : form().words());
      case VERSION, COMMAND, PATH -> "real CPython: " + form().words();
    };
  }

  /**
   * What CPython has in a model's place.
   *
   * @param model a model of Java's
   * @return its counterpart in a few words; empty if there is none
   */
  public static Optional<String> counterpart(ModelId model) {
    return ExecutorKind.counterpart(model).map(ExecutorKind::words);
  }

  @Override
  public Optional<String> refusal(Workload workload) {
    return switch (workload) {
      case Waiting _, HttpGets _ -> Optional.empty();
      case OwnTasks own ->
          own.python().isEmpty()
              ? Optional.of(
                  "%s: tasks %s are written in Java: add them in Python, .python(\"def task(i): ...\")"
                      .formatted(name(), Check.quoted(own.name())))
              : Optional.empty();
      case ModuloSum sum when sum.algorithm() != Algorithm.LOOP ->
          Optional.of(
              "%s: CPython has only the loop here, got %s(); use article().loop(), or a model of Java's"
                  .formatted(name(), sum.algorithm().call()));
      case ModuloSum sum when !sources().contains(sum.source()) ->
          Optional.of(
              "%s: %s has no counterpart of random source %s; use one of %s"
                  .formatted(
                      name(), choice().isJython() ? "Jython" : "CPython", sum.source(), sources()));
      case ModuloSum _ -> Optional.empty();
      default ->
          Optional.of(
              "%s: CPython can only run article() and its variants, got %s; use a model of Java's"
                  .formatted(name(), workload.name()));
    };
  }

  private Set<RandomSource> sources() {
    return choice().isJython() ? JYTHON_SOURCES : SOURCES;
  }

  @Override
  public String resultsFamily(Workload workload) {
    boolean ownNumbers = workload instanceof ModuloSum sum && sum.source() == RandomSource.PER_TASK;
    if (!ownNumbers && !(workload instanceof OwnTasks)) {
      return JAVA;
    }
    return choice().isJython() ? JYTHON_FAMILY : FAMILY;
  }

  /** {@inheritDoc} PyPy and Jython do, which compile while they run, and so may CPython's JIT. */
  @Override
  public boolean warmsUp() {
    return choice().build().map(PythonBuild::jit).orElse(false);
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
