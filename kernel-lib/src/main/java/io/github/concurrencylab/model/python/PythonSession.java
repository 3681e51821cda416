package io.github.concurrencylab.model.python;

import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.workload.Algorithm;
import io.github.concurrencylab.workload.Check;
import io.github.concurrencylab.workload.HttpGets;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Waiting;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A running interpreter, and the conversation with it. */
final class PythonSession implements Session {
  /** How long an interpreter may take to start, and how long it may say nothing afterwards. */
  record Patience(Duration start, Duration silence) {
    /** An interpreter is up within a tenth of a second, and speaks ten times a second. */
    static final Patience STANDARD = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  /** Sources of random numbers that mean the same in CPython, or have their counterpart there. */
  private static final Set<RandomSource> SOURCES =
      EnumSet.of(
          RandomSource.NONE,
          RandomSource.PER_TASK,
          RandomSource.SHARED,
          RandomSource.MERSENNE_TWISTER);

  private static final String REMEDY =
      "; install CPython 3.8 or newer, or name another one: python(...).with(\"/path/to/python3\")";

  private final Python model;
  private final Script script;
  private final Interpreter interpreter;
  private final PythonInfo info;
  private final Patience patience;

  private PythonSession(
      Python model, Script script, Interpreter interpreter, PythonInfo info, Patience patience) {
    this.model = model;
    this.script = script;
    this.interpreter = interpreter;
    this.info = info;
    this.patience = patience;
  }

  /**
   * Starts an interpreter and waits until it is up.
   *
   * @param model what to run
   * @param parent where the script's directory is made
   * @param patience how long to wait for it
   * @return the session
   * @throws InterruptedException if interrupted; nothing is left running
   * @throws ModelUnavailableException if there is no usable interpreter
   */
  static PythonSession open(Python model, Path parent, Patience patience)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Script script;
    try {
      script = Script.write(parent);
    } catch (IOException refused) {
      throw new ModelUnavailableException(
          "%s: its script could not be written to %s: %s; make room there, or set java.io.tmpdir"
              .formatted(model.name(), parent, refused.getMessage()),
          refused);
    }
    Interpreter interpreter;
    try {
      interpreter = Interpreter.start(command(model, script));
    } catch (IOException refused) {
      script.close();
      throw unavailable(model, "could not be started: " + reason(refused), refused);
    }
    try {
      PythonInfo info = hello(model, interpreter, patience.start());
      return new PythonSession(model, script, interpreter, info, patience);
    } catch (InterruptedException | RuntimeException | Error failed) {
      interpreter.kill();
      script.close();
      throw failed;
    }
  }

  /** The system's own words, without Java's around them. */
  private static String reason(IOException refused) {
    String message = String.valueOf(refused.getMessage());
    Matcher words = Pattern.compile("error[:=] ?\\d+,? \\(?([^()]+)").matcher(message);
    return words.find() ? words.group(1) : message;
  }

  /** Isolated from the user's settings and modules, unbuffered, and UTF-8 whatever the locale. */
  private static List<String> command(Python model, Script script) {
    return List.of(
        model.interpreter(), "-I", "-u", "-X", "utf8", script.file().toString(), "temporary");
  }

  private static PythonInfo hello(Python model, Interpreter interpreter, Duration patience)
      throws InterruptedException {
    return switch (interpreter.next(patience)) {
      case null ->
          throw unavailable(
              model, "did not start within " + patience.toMillis() / 1e3 + " s", null);
      case Interpreter.Event.Said(Message.Hello(var implementation, var info)) -> {
        if (!implementation.equals("CPython") || isOld(info.version())) {
          throw unavailable(
              model,
              "must be CPython 3.8 or newer, got " + implementation + " " + info.version(),
              null);
        }
        yield info;
      }
      case Interpreter.Event.Said(var other) ->
          throw unavailable(model, "is no CPython: it began with " + other, null);
      case Interpreter.Event.Ended(var why) ->
          throw unavailable(
              model, "is no usable CPython: " + why + ", " + interpreter.lastWords(), null);
    };
  }

  private static boolean isOld(String version) {
    return version.matches("[0-2]\\..*|3\\.[0-7](\\D.*|$)");
  }

  private static ModelUnavailableException unavailable(
      Python model, String how, @Nullable Throwable cause) {
    return new ModelUnavailableException(
        "%s: interpreter %s %s%s"
            .formatted(model.name(), Check.quoted(model.interpreter()), how, REMEDY),
        cause);
  }

  @Override
  public String runtime() {
    return info.toString();
  }

  /** What the interpreter says of itself. */
  PythonInfo info() {
    return info;
  }

  /** The interpreter's process. */
  long pid() {
    return interpreter.pid();
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    return execute(workload, progress, null);
  }

  /** The same with one of multiprocessing's start methods instead of the interpreter's default. */
  Execution execute(Workload workload, Progress progress, @Nullable String startMethod)
      throws InterruptedException {
    checkRunnable(workload);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      byte[] request =
          Message.request(model.form(), model.workers(), startMethod, workload.dataForChild());
      return new Trial(workload, progress).run(request);
    } catch (InterruptedException | RuntimeException | Error failed) {
      close(); // whatever it is doing, nobody wants it any more
      throw failed;
    }
  }

  private void checkRunnable(Workload workload) {
    if (workload instanceof Waiting || workload instanceof HttpGets) {
      return;
    }
    if (workload instanceof OwnTasks own) {
      if (own.python().isEmpty()) {
        throw new ModelUnavailableException(
            "%s: tasks %s are written in Java: add them in Python, .python(\"def task(i): ...\")"
                .formatted(model.name(), Check.quoted(own.name())),
            null);
      }
      return;
    }
    if (!(workload instanceof ModuloSum sum)) {
      throw new ModelUnavailableException(
          "%s: CPython can only run article() and its variants, got %s; use a model of Java's"
              .formatted(model.name(), workload.name()),
          null);
    }
    if (sum.algorithm() != Algorithm.LOOP) {
      throw new ModelUnavailableException(
          "%s: CPython has only the loop here, got %s(); use article().loop(), or a model of Java's"
              .formatted(model.name(), sum.algorithm().call()),
          null);
    }
    if (!SOURCES.contains(sum.source())) {
      throw new ModelUnavailableException(
          "%s: CPython has no counterpart of random source %s; use one of %s"
              .formatted(model.name(), sum.source(), SOURCES),
          null);
    }
  }

  @Override
  public void close() {
    interpreter.close();
    script.close();
  }

  /** One request and all that is said about it. */
  private final class Trial {
    private final Workload workload;
    private final Progress progress;
    private final @Nullable Object[] results;
    private final @Nullable Span[] spans;
    private long counted;

    Trial(Workload workload, Progress progress) {
      this.workload = workload;
      this.progress = progress;
      this.results = new Object[workload.tasks()];
      this.spans = new Span[workload.tasks()];
    }

    Execution run(byte[] request) throws InterruptedException {
      ProcessHandle.of(interpreter.pid()).ifPresent(progress::childJoined);
      try {
        interpreter.send(request);
      } catch (IOException gone) {
        throw failed(-1, "", "it is gone, " + interpreter.lastWords(), gone);
      }
      while (true) {
        switch (interpreter.next(patience.silence())) {
          case null ->
              throw failed(
                  -1,
                  "",
                  "it said nothing for " + patience.silence().toMillis() / 1e3 + " s",
                  null);
          case Interpreter.Event.Said(Message.Children(var pids)) ->
              pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(progress::childStarted));
          case Interpreter.Event.Said(Message.Progressed(long units)) -> count(units);
          case Interpreter.Event.Said(Message.Done(Object result, Span span)) -> done(result, span);
          case Interpreter.Event.Said(Message.Finished finished) -> {
            return execution(finished);
          }
          case Interpreter.Event.Said(Message.Failed(int task, var worker, var error)) ->
              throw failed(task, worker, error, null);
          case Interpreter.Event.Said(Message.Hello unexpected) ->
              throw failed(-1, "", "it sent an unexpected " + unexpected, null);
          case Interpreter.Event.Ended(var why) ->
              throw failed(-1, "", why + ", " + interpreter.lastWords(), null);
        }
      }
    }

    /** Takes how much is done in all; it may come a little out of order. */
    private void count(long units) throws InterruptedException {
      long all = Math.min(units, workload.units());
      if (all > counted) {
        long more = all - counted;
        counted = all;
        progress.reached(more);
      }
    }

    private void done(Object result, Span span) {
      if (span.task() < 0 || span.task() >= results.length || results[span.task()] != null) {
        throw failed(-1, "", "it sent an unexpected result of task " + span.task(), null);
      }
      results[span.task()] = result;
      spans[span.task()] = span;
    }

    private Execution execution(Message.Finished finished) throws InterruptedException {
      if (Arrays.asList(results).contains(null)) {
        throw failed(-1, "", "it left out a result", null);
      }
      count(workload.units());
      return new Execution(
          Arrays.stream(results).map(Objects::requireNonNull).toList(),
          Timeline.of(Arrays.stream(spans).map(Objects::requireNonNull).toList()),
          finished.nanos(),
          finished.poolStartNanos(),
          finished.cpuNanos());
    }

    private TaskFailedException failed(
        int task, String worker, String how, @Nullable Throwable cause) {
      String what = task < 0 ? "" : "task %d of %d ".formatted(task + 1, workload.tasks());
      return new TaskFailedException(
          "%s(%s) failed under %s on %s: %s"
              .formatted(
                  what,
                  workload.name(),
                  model.name(),
                  worker.isEmpty() ? "interpreter " + Check.quoted(model.interpreter()) : worker,
                  how),
          cause);
    }
  }
}
