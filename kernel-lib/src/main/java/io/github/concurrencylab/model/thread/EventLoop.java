package io.github.concurrencylab.model.thread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A loop like asyncio's: one thread takes what is ready from a queue and runs it to its end, one
 * after another.
 *
 * <p>It has no thread of its own. The thread that {@linkplain #await awaits} a future turns the
 * loop until that future is done, as {@code run_until_complete} does; between two awaits nothing
 * runs but the caller's own code. So a task starts no sooner than its creator first awaits
 * something, and a task that never awaits keeps all others waiting.
 *
 * <p>The loop is an {@link Executor}: {@code future.thenApplyAsync(f, loop)} runs {@code f} on it.
 * {@link #execute} may be called from any thread, the other methods by the loop's thread alone.
 *
 * <p>Source: Python's documentation, "asyncio: Event Loop" and "Coroutines and Tasks".
 */
public final class EventLoop implements Executor {
  private final BlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();

  /** Creates a loop with nothing to do. */
  public EventLoop() {}

  /**
   * Puts a callback at the end of the queue, like {@code call_soon_threadsafe}.
   *
   * @param callback what to run
   */
  @Override
  public void execute(Runnable callback) {
    ready.add(callback);
  }

  /**
   * Makes a task that is ready to run, like {@code asyncio.create_task}. It does not start before
   * the caller awaits something.
   *
   * @param <T> the type of its result
   * @param body what the task does
   * @return the promise of its result
   */
  public <T> CompletableFuture<T> createTask(Callable<? extends T> body) {
    CompletableFuture<T> promise = new CompletableFuture<>();
    ready.add(() -> {
      if (promise.isDone()) {
        return; // cancelled before its turn
      }
      try {
        promise.complete(body.call());
      } catch (Throwable thrown) {
        promise.completeExceptionally(thrown);
        if (thrown instanceof InterruptedException) {
          Thread.currentThread().interrupt(); // the thread is the loop's caller's
        }
      }
    });
    return promise;
  }

  /**
   * Makes a task that may wait, like a coroutine: its body starts something and hands on the
   * promise of it, and meanwhile the loop runs others.
   *
   * @param <T> the type of its result
   * @param body what the task starts
   * @return the promise of its result
   */
  public <T> CompletableFuture<T> createWaitingTask(Callable<CompletableFuture<T>> body) {
    CompletableFuture<T> promise = new CompletableFuture<>();
    ready.add(() -> {
      try {
        var ignored =
            body.call()
                .whenComplete((value, thrown) -> {
                  if (thrown == null) {
                    promise.complete(value);
                  } else {
                    promise.completeExceptionally(thrown);
                  }
                });
      } catch (Throwable thrown) {
        promise.completeExceptionally(thrown);
        if (thrown instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
      }
    });
    return promise;
  }

  /**
   * Turns the loop until a future is done, like {@code await}.
   *
   * @param <T> the type of the result
   * @param future any future; it may be completed by the loop or by another thread
   * @return its result
   * @throws InterruptedException if the thread is interrupted
   * @throws CompletionException if the future fails; its cause says how
   */
  public <T> T await(CompletableFuture<T> future) throws InterruptedException {
    // Wakes the loop if it sleeps when another thread completes the future. By then the future is
    // done: to look at the future that whenComplete returns would be too early, since that one is
    // only completed after the callback.
    var ignored = future.whenComplete((value, thrown) -> ready.add(() -> {}));
    while (!future.isDone()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      ready.take().run();
    }
    return future.join();
  }

  /**
   * Makes a task of each body and awaits them all, like {@code asyncio.gather}.
   *
   * @param <T> the type of the results
   * @param bodies what the tasks do
   * @return their results, in the order of the bodies
   * @throws InterruptedException if the thread is interrupted
   * @throws CompletionException if a task fails; its cause says how
   */
  public <T> List<T> gather(Collection<? extends Callable<? extends T>> bodies)
      throws InterruptedException {
    List<CompletableFuture<T>> promises = new ArrayList<>();
    for (Callable<? extends T> body : bodies) {
      promises.add(createTask(body));
    }
    return awaitAll(promises);
  }

  /**
   * Awaits all tasks, or the first failure.
   *
   * @param <T> the type of the results
   * @param promises the tasks
   * @return their results, in order
   * @throws InterruptedException if the thread is interrupted
   * @throws CompletionException if a task fails; its cause says how
   */
  public <T> List<T> awaitAll(List<CompletableFuture<T>> promises) throws InterruptedException {
    var all = CompletableFuture.allOf(promises.toArray(CompletableFuture[]::new));
    var firstFailure = new CompletableFuture<Void>();
    for (CompletableFuture<T> promise : promises) {
      var ignored =
          promise.whenComplete((value, thrown) -> {
            if (thrown != null) {
              firstFailure.completeExceptionally(thrown);
            }
          });
    }
    var ignored = await(CompletableFuture.anyOf(all, firstFailure));
    return promises.stream().map(CompletableFuture::join).toList();
  }
}
