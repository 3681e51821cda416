package io.github.concurrencylab.model.process;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.child.ChildProcess;
import io.github.concurrencylab.model.child.ChildProcess.Event;
import io.github.concurrencylab.model.child.ChildTime;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.model.transfer.Transfer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pool of child processes. All bookkeeping is done by the thread that calls it: the children's
 * reader threads only hand it events, through one queue.
 */
final class ProcessPool implements AutoCloseable {
  private static final int LONGEST_MESSAGE = 200;
  private static final int LONGEST_REASON = 500;
  private static final long END_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** How long to wait for one more child to be ready, and for a sign of life of one at work. */
  record Patience(Duration start, Duration silence) {
    static final Patience STANDARD = new Patience(Defaults.CHILD_START, Defaults.CHILD_SILENCE);
  }

  private final Patience patience;
  private final BlockingQueue<Event<ChildMessage>> events = new LinkedBlockingQueue<>();
  private final List<ChildProcess<ChildMessage>> children = new ArrayList<>();

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
   * @param progress told of each as soon as it is there, and of what it prints
   * @return the pool
   * @throws InterruptedException if interrupted; none is left running
   * @throws TaskFailedException if one does not start; none is left running
   */
  static ProcessPool start(
      String model, int workers, List<String> command, Patience patience, Progress progress)
      throws InterruptedException {
    ProcessPool pool = new ProcessPool(patience);
    try {
      for (int i = 1; i <= workers; i++) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        ChildProcess<ChildMessage> child =
            ChildProcess.start(
                "process-" + i, Launch.virtualMachine(command), ChildMessage::read, pool.events);
        pool.children.add(child);
        child.show(progress.printed());
        progress.childStarted(child.handle());
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
    Set<ChildProcess<ChildMessage>> awaited = new LinkedHashSet<>(children);
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
        case Event.Said(var child, ChildMessage.Ready()) when awaited.remove(child) ->
            deadline = System.nanoTime() + patienceNanos;
        case Event.Said(var child, ChildMessage.Beat()) when !awaited.contains(child) -> {}
        case Event.Said(var child, var unexpected) ->
            throw failedToStart(model, child, unexpected(unexpected));
        case Event.Ended(var child, var how) -> throw failedToStart(model, child, how);
      }
    }
  }

  private static TaskFailedException failedToStart(
      String model, ChildProcess<ChildMessage> child, String how) throws InterruptedException {
    return new TaskFailedException(
        "%s: %s did not start: %s, %s%s"
            .formatted(model, child.name(), how, child.lastWords(), Launch.REMEDY),
        null);
  }

  /** What to say of a message that has no place in the conversation. */
  static String unexpected(ChildMessage message) {
    return "it sent an unexpected " + Check.line(message.toString(), LONGEST_MESSAGE);
  }

  /** The system's own words, on one line. */
  static String words(IOException refused) {
    return Check.line(String.valueOf(refused.getMessage()), LONGEST_REASON);
  }

  /**
   * Runs all tasks, each on whichever child is idle.
   *
   * @param transfer the workload's code, if it is the user's own
   * @param recording the workload; takes results and spans
   * @param progress counts what the children report
   * @throws InterruptedException if interrupted
   * @throws TaskFailedException if a task throws or a child dies
   */
  void run(@Nullable Transfer transfer, Recording recording, Progress progress)
      throws InterruptedException {
    new TaskDispatch(children, transfer, recording, progress).run(events, patience.silence());
  }

  /** Processor time used by all children so far. */
  CpuTime cpuTime() {
    return children.stream()
        .map(child -> ChildTime.cpuTime(child.handle()))
        .reduce(CpuTime.NONE, CpuTime::plus);
  }

  /** Ends all children, at once if need be, and returns when they are gone. */
  @Override
  public void close() {
    children.forEach(ChildProcess::end);
    awaitEnd();
  }

  /** Ends all children at once, and returns when they are gone. */
  void kill() {
    children.forEach(ChildProcess::kill);
    awaitEnd();
  }

  private void awaitEnd() {
    long deadline = System.nanoTime() + END_NANOS;
    children.forEach(child -> child.awaitEnd(deadline));
  }
}
