package io.github.concurrencylab.model.child;

import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.workload.Workload;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model whose session outlives a run: the next run finds what the last one started, a driver say,
 * until this is closed. One run at a time.
 */
public final class ReusedModel implements Model, AutoCloseable {
  /** How often it looks whether what is kept has come to rest. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /** So many looks at most. */
  private static final int LOOKS = 20;

  /** Below this share of one processor's time it is at rest. */
  private static final double REST = 0.2;

  private final Model model;
  private Set<ProcessHandle> children = Set.of();
  private @Nullable Session session;

  /**
   * Creates a holder that has started nothing yet.
   *
   * @param model the model
   */
  public ReusedModel(Model model) {
    this.model = model;
  }

  @Override
  public ModelId id() {
    return model.id();
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
  public String description() {
    return model.description();
  }

  @Override
  public Optional<String> refusal(Workload workload) {
    return model.refusal(workload);
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
      Execution execution = session().execute(workload, progress);
      children = Set.copyOf(progress.children().keySet());
      return execution;
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

  /** Waits while processes still compile or clean up after a run: the next is measured beside. */
  private void rest() {
    try {
      long before = nanos();
      for (int look = 0; look < LOOKS && !children.isEmpty(); look++) {
        Thread.sleep(LOOK);
        long now = nanos();
        if (now - before < REST * LOOK.toNanos()) {
          return;
        }
        before = now;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private long nanos() {
    return children.stream().mapToLong(ChildTime::nanos).sum();
  }

  /** {@inheritDoc} To close it ends nothing, but lets what is kept come to rest. */
  @Override
  public Session open() throws InterruptedException {
    var _ = session();
    return new Session() {
      @Override
      public Execution execute(Workload workload, Progress progress) throws InterruptedException {
        return ReusedModel.this.execute(workload, progress);
      }

      @Override
      public String runtime() {
        Session running = session;
        return running == null ? "" : running.runtime();
      }

      @Override
      public void close() {
        rest();
      }
    };
  }

  /** Ends what was started; nothing of it goes on. */
  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
      children = Set.of();
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
