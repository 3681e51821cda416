package io.github.concurrencylab.model.process;

import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.child.ChildProcess;
import io.github.concurrencylab.model.child.ChildProcess.Event;
import io.github.concurrencylab.model.child.Frames;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.model.child.Liveness;
import io.github.concurrencylab.model.child.RemoteThrowable;
import io.github.concurrencylab.model.transfer.Transfer;
import io.github.concurrencylab.model.transfer.TransferredClass;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One execution on a pool: hands out tasks, one at a time to each child, and takes what comes of
 * them. A child is idle or runs one task; whatever else it says, or its end, fails the execution.
 */
final class TaskDispatch {
  private final List<ChildProcess<ChildMessage>> children;
  private final @Nullable Transfer transfer;
  private final Recording recording;
  private final Progress progress;
  private final Queue<ChildProcess<ChildMessage>> idle;
  private final Map<ChildProcess<ChildMessage>, Integer> running = new HashMap<>();
  private int next;
  private int done;

  TaskDispatch(
      List<ChildProcess<ChildMessage>> children,
      @Nullable Transfer transfer,
      Recording recording,
      Progress progress) {
    this.children = children;
    this.transfer = transfer;
    this.recording = recording;
    this.progress = progress;
    this.idle = new ArrayDeque<>(children);
  }

  /**
   * Returns when all tasks are done.
   *
   * @param events what the children do
   * @param silence how long one at work may give no sign of life
   */
  void run(BlockingQueue<Event<ChildMessage>> events, Duration silence)
      throws InterruptedException {
    Liveness<ChildProcess<ChildMessage>> liveness = new Liveness<>(silence);
    int tasks = recording.workload().tasks();
    sendWork();
    while (done < tasks) {
      while (next < tasks && !idle.isEmpty()) {
        handOut(idle.remove());
      }
      Event<ChildMessage> event = events.poll(liveness.tick().toNanos(), TimeUnit.NANOSECONDS);
      var silent = liveness.tooLong(running.keySet(), ChildProcess::signsOfLife);
      if (silent != null) {
        throw died(silent, "it " + liveness.words());
      }
      switch (event) {
        case null -> {}
        case Event.Said(var child, var message) -> take(child, message);
        case Event.Ended(var child, var how) -> throw died(child, how);
      }
    }
  }

  /** Sends every child what it will run tasks of: the same bytes for all. */
  private void sendWork() {
    Workload workload = recording.workload();
    ChildMessage work =
        transfer == null
            ? new ChildMessage.Work(workload.dataForChild())
            : new ChildMessage.Load(transfer.tasks(), ByteBuffer.wrap(transfer.body()));
    byte[] sameForAll = bytes(work, children.getFirst());
    children.forEach(child -> send(child, sameForAll));
  }

  private void handOut(ChildProcess<ChildMessage> child) {
    running.put(child, next);
    send(child, new ChildMessage.Run(next));
    next++;
  }

  private void take(ChildProcess<ChildMessage> child, ChildMessage message)
      throws InterruptedException {
    switch (message) {
      case ChildMessage.Beat() -> {}
      case ChildMessage.Progressed(long units) -> progress.reached(units);
      case ChildMessage.Done(int task, long nanos, long result) when runs(child, task) ->
          finished(child, result, nanos, recording.now());
      case ChildMessage.Returned(int task, long nanos, var bytes)
          when transfer != null && runs(child, task) -> {
        long end = recording.now(); // before the result is read, which is no part of the task
        finished(child, result(transfer, bytes, child), nanos, end);
      }
      case ChildMessage.Need(var name) when transfer != null -> {
        TransferredClass code = transfer.code(name);
        send(child, new ChildMessage.Code(code.bytes(), code.variables()));
      }
      case ChildMessage.Failed(int task, String error, var thrown) when runs(child, task) ->
          throw recording.failed(task, child.name(), error, RemoteThrowable.read(thrown));
      default -> throw died(child, ProcessPool.unexpected(message));
    }
  }

  private boolean runs(ChildProcess<ChildMessage> child, int task) {
    return running.getOrDefault(child, -1) == task;
  }

  private void finished(ChildProcess<ChildMessage> child, Object result, long nanos, long end) {
    int task = taskOf(child);
    recording.record(
        task, result, new Span(task, child.name(), end - Math.clamp(nanos, 0, end), end));
    running.remove(child);
    child.answered();
    idle.add(child);
    done++;
  }

  private Object result(Transfer transfer, ByteBuffer bytes, ChildProcess<ChildMessage> child) {
    try {
      return transfer.result(TransferredClass.array(bytes));
    } catch (IOException refused) {
      throw failed(child, String.valueOf(refused.getMessage()), refused);
    }
  }

  private byte[] bytes(ChildMessage message, ChildProcess<ChildMessage> child) {
    try {
      return Frames.bytes(message);
    } catch (IOException tooLarge) {
      throw failed(child, ProcessPool.words(tooLarge), tooLarge);
    }
  }

  private void send(ChildProcess<ChildMessage> child, ChildMessage message) {
    send(child, bytes(message, child));
  }

  private void send(ChildProcess<ChildMessage> child, byte[] frame) {
    try {
      child.send(frame);
    } catch (IOException noThread) {
      throw failed(child, ProcessPool.words(noThread) + Launch.REMEDY, noThread);
    }
  }

  private TaskFailedException died(ChildProcess<ChildMessage> child, String how)
      throws InterruptedException {
    return failed(child, how + ", " + child.lastWords(), null);
  }

  private TaskFailedException failed(
      ChildProcess<ChildMessage> child, String how, @Nullable Throwable cause) {
    return recording.failed(taskOf(child), child.name(), how, cause);
  }

  /** The task that a child runs; the first one as long as it runs none. */
  private int taskOf(ChildProcess<ChildMessage> child) {
    return running.getOrDefault(child, 0);
  }
}
