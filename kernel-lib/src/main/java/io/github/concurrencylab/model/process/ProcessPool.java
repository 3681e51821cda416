package io.github.concurrencylab.model.process;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.model.child.Liveness;
import io.github.concurrencylab.model.transfer.Transfer;
import io.github.concurrencylab.model.transfer.TransferredClass;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pool of child processes. All bookkeeping is done by the thread that calls it: the children's
 * reader threads only hand it events, through one queue.
 */
final class ProcessPool implements AutoCloseable {
  private static final int LONGEST_FRAME = 200;
  private static final int LONGEST_REASON = 500;
  private static final long END_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** How long to wait for one more child to be ready, and for a sign of life of one at work. */
  record Patience(Duration start, Duration silence) {
    static final Patience STANDARD = new Patience(Defaults.CHILD_START, Defaults.CHILD_SILENCE);
  }

  private final Patience patience;
  private final BlockingQueue<Child.Event> events = new LinkedBlockingQueue<>();
  private final List<Child> children = new ArrayList<>();

  private ProcessPool(Patience patience) {
    this.patience = patience;
  }

  /**
   * Starts the children and waits until all of them are ready.
   *
   * @param model the model's name, for messages
   * @param workers how many
   * @param command what each of them runs
   * @param patience how long to wait for them
   * @param started told of each as soon as it is there
   * @return the pool
   * @throws InterruptedException if interrupted; none is left running
   * @throws TaskFailedException if one does not start; none is left running
   */
  static ProcessPool start(
      String model,
      int workers,
      List<String> command,
      Patience patience,
      Consumer<ProcessHandle> started)
      throws InterruptedException {
    ProcessPool pool = new ProcessPool(patience);
    try {
      for (int i = 1; i <= workers; i++) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Child child = Child.start("process-" + i, command, pool.events::add);
        pool.children.add(child);
        started.accept(child.handle());
      }
      pool.awaitReady(model);
      return pool;
    } catch (IOException refused) {
      pool.kill();
      throw new TaskFailedException(
          "%s: child process %s of %s could not be started: %s"
                  .formatted(model, pool.children.size() + 1, workers, words(refused))
              + Launch.REMEDY,
          refused);
    } catch (InterruptedException | RuntimeException | Error failed) {
      pool.kill();
      throw failed;
    }
  }

  /** Waits for all of them; each that is ready gives the others more time. */
  private void awaitReady(String model) throws InterruptedException {
    Set<Child> awaited = new LinkedHashSet<>(children);
    long patienceNanos = patience.start().toNanos();
    long deadline = System.nanoTime() + patienceNanos;
    while (!awaited.isEmpty()) {
      switch (events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        case null ->
            throw new TaskFailedException(
                "%s: %s of %s child processes were ready, and no other within %s s; %s: %s"
                    .formatted(
                        model,
                        children.size() - awaited.size(),
                        children.size(),
                        patience.start().toSeconds(),
                        awaited.iterator().next().name(),
                        awaited.iterator().next().lastWords()),
                null);
        case Child.Event.Said(var child, Frame.Ready()) when awaited.remove(child) ->
            deadline = System.nanoTime() + patienceNanos;
        case Child.Event.Said(var child, Frame.Beat()) when !awaited.contains(child) -> {}
        case Child.Event.Said(var child, Frame unexpected) ->
            throw failedToStart(model, child, unexpected(unexpected));
        case Child.Event.Ended(var child, var why) ->
            throw failedToStart(model, child, reason(why));
      }
    }
  }

  private static TaskFailedException failedToStart(String model, Child child, String how)
      throws InterruptedException {
    return new TaskFailedException(
        "%s: %s did not start: %s, %s%s"
            .formatted(model, child.name(), how, child.lastWords(), Launch.REMEDY),
        null);
  }

  private static String unexpected(Frame frame) {
    return "sent an unexpected " + Check.line(frame.toString(), LONGEST_FRAME);
  }

  /** The system's own words, on one line. */
  private static String words(IOException refused) {
    return Check.line(String.valueOf(refused.getMessage()), LONGEST_REASON);
  }

  private static String reason(@Nullable IOException why) {
    if (why == null) {
      return "ended";
    }
    String message = why.getMessage();
    return message == null ? "output broke off within a frame" : message;
  }

  /**
   * Runs all tasks, each on whichever child is idle.
   *
   * @param workload the workload
   * @param shipment its code, if it is the user's own
   * @param recording takes results and spans
   * @param progress counts what the children report
   * @throws InterruptedException if interrupted
   * @throws TaskFailedException if a task throws or a child dies
   */
  void run(Workload workload, @Nullable Transfer shipment, Recording recording, Progress progress)
      throws InterruptedException {
    Queue<Child> idle = new ArrayDeque<>(children);
    Map<Child, Integer> running = new HashMap<>();
    Liveness<Child> silence = new Liveness<>(patience.silence());
    int next = 0;
    int done = 0;
    Frame work =
        shipment == null
            ? new Frame.Work(workload.dataForChild())
            : new Frame.Ship(shipment.tasks(), ByteBuffer.wrap(shipment.body()));
    byte[] sameForAll = bytes(work, children.getFirst(), recording, next);
    for (Child child : children) {
      send(child, sameForAll, recording, next);
    }
    while (done < workload.tasks()) {
      while (next < workload.tasks() && !idle.isEmpty()) {
        Child child = idle.remove();
        running.put(child, next);
        send(child, new Frame.Run(next), recording, next);
        next++;
      }
      Child.Event event = events.poll(silence.tick().toNanos(), TimeUnit.NANOSECONDS);
      Child silent = silence.tooLong(running.keySet(), Child::signsOfLife);
      if (silent != null) {
        throw died(silent, running, recording, silence.words());
      }
      switch (event) {
        case null -> {}
        case Child.Event.Said(var child, Frame.Beat()) -> {}
        case Child.Event.Said(var child, Frame.Progressed(long units)) -> progress.reached(units);
        case Child.Event.Said(var child, Frame.Done(int task, long nanos, long result))
            when runs(child, task, running) -> {
          long end = recording.now();
          recording.record(task, result, span(child, task, nanos, end));
          running.remove(child);
          child.answered();
          idle.add(child);
          done++;
        }
        case Child.Event.Said(var child, Frame.Returned(int task, long nanos, var bytes))
            when shipment != null && runs(child, task, running) -> {
          long end = recording.now();
          Object result = result(shipment, bytes, task, child, recording);
          recording.record(task, result, span(child, task, nanos, end));
          running.remove(child);
          child.answered();
          idle.add(child);
          done++;
        }
        case Child.Event.Said(var child, Frame.Need(var name)) when shipment != null -> {
          TransferredClass code = shipment.code(name);
          int task = running.getOrDefault(child, 0);
          send(child, new Frame.Code(code.bytes(), code.variables()), recording, task);
        }
        case Child.Event.Said(var child, Frame.Failed(int task, String error))
            when runs(child, task, running) ->
            throw recording.failed(task, child.name(), error, null);
        case Child.Event.Said(var child, Frame unexpected) ->
            throw died(child, running, recording, unexpected(unexpected));
        case Child.Event.Ended(var child, var why) ->
            throw died(child, running, recording, reason(why));
      }
    }
  }

  private static boolean runs(Child child, int task, Map<Child, Integer> running) {
    return running.getOrDefault(child, -1) == task;
  }

  private static Span span(Child child, int task, long nanos, long end) {
    return new Span(task, child.name(), end - Math.clamp(nanos, 0, end), end);
  }

  private static Object result(
      Transfer shipment, ByteBuffer bytes, int task, Child child, Recording recording) {
    try {
      return shipment.result(TransferredClass.array(bytes));
    } catch (IOException refused) {
      throw recording.failed(task, child.name(), String.valueOf(refused.getMessage()), refused);
    }
  }

  private static byte[] bytes(Frame frame, Child child, Recording recording, int task) {
    try {
      return Frame.bytes(frame);
    } catch (IOException tooLarge) {
      throw recording.failed(task, child.name(), words(tooLarge), tooLarge);
    }
  }

  private static void send(Child child, Frame frame, Recording recording, int task) {
    send(child, bytes(frame, child, recording, task), recording, task);
  }

  private static void send(Child child, byte[] frame, Recording recording, int task) {
    try {
      child.send(frame);
    } catch (IOException noThread) {
      throw recording.failed(task, child.name(), words(noThread) + Launch.REMEDY, noThread);
    }
  }

  private static TaskFailedException died(
      Child child, Map<Child, Integer> running, Recording recording, String how)
      throws InterruptedException {
    int task = running.getOrDefault(child, 0);
    return recording.failed(task, child.name(), how + ", " + child.lastWords(), null);
  }

  /** Processor time used by all children so far. */
  long cpuNanos() {
    return children.stream().mapToLong(Child::cpuNanos).sum();
  }

  /** Ends all children, at once if need be, and returns when they are gone. */
  @Override
  public void close() {
    children.forEach(Child::end);
    awaitEnd();
  }

  /** Ends all children at once, and returns when they are gone. */
  void kill() {
    children.forEach(Child::kill);
    awaitEnd();
  }

  private void awaitEnd() {
    long deadline = System.nanoTime() + END_NANOS;
    boolean interrupted = false;
    for (Child child : children) {
      while (true) {
        try {
          child.awaitEnd(deadline);
          break;
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
