package io.github.concurrencylab.model.process;

import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.ship.Shipment;
import io.github.concurrencylab.model.ship.ShippedClass;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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
  private static final long START_SECONDS = 60;
  private static final long END_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final BlockingQueue<Child.Event> events = new LinkedBlockingQueue<>();
  private final List<Child> children = new ArrayList<>();

  /**
   * Starts the children and waits until all of them are ready.
   *
   * @param model the model's name, for messages
   * @param workers how many
   * @param command what each of them runs
   * @param started told of each as soon as it is there
   * @return the pool
   * @throws InterruptedException if interrupted; none is left running
   * @throws TaskFailedException if one does not start; none is left running
   */
  static ProcessPool start(
      String model, int workers, List<String> command, Consumer<ProcessHandle> started)
      throws InterruptedException {
    ProcessPool pool = new ProcessPool();
    try {
      for (int i = 1; i <= workers; i++) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Child child = Child.start("process-" + i, command, pool.events::add);
        pool.children.add(child);
        started.accept(child.handle());
      }
      for (int ready = 0; ready < workers; ready++) {
        Child.Event event = pool.events.poll(START_SECONDS, TimeUnit.SECONDS);
        switch (event) {
          case null ->
              throw new TaskFailedException(
                  "%s: %d of %d child processes were ready within %d s"
                      .formatted(model, ready, workers, START_SECONDS),
                  null);
          case Child.Event.Said(var child, Frame.Ready()) -> {}
          case Child.Event.Said said -> throw pool.failedToStart(model, said);
          case Child.Event.Ended ended -> throw pool.failedToStart(model, ended);
        }
      }
      return pool;
    } catch (IOException refused) {
      pool.kill();
      throw new TaskFailedException(
          "%s: child process %d of %d could not be started: %s; use fewer workers, or raise the"
                  .formatted(model, pool.children.size() + 1, workers, refused.getMessage())
              + " limit on processes or memory",
          refused);
    } catch (InterruptedException | RuntimeException | Error failed) {
      pool.kill();
      throw failed;
    }
  }

  private TaskFailedException failedToStart(String model, Child.Event event)
      throws InterruptedException {
    Child child = event.child();
    return new TaskFailedException(
        "%s: %s did not start: %s".formatted(model, child.name(), child.lastWords()), null);
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
  void run(Workload workload, @Nullable Shipment shipment, Recording recording, Progress progress)
      throws InterruptedException {
    Queue<Child> idle = new ArrayDeque<>(children);
    Map<Child, Integer> running = new HashMap<>();
    int next = 0;
    int done = 0;
    Frame work =
        shipment == null
            ? new Frame.Work(workload.dataForChild())
            : new Frame.Ship(shipment.tasks(), ByteBuffer.wrap(shipment.body()));
    for (Child child : children) {
      send(child, work, recording, next);
    }
    while (done < workload.tasks()) {
      while (next < workload.tasks() && !idle.isEmpty()) {
        Child child = idle.remove();
        running.put(child, next);
        send(child, new Frame.Run(next), recording, next);
        next++;
      }
      switch (events.take()) {
        case Child.Event.Said(var child, Frame.Progressed(long units)) -> progress.reached(units);
        case Child.Event.Said(var child, Frame.Done(int task, long nanos, long result)) -> {
          long end = recording.now();
          recording.record(task, result, new Span(task, child.name(), end - nanos, end));
          running.remove(child);
          idle.add(child);
          done++;
        }
        case Child.Event.Said(var child, Frame.Returned(int task, long nanos, var bytes))
            when shipment != null -> {
          long end = recording.now();
          Object result = result(shipment, bytes, task, child, recording);
          recording.record(task, result, new Span(task, child.name(), end - nanos, end));
          running.remove(child);
          idle.add(child);
          done++;
        }
        case Child.Event.Said(var child, Frame.Need(var name)) when shipment != null -> {
          ShippedClass code = shipment.code(name);
          int task = running.getOrDefault(child, 0);
          send(child, new Frame.Code(code.bytes(), code.variables()), recording, task);
        }
        case Child.Event.Said(var child, Frame.Failed(int task, String error)) ->
            throw recording.failed(task, child.name(), error, null);
        case Child.Event.Said(var child, Frame unexpected) ->
            throw died(child, running, recording, "sent an unexpected " + unexpected);
        case Child.Event.Ended(var child, var why) ->
            throw died(
                child,
                running,
                recording,
                why == null ? "ended" : String.valueOf(why.getMessage()));
      }
    }
  }

  private static Object result(
      Shipment shipment, ByteBuffer bytes, int task, Child child, Recording recording) {
    try {
      return shipment.result(ShippedClass.array(bytes));
    } catch (IOException refused) {
      throw recording.failed(task, child.name(), String.valueOf(refused.getMessage()), refused);
    }
  }

  private void send(Child child, Frame frame, Recording recording, int task)
      throws InterruptedException {
    try {
      child.send(frame);
    } catch (IOException gone) {
      throw recording.failed(task, child.name(), "it is gone, " + child.lastWords(), gone);
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
