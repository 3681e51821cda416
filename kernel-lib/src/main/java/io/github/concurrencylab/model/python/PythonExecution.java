package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.child.ChildProcess.Event;
import io.github.concurrencylab.model.child.ChildTime;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.model.child.Liveness;
import io.github.concurrencylab.model.child.RemoteThrowable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One execution by an interpreter: a request, and all that is said about it until it is finished.
 *
 * <p>The interpreter and, under {@code processes(n)}, each worker of its pool say each second that
 * they live. Whoever does not, and uses no processor time either, is named and ends the execution.
 */
final class PythonExecution {
  private static final Pattern FRAME = Pattern.compile("\t(\\d{1,9}) (.*)");

  private final Python model;
  private final Interpreter interpreter;
  private final Recording recording;
  private final Progress progress;

  /** How often each process was heard of, by its number. */
  private final Map<Long, Long> heard = new HashMap<>();

  /** What each worker of the pool last said of itself, by its number. */
  private final Map<Long, PythonMessage.Alive> workers = new HashMap<>();

  private final long clockStepNanos;
  private long counted;

  PythonExecution(
      Python model,
      Interpreter interpreter,
      Recording recording,
      Progress progress,
      long clockStepNanos) {
    this.model = model;
    this.interpreter = interpreter;
    this.clockStepNanos = clockStepNanos;
    this.recording = recording;
    this.progress = progress;
  }

  /**
   * Sends the request and returns when it is answered.
   *
   * @param request what to run
   * @param patience how long any process may give no sign of life
   * @return the execution
   */
  Execution run(byte[] request, Duration patience) throws InterruptedException {
    ProcessHandle own = interpreter.child().handle();
    progress.childJoined(own, ChildTime.nanos(own));
    try {
      interpreter.child().send(request);
    } catch (IOException noThread) {
      throw failed(noThread.getMessage() + Launch.REMEDY, noThread);
    }
    heard.put(own.pid(), 0L);
    Liveness<Long> liveness = new Liveness<>(patience);
    while (true) {
      Event<PythonMessage> event = interpreter.child().next(liveness.tick());
      Long silent = liveness.tooLong(heard.keySet(), this::sign);
      if (silent != null && isHere(silent)) {
        throw silent(silent, "it " + liveness.words());
      }
      if (silent != null) {
        heard.remove(silent); // it has ended, which is the interpreter's to explain
      }
      switch (event) {
        case null -> {}
        case Event.Said(var child, PythonMessage.Finished finished) -> {
          child.answered();
          return execution(finished);
        }
        case Event.Said(var child, var message) -> take(message);
        case Event.Ended(var child, var how) -> throw failed(how + ", " + child.lastWords(), null);
      }
    }
  }

  private void take(PythonMessage message) throws InterruptedException {
    switch (message) {
      case PythonMessage.Children(var pids) -> pids.forEach(this::joined);
      case PythonMessage.Alive alive -> {
        if (heard.computeIfPresent(alive.pid(), (pid, times) -> times + 1) != null) {
          workers.put(alive.pid(), alive);
        }
      }
      case PythonMessage.Progressed(long units) -> count(units);
      case PythonMessage.Done(Object result, Span span) -> {
        if (!recording.awaits(span.task())) {
          throw failed("it sent an unexpected result of task " + span.task(), null);
        }
        recording.record(span.task(), result, span);
      }
      case PythonMessage.Failed(int task, var worker, var error, var trace) -> {
        String how = error + (PythonSession.hasNoRoom(error) ? Launch.REMEDY : "");
        throw failed(task, worker.isEmpty() ? words() : worker, how, thrown(trace));
      }
      default -> throw failed("it sent an unexpected " + message, null);
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
        + (pid == interpreter.pid() ? interpreter.child().signsOfLife() : 0)
        + ProcessHandle.of(pid).map(ChildTime::nanos).orElse(0L);
  }

  private TaskFailedException silent(long pid, String how) throws InterruptedException {
    if (pid == interpreter.pid()) {
      return failed(how + ", " + interpreter.child().lastWords(), null);
    }
    PythonMessage.Alive last =
        workers.getOrDefault(pid, new PythonMessage.Alive(pid, "process " + pid, -1));
    return failed(last.task(), last.worker(), how, null);
  }

  /** Takes how much is done in all; it may come a little out of order. */
  private void count(long units) throws InterruptedException {
    long all = Math.min(units, recording.workload().units());
    if (all > counted) {
      long more = all - counted;
      counted = all;
      progress.reached(more);
    }
  }

  private Execution execution(PythonMessage.Finished finished) throws InterruptedException {
    if (!recording.isComplete()) {
      throw failed("it left out a result", null);
    }
    count(recording.workload().units());
    return recording
        .finishedElsewhere(finished.nanos(), finished.poolStartNanos())
        .execution(new CpuTime(finished.cpuNanos(), clockStepNanos));
  }

  /** The interpreter failed, not a task of its. */
  private TaskFailedException failed(String how, @Nullable Throwable cause) {
    return recording.failed(words(), how, cause);
  }

  private TaskFailedException failed(
      int task, String worker, String how, @Nullable Throwable cause) {
    return task < 0 || task >= recording.workload().tasks()
        ? recording.failed(worker, how, cause)
        : recording.failed(task, worker, how, cause);
  }

  /** What a task threw in Python, with the frames of its source. */
  private static @Nullable RemoteThrowable thrown(List<String> trace) {
    RemoteThrowable thrown = null;
    Deque<StackTraceElement> frames = new ArrayDeque<>();
    for (String line : trace.reversed()) {
      Matcher frame = FRAME.matcher(line);
      if (frame.matches()) {
        int number = Integer.parseInt(frame.group(1));
        frames.addFirst(new StackTraceElement("python", frame.group(2), "<tasks>", number));
      } else {
        thrown = new RemoteThrowable(line, List.copyOf(frames), thrown);
        frames.clear();
      }
    }
    return thrown;
  }

  private String words() {
    return "interpreter " + Check.quoted(model.interpreter());
  }
}
