package io.github.concurrencylab.model;

import io.github.concurrencylab.workload.Workload;
import org.jspecify.annotations.Nullable;

/**
 * A model whose session outlives a run: the next run finds what the last one started, a driver say,
 * until this is closed. One run at a time.
 */
public final class Kept implements Model, AutoCloseable {
  private final Model model;
  private @Nullable Session session;

  /**
   * Nothing is started yet.
   *
   * @param model the model
   */
  public Kept(Model model) {
    this.model = model;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public int workers() {
    return model.workers();
  }

  @Override
  public Model withWorkers(int workers) {
    return model.withWorkers(workers);
  }

  @Override
  public String words() {
    return model.words();
  }

  @Override
  public boolean runsHere() {
    return model.runsHere();
  }

  @Override
  public String resultsFamily(Workload workload) {
    return model.resultsFamily(workload);
  }

  @Override
  public boolean warmsUp() {
    return model.warmsUp();
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    try {
      return session().execute(workload, progress);
    } catch (InterruptedException | RuntimeException | Error failed) {
      close(); // it may be of no more use
      throw failed;
    }
  }

  private Session session() throws InterruptedException {
    Session running = session;
    if (running == null) {
      running = model.open();
      session = running;
    }
    return running;
  }

  /** {@inheritDoc} To close it ends nothing: whoever made this does. */
  @Override
  public Session open() throws InterruptedException {
    var _ = session();
    return new Session() {
      @Override
      public Execution execute(Workload workload, Progress progress) throws InterruptedException {
        return Kept.this.execute(workload, progress);
      }

      @Override
      public String runtime() {
        Session running = session;
        return running == null ? "" : running.runtime();
      }

      @Override
      public void close() {}
    };
  }

  /** Ends what was started; nothing of it goes on. */
  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
