package io.github.concurrencylab.model.thread;

import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.workload.Workload;

/**
 * One task after another on the calling thread: the plain loop that everything else is compared
 * with.
 */
public record Blocking() implements Model {
  @Override
  public ModelId id() {
    return ModelId.of(ModelKind.BLOCKING);
  }

  @Override
  public int workers() {
    return 1;
  }

  @Override
  public String description() {
    return "one task after another, in a plain loop on one thread";
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    Recording recording = new Recording(this, workload);
    for (int task = 0; task < workload.tasks(); task++) {
      recording.run(task, "main", progress);
    }
    return recording.finish().execution();
  }

  @Override
  public String toString() {
    return name();
  }
}
