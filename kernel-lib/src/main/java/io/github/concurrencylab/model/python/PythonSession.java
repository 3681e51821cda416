package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.child.ChildProcess.Event;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A running interpreter: its start, where it must say that it is a CPython new enough, and what it
 * is not asked to run. Each execution on it is a {@link PythonExecution}.
 */
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
    return switch (interpreter.child().next(patience)) {
      case null ->
          throw unavailable(
              model, "did not start within " + patience.toMillis() / 1e3 + " s", null);
      case Event.Said(var child, PythonMessage.Hello(var info)) -> {
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
      case Event.Said(var child, var other) ->
          throw unavailable(model, "is no Python: it began with " + other, null);
      case Event.Ended(var child, var how) ->
          throw unavailable(model, "is no usable Python: " + how + ", " + child.lastWords(), null);
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
                hasNoRoom(how) ? Launch.REMEDY : "; " + model.choice().remedy()),
        cause);
  }

  /** Whether a message is the system's refusal of one more process, thread or piece of memory. */
  static boolean hasNoRoom(String how) {
    return NO_ROOM.matcher(how).find();
  }

  @Override
  public String runtime() {
    return info.toString();
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
      interpreter.child().show(progress.printed());
      Recording recording = Recording.elsewhere(model, workload);
      long step = info.build().clockStepNanos();
      return new PythonExecution(model, interpreter, recording, progress, step)
          .run(request, patience.silence());
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
}
