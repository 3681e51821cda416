package io.github.concurrencylab.results.store;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.RunProgress;
import io.github.concurrencylab.measure.RunState;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.results.json.ResultsJson;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one run: a line for its start, one for each trial as it ends, one for its end. Each line is
 * one write to the end of a file that no other run writes, so that a killed program loses at most
 * the line it was writing.
 *
 * <p>A run is worth more than its record: when something goes wrong the run goes on, and its
 * results {@linkplain #noted say so}.
 */
public final class RunRecorder implements RunListener {
  /** The runs that this program is writing now. */
  private static final Set<String> WRITING = ConcurrentHashMap.newKeySet();

  /** Where the lines go. */
  @FunctionalInterface
  interface Opening {
    /** A new file, in a directory that is made if it is not there. */
    Path file() throws IOException;
  }

  private final Opening opening;
  private final Optional<StoredRun> earlier;
  private @Nullable FileOutputStream out;
  private @Nullable String id;
  private String trouble = "";
  private long written;

  /**
   * Creates a recorder of one run.
   *
   * @param opening gives the file when the run starts
   * @param earlier the run that it goes on with, if any
   */
  RunRecorder(Opening opening, Optional<StoredRun> earlier) {
    this.opening = opening;
    this.earlier = earlier;
  }

  static boolean isWriting(String run) {
    return WRITING.contains(run);
  }

  @Override
  public void update(RunProgress progress) {}

  @Override
  public void ended(String summary) {}

  @Override
  public void started(RunPlan plan, Measurement soFar) {
    attempt(() -> {
      Path file = opening.file();
      id = Store.idOf(file);
      WRITING.add(id);
      // Not a channel: to interrupt the measuring thread would close that.
      out = new FileOutputStream(file.toFile(), true);
      String continues = earlier.map(StoredRun::id).orElse("");
      write(RunLines.head(Instant.now(), plan, joined(soFar), continues));
      for (Trial trial : soFar.trials()) {
        write(RunLines.trial(trial, soFar.machine()));
      }
    });
  }

  @Override
  public boolean keeps() {
    return out != null && trouble.isEmpty();
  }

  @Override
  public void finished(Trial trial, Machine machine) {
    attempt(() -> write(RunLines.trial(trial, machine)));
  }

  @Override
  public void closed(RunState state, Measurement measured) {
    attempt(() -> write(RunLines.end(state, joined(measured))));
    close();
  }

  private void write(byte[] line) throws IOException {
    FileOutputStream open = out;
    if (open == null) {
      return;
    }
    if (written + line.length > ResultsJson.MOST_BYTES) {
      throw new IOException("the run has more than " + ResultsJson.MOST_MEGABYTES + " MB");
    }
    open.write(line);
    written += line.length;
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }

  private void attempt(Attempt attempt) {
    if (!trouble.isEmpty()) {
      return;
    }
    try {
      attempt.run();
    } catch (IOException | RuntimeException failed) {
      trouble = FileErrors.words(failed);
      close();
    }
  }

  private void close() {
    FileOutputStream open = out;
    out = null;
    if (id != null) {
      WRITING.remove(id);
    }
    if (open != null) {
      try {
        open.close();
      } catch (IOException failed) {
        trouble = trouble.isEmpty() ? FileErrors.words(failed) : trouble;
      }
    }
  }

  /**
   * What was measured, with what is to be said of where its trials come from, and go.
   *
   * @param measured what was measured
   * @return the same; with a warning if trials were taken over, and with one if it is not kept
   */
  public Measurement noted(Measurement measured) {
    Measurement joined = joined(measured);
    return trouble.isEmpty()
        ? joined
        : joined.with(Note.Kind.NOT_KEPT, "not kept: " + trouble + ": " + Store.REMEDY);
  }

  private Measurement joined(Measurement measured) {
    return earlier
        .map(run ->
            measured.with(
                Note.Kind.RESUMED,
                "resumed: %s of %s trials are from an earlier run"
                    .formatted(run.finishedTrials(), run.plan().allTrials())))
        .orElse(measured);
  }
}
