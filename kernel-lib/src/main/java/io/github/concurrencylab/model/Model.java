package io.github.concurrencylab.model;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import java.util.Optional;

/**
 * How a workload's tasks are run: an immutable value, used for any number of executions.
 *
 * <p>One of one's own can be written in a cell:
 *
 * <pre>{@code
 * record Backwards() implements Model {
 *   public ModelId id() { return ModelId.own("backwards"); }
 *   public int workers() { return 1; }
 *   public String description() { return "one task after another, the last one first"; }
 *   public Execution execute(Workload workload, Progress progress) throws InterruptedException {
 *     Recording recording = new Recording(this, workload);
 *     for (int task = workload.tasks() - 1; task >= 0; task--) {
 *       recording.run(task, "main", progress);
 *     }
 *     return recording.finish().execution();
 *   }
 * }
 * run(article(), blocking(), new Backwards())
 * }</pre>
 */
public interface Model {
  /** The {@linkplain #resultsFamily family} of all models that run the workload's own tasks. */
  String JAVA = "java";

  /**
   * What it is, as a value. Models with equal identities are the same to whoever reads figures.
   *
   * @return its identity; {@link ModelId#own} for a model that is none of the lab's
   */
  ModelId id();

  /**
   * How it is called: {@code threads(16)}.
   *
   * @return its identity's label
   */
  default String name() {
    return id().label();
  }

  /**
   * How many tasks can be under way at once.
   *
   * @return at least 1
   */
  int workers();

  /**
   * The same model with another number of workers.
   *
   * @param workers how many, within the model's bounds
   * @return a new model
   * @throws IllegalArgumentException if the number lies outside, or the model has none to be set
   */
  default Model withWorkers(int workers) {
    throw Check.refusal(
        name() + " has no number of workers to set: use threads(4) or forkJoin(4), for example");
  }

  /**
   * One line of plain English about what it does.
   *
   * @return a sentence without its full stop
   */
  String description();

  /**
   * Whether it can run a workload at all. It is asked before anything is started.
   *
   * @param workload what would be run
   * @return why it cannot, and the remedy, in one line; empty if it can
   */
  default Optional<String> refusal(Workload workload) {
    return workload instanceof OwnTasks own ? own.javaRefusal() : Optional.empty();
  }

  /**
   * Whether its tasks run on threads of this virtual machine, where a profiler sees them.
   *
   * @return false if they run in other processes
   */
  default boolean runsHere() {
    return true;
  }

  /**
   * Runs every task of a workload once.
   *
   * <p>The clock runs from before the pool is made until the last result is in; ending the pool
   * comes after. When this method returns or throws, no thread or process that it started goes on.
   *
   * @param workload what to run
   * @param progress counts what is done, and tells the tasks when to stop
   * @return results, spans and times
   * @throws InterruptedException if the calling thread is interrupted; all tasks are stopped first
   * @throws TaskFailedException if a task throws, or what runs it dies
   * @throws ModelUnavailableException if the model cannot run here, or not this workload
   */
  Execution execute(Workload workload, Progress progress) throws InterruptedException;

  /**
   * Makes ready for any number of executions. A model that has nothing to share between them need
   * not say anything of it.
   *
   * @return a session, which the caller closes
   * @throws InterruptedException if the calling thread is interrupted; nothing is left running
   * @throws ModelUnavailableException if the model cannot run here
   */
  default Session open() throws InterruptedException {
    return new Session() {
      @Override
      public Execution execute(Workload workload, Progress progress) throws InterruptedException {
        return Model.this.execute(workload, progress);
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Whose random numbers it draws: of a deterministic workload all models of one family return the
   * same results.
   *
   * @param workload what is run
   * @return the family's name, {@value #JAVA} for most
   */
  default String resultsFamily(Workload workload) {
    return JAVA;
  }

  /**
   * Whether its first executions may be slower than later ones because code is compiled meanwhile.
   *
   * @return true for all but models whose tasks nothing compiles, CPython's for example, or whose
   *     virtual machines begin anew each time
   */
  default boolean warmsUp() {
    return true;
  }
}
