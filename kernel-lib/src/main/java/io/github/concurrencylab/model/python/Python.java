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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern VERSION = Pattern.compile("python(\\d+\\.\\d+t?)(?:\\.exe)?");
  private static final int LONGEST_NAME = 30;
  private static final int DIGEST_BYTES = 3;

  /** Sources of random numbers that mean the same in CPython, or have their counterpart there. */
  private static final Set<RandomSource> SOURCES =
      EnumSet.of(
          RandomSource.NONE,
          RandomSource.PER_TASK,
          RandomSource.SHARED,
          RandomSource.MERSENNE_TWISTER);

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
  public ModelId id() {
    String other = interpreter.equals(usualInterpreter()) ? "" : told(interpreter);
    return inner.id().on(new Platform(Platform.Kind.CPYTHON, other));
  }

  /**
   * What tells an interpreter from others: its version if its name says it, else its name, and of a
   * path so much of a digest that two of them differ. The path itself is nobody else's business.
   */
  private static String told(String commandOrPath) {
    String file =
        commandOrPath.substring(
            1 + Math.max(commandOrPath.lastIndexOf('/'), commandOrPath.lastIndexOf('\\')));
    Matcher version = VERSION.matcher(file);
    String shown = Check.plain(version.matches() ? version.group(1) : file);
    return shown.equals(commandOrPath) || version.matches() && file.equals(commandOrPath)
        ? shown
        : Check.plain(shown.substring(0, Math.min(LONGEST_NAME, shown.length())))
            + "#"
            + digest(commandOrPath);
  }

  private static String digest(String path) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
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
    return "real CPython: " + form().words();
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
      case ModuloSum sum when !SOURCES.contains(sum.source()) ->
          Optional.of(
              "%s: CPython has no counterpart of random source %s; use one of %s"
                  .formatted(name(), sum.source(), SOURCES));
      case ModuloSum _ -> Optional.empty();
      default ->
          Optional.of(
              "%s: CPython can only run article() and its variants, got %s; use a model of Java's"
                  .formatted(name(), workload.name()));
    };
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
