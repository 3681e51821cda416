package io.github.concurrencylab.model.registry;

import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.InterpreterPool;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.spark.Spark;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.OwnExecutor;
import io.github.concurrencylab.model.thread.ParallelStream;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * All models that there are, one line each. What lists models, offers them or tests them takes them
 * from here. What a model is called, its colour, what it does and which workloads it refuses, it
 * says itself.
 */
public final class ModelRegistry {
  private static final List<Entry> ENTRIES =
      List.of(
          candidate(_ -> new Blocking()),
          candidate(Threads::new),
          candidate(_ -> EventLoopModel.gathering()),
          special(_ -> EventLoopModel.gathering().createTasksFirst()),
          candidate(Processes::new),
          candidate(_ -> new VirtualThreads()),
          candidate(ForkJoin::new),
          candidate(_ -> new ParallelStream()),
          special(Gil::new),
          special(workers -> new OwnExecutor("mine", workers, Executors::newFixedThreadPool)),
          special(workers -> Python.of(new Threads(workers))),
          special(InterpreterPool::new),
          special(_ -> new Spark(Spark.HERE)));

  private ModelRegistry() {}

  /**
   * One model.
   *
   * @param of makes it with a number of workers, which a model without such a number ignores
   * @param candidate whether it is one that a program could choose: advice is compared with all of
   *     these, and gives no other
   */
  public record Entry(IntFunction<Model> of, boolean candidate) {
    /**
     * What CPython has in its place.
     *
     * @return its counterpart in a few words; empty if there is none
     */
    public Optional<String> counterpart() {
      return Python.counterpart(of.apply(1).id());
    }
  }

  /** A model that a program could choose. */
  private static Entry candidate(IntFunction<Model> of) {
    return new Entry(of, true);
  }

  /** A model that shows something, or needs something else to be installed. */
  private static Entry special(IntFunction<Model> of) {
    return new Entry(of, false);
  }

  /**
   * All of them.
   *
   * @return in the order in which they are listed everywhere
   */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /**
   * The models that a program could choose.
   *
   * @param workers how many workers each has that can have any number
   * @return new models
   */
  public static List<Model> candidates(int workers) {
    return ENTRIES.stream().filter(Entry::candidate).map(e -> e.of().apply(workers)).toList();
  }
}
