package io.github.concurrencylab.model.thread;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * An asyncio-like {@link EventLoop} on the calling thread.
 *
 * <p>By default all tasks are gathered, as in the article's benchmark. In the form of its appendix
 * the tasks are created first, main code runs, and each task is awaited in turn.
 *
 * @param tasksFirst whether tasks are created first and awaited one by one
 * @param between main code, run after the tasks are created and again after each awaited one
 */
public record EventLoopModel(boolean tasksFirst, Runnable between) implements Model {
  /** Checks that there is main code. */
  public EventLoopModel {
    Check.given("main code", between, "() -> drawFrame() for example");
  }

  /**
   * The loop that gathers its tasks.
   *
   * @return a model
   */
  public static EventLoopModel gathering() {
    return new EventLoopModel(false, EventLoopModel::nothing);
  }

  /**
   * The form of the article's appendix: create all tasks, then await each.
   *
   * @return a new model
   */
  public EventLoopModel createTasksFirst() {
    return new EventLoopModel(true, EventLoopModel::nothing);
  }

  /**
   * The same, with main code that runs on the loop's thread whenever no task does: after the tasks
   * are created, and after each awaited one.
   *
   * @param mainCode what to run
   * @return a new model
   */
  public EventLoopModel createTasksFirst(Runnable mainCode) {
    return new EventLoopModel(true, mainCode);
  }

  @Override
  public ModelId id() {
    ModelId gathering = ModelId.of(ModelKind.EVENT_LOOP);
    return tasksFirst ? gathering.variant(ModelId.TASKS_FIRST) : gathering;
  }

  @Override
  public int workers() {
    return 1;
  }

  @Override
  public String description() {
    return tasksFirst
        ? "one thread runs tasks created first, each awaited when its value is needed"
        : "one thread runs whatever task is ready, each until it ends or waits";
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    Recording recording = new Recording(this, workload);
    EventLoop loop = new EventLoop();
    List<Callable<CompletableFuture<Integer>>> bodies = new ArrayList<>();
    for (int index = 0; index < workload.tasks(); index++) {
      int task = index;
      bodies.add(() -> recording.start(task, "loop", loop, progress));
    }
    recording.poolIsReady();
    try {
      if (tasksFirst) {
        awaitInTurn(loop, bodies);
      } else {
        var ignored = loop.awaitAll(bodies.stream().map(loop::createWaitingTask).toList());
      }
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof InterruptedException) {
        var ignored = Thread.interrupted();
      }
      throw PooledTasks.unwrapped(failure.getCause());
    } finally {
      recording.cancelWaits();
    }
    return recording.finish().execution();
  }

  private void awaitInTurn(EventLoop loop, List<Callable<CompletableFuture<Integer>>> bodies)
      throws InterruptedException {
    List<CompletableFuture<Integer>> tasks = new ArrayList<>();
    bodies.forEach(body -> tasks.add(loop.createWaitingTask(body)));
    runMainCode();
    for (CompletableFuture<Integer> task : tasks) {
      var ignored = loop.await(task);
      runMainCode();
    }
  }

  private void runMainCode() {
    try {
      between.run();
    } catch (Throwable thrown) { // whatever the user's code throws
      throw new TaskFailedException(
          "main code under %s failed: %s".formatted(name(), Check.line(thrown)), thrown);
    }
  }

  private static void nothing() {}

  @Override
  public String toString() {
    return name();
  }
}
