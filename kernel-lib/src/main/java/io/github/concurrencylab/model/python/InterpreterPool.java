package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.Workload;
import java.util.Optional;

/**
 * A fixed pool of CPython's subinterpreters: threads of one process, each with an interpreter and a
 * global lock of its own. Java has nothing like it, so that it runs in {@code python(...)} alone.
 *
 * @param workers how many interpreters, from 1 to {@value Threads#MOST_WORKERS}
 */
public record InterpreterPool(int workers) implements Model {
  /** Checks the number of workers. */
  public InterpreterPool {
    Check.between("workers", workers, 1, Threads.MOST_WORKERS);
  }

  @Override
  public ModelId id() {
    return ModelId.of(ModelKind.INTERPRETERS, workers);
  }

  @Override
  public InterpreterPool withWorkers(int count) {
    return new InterpreterPool(count);
  }

  @Override
  public String description() {
    return "a pool of CPython's subinterpreters, each with a lock of its own";
  }

  @Override
  public boolean runsHere() {
    return false;
  }

  /** {@inheritDoc} There are none in Java. */
  @Override
  public Optional<String> refusal(Workload workload) {
    return Optional.of(
        "%s: Java has no subinterpreters: use python(\"3.14\", %s)".formatted(name(), name()));
  }

  @Override
  public Execution execute(Workload workload, Progress progress) {
    throw new ModelUnavailableException(refusal(workload).orElseThrow(), null);
  }

  @Override
  public String toString() {
    return name();
  }
}
