package io.github.concurrencylab.model;

import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.OwnExecutor;
import io.github.concurrencylab.model.thread.ParallelStream;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Every model of Java's own, as tests go through them. */
public final class Models {
  private Models() {}

  static List<Model> inThisProcess() {
    return List.of(
        new Blocking(),
        new Threads(1),
        new Threads(5),
        EventLoopModel.gathering(),
        EventLoopModel.gathering().createTasksFirst(),
        new VirtualThreads(),
        new ForkJoin(1),
        new ForkJoin(3),
        new ParallelStream(),
        new OwnExecutor(
            "mine",
            3,
            n -> Executors.newFixedThreadPool(n, Thread.ofPlatform().name("own-", 1).factory())),
        new Gil(1),
        new Gil(5),
        new Gil(3).switchInterval(0.1),
        new Gil(3).everyTicks(100));
  }

  /** All of them. */
  public static Stream<Model> all() {
    return Stream.concat(inThisProcess().stream(), Stream.of(new Processes(2)));
  }
}
