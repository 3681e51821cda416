package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.child.ChildTime;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.model.child.Liveness;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A running interpreter, and the conversation with it. */
final class PythonSession implements Session {
  /**
   * How long an interpreter may take to start, and how long it, or a worker of its pool, may give
   * no sign of life afterwards.
   */
  record Patience(Duration start, Duration silence) {
    /** An interpreter is up within a tenth of a second, and gives a sign of life each second. */
    static final Patience STANDARD = new Patience(Duration.ofSeconds(10), Defaults.CHILD_SILENCE);
  }

  /** Jython starts a virtual machine of its own, and loads its libraries. */
  private static final Duration SLOW_START = Duration.ofMinutes(1);

  private static final Pattern NO_ROOM =
      Pattern.compile(
          "Resource temporarily unavailable|can't start new thread|Cannot allocate|native thread");

  private static final int LONGEST_REASON = 2_000;

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
    InterpreterChoice choice = model.choice();
    List<String> start =
        choice.command().orElseThrow(() -> unavailable(model, "is not here", null));
    Script script;
    try {
      script = choice.isJython() ? Script.writeForJython(parent) : Script.write(parent);
    } catch (IOException refused) {
      throw new ModelUnavailableException(
          "%s: its script could not be written to %s: %s; make room there, or set java.io.tmpdir"
              .formatted(model.name(), parent, refused.getMessage()),
          refused);
    }
    Interpreter interpreter;
    try {
      interpreter = Interpreter.start(script.command(start));
    } catch (IOException refused) {
      script.close();
      throw unavailable(model, "could not be started: " + reason(refused), refused);
    }
    try {
      Duration patient = choice.isJython() ? SLOW_START : patience.start();
      PythonInfo info = hello(model, interpreter, patient);
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

  private static PythonInfo hello(Python model, Interpreter interpreter, Duration patience)
      throws InterruptedException {
    return switch (interpreter.next(patience)) {
      case null ->
          throw unavailable(
              model, "did not start within " + patience.toMillis() / 1e3 + " s", null);
      case Interpreter.Event.Said(PythonMessage.Hello(var info)) -> {
        PythonBuild build = info.build();
        if (!build.isUsable()) {
          throw unavailable(
              model,
              "must be CPython or PyPy %s or newer, got %s %s"
                  .formatted(PythonBuild.OLDEST, build.implementation(), build.version()),
              null);
        }
        if (model.form() == ExecutorKind.INTERPRETERS && !build.hasInterpreters()) {
          throw unavailable(
              model,
              "has no subinterpreters: CPython 3.14 or newer has, this is %s %s"
                  .formatted(build.implementation(), build.version()),
              null);
        }
        yield info;
      }
      case Interpreter.Event.Said(var other) ->
          throw unavailable(model, "is no Python: it began with " + other, null);
      case Interpreter.Event.Ended(var why) ->
          throw unavailable(
              model, "is no usable Python: " + why + ", " + interpreter.lastWords(), null);
    };
  }

  private static ModelUnavailableException unavailable(
      Python model, String how, @Nullable Throwable cause) {
    return new ModelUnavailableException(
        "%s: interpreter %s %s%s"
            .formatted(
                model.name(),
                Check.quoted(model.interpreter()),
                how,
                NO_ROOM.matcher(how).find() ? Launch.REMEDY : "; " + model.choice().remedy()),
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
    model
        .refusal(workload)
        .ifPresent(refusal -> {
          throw new ModelUnavailableException(refusal, null);
        });
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      byte[] request =
          PythonMessage.request(
              model.form(), model.workers(), startMethod, workload.dataForChild());
      return new Trial(workload, progress).run(request);
    } catch (InterruptedException | RuntimeException | Error failed) {
      close(); // whatever it is doing, nobody wants it any more
      throw failed;
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
    private final Map<Long, Long> heard = new HashMap<>();
    private final Map<Long, PythonMessage.Alive> workers = new HashMap<>();
    private long counted;

    Trial(Workload workload, Progress progress) {
      this.workload = workload;
      this.progress = progress;
      this.results = new Object[workload.tasks()];
      this.spans = new Span[workload.tasks()];
    }

    Execution run(byte[] request) throws InterruptedException {
      ProcessHandle.of(interpreter.pid())
          .ifPresent(child -> progress.childJoined(child, ChildTime.nanos(child)));
      try {
        interpreter.send(request);
      } catch (IOException noThread) {
        throw failed(-1, "", noThread.getMessage() + Launch.REMEDY, noThread);
      }
      heard.put(interpreter.pid(), 0L);
      Liveness<Long> silence = new Liveness<>(patience.silence());
      while (true) {
        Interpreter.Event event = interpreter.next(silence.tick());
        if (event != null) {
          var ignored = heard.merge(interpreter.pid(), 1L, Long::sum);
        }
        Long silent = silence.tooLong(heard.keySet(), this::sign);
        if (silent != null && isHere(silent)) {
          throw silent(silent, silence.words());
        }
        if (silent != null) {
          heard.remove(silent); // it has ended, which is the interpreter's to explain
        }
        switch (event) {
          case null -> {}
          case Interpreter.Event.Said(PythonMessage.Children(var pids)) ->
              pids.forEach(this::joined);
          case Interpreter.Event.Said(PythonMessage.Alive alive) -> {
            if (heard.computeIfPresent(alive.pid(), (pid, times) -> times + 1) != null) {
              workers.put(alive.pid(), alive);
            }
          }
          case Interpreter.Event.Said(PythonMessage.Progressed(long units)) -> count(units);
          case Interpreter.Event.Said(PythonMessage.Done(Object result, Span span)) ->
              done(result, span);
          case Interpreter.Event.Said(PythonMessage.Finished finished) -> {
            interpreter.answered();
            return execution(finished);
          }
          case Interpreter.Event.Said(PythonMessage.Failed(int task, var worker, var error)) ->
              throw failed(
                  task, worker, error + (NO_ROOM.matcher(error).find() ? Launch.REMEDY : ""), null);
          case Interpreter.Event.Said(PythonMessage.Hello unexpected) ->
              throw failed(-1, "", "it sent an unexpected " + unexpected, null);
          case Interpreter.Event.Ended(var why) ->
              throw failed(-1, "", why + ", " + interpreter.lastWords(), null);
        }
      }
    }

    private void joined(long pid) {
      ProcessHandle.of(pid).ifPresent(progress::childStarted);
      var ignored = heard.putIfAbsent(pid, 0L);
    }

    private static boolean isHere(long pid) {
      return ProcessHandle.of(pid).filter(handle -> !Interpreter.isGone(handle)).isPresent();
    }

    /**
     * A sign of life. Code in C may keep the GIL for as long as it likes, and then no other thread
     * says anything; but it uses the processor.
     */
    private long sign(long pid) {
      return heard.getOrDefault(pid, 0L)
          + interpreter.piecesRead()
          + ProcessHandle.of(pid).map(ChildTime::nanos).orElse(0L);
    }

    private TaskFailedException silent(long pid, String how) throws InterruptedException {
      if (pid == interpreter.pid()) {
        return failed(-1, "", "it " + how + ", " + interpreter.lastWords(), null);
      }
      PythonMessage.Alive last =
          workers.getOrDefault(pid, new PythonMessage.Alive(pid, "process " + pid, -1));
      return failed(last.task(), last.worker(), "it " + how, null);
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

    private Execution execution(PythonMessage.Finished finished) throws InterruptedException {
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
      String what =
          task < 0 || task >= workload.tasks()
              ? ""
              : "task %s of %s ".formatted(task + 1, workload.tasks());
      return new TaskFailedException(
          "%s(%s) failed under %s on %s: %s"
              .formatted(
                  what,
                  workload.name(),
                  model.name(),
                  worker.isEmpty() ? "interpreter " + Check.quoted(model.interpreter()) : worker,
                  Check.line(how, LONGEST_REASON)),
          cause);
    }
  }
}
