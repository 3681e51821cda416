package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.store.Store;
import io.github.concurrencylab.results.store.StoredRun;
import io.github.concurrencylab.results.store.StoredRuns;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/**
 * The runs that are kept, the newest first. As the last value of a cell it shows its table; a run
 * is had with {@code history().get(3)}.
 *
 * @param store where they are kept
 * @param stored the runs
 */
public record History(Store store, StoredRuns stored) implements Answer {
  private static final String REMEDY =
      "run something first, run(article(), blocking()) for example";

  /**
   * What is kept now.
   *
   * @return the history, perhaps without any run
   * @throws IllegalArgumentException if this user has no place where runs could be kept
   */
  public static History now() {
    Store store;
    try {
      store = Store.usual();
    } catch (IllegalArgumentException nowhere) {
      throw Check.atCall(nowhere);
    }
    return new History(store, store.runs());
  }

  /**
   * How many runs there are.
   *
   * @return 0 or more
   */
  public int size() {
    return stored.runs().size();
  }

  /**
   * One run, with all that was recorded.
   *
   * @param number its number in the table: 1 is the newest
   * @return its report; a run that did not come to its end says so
   * @throws IllegalArgumentException if there is none of that number
   */
  public Report get(int number) {
    if (size() == 0) {
      String unreadable =
          stored.warnings().isEmpty() ? "" : " (" + stored.warnings().getFirst() + ")";
      throw Check.refusal("no run is kept" + unreadable + ": " + REMEDY);
    }
    StoredRun run = stored.runs().get(Check.between("run", number, 1, size()) - 1);
    try {
      Results results = store.run(run.id()).results();
      return new Report(results);
    } catch (IllegalArgumentException gone) {
      throw Check.atCall(gone);
    }
  }

  /**
   * One row per run: its number, when it started in local time, the workload, the models, how many
   * trials have ended of those planned, how far it came, and where.
   *
   * @return a new table, the newest run first
   */
  @Override
  public Table table() {
    Rows rows = new Rows("history");
    int number = 0;
    for (StoredRun run : stored.runs()) {
      number++;
      rows.put(Columns.RUN, number)
          .put(
              Columns.STARTED,
              DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                  run.started().truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault())))
          .put(Columns.WORKLOAD, run.measurement().workload())
          .put(
              Columns.MODELS,
              run.plan().models().stream().map(ModelId::label).collect(Collectors.joining(", ")))
          .put(Columns.TRIALS, run.finishedTrials() + " of " + run.plan().allTrials())
          .put(Columns.STATE, run.state().words() + (stored.isContinued(run) ? ", continued" : ""))
          .put(Columns.MACHINE, run.measurement().machine().toString());
    }
    return rows.table();
  }

  /**
   * How many runs there are.
   *
   * @return one line
   */
  @Override
  public List<String> header() {
    return List.of(
        switch (size()) {
          case 0 -> "no run is kept: " + REMEDY;
          case 1 -> "1 run is kept";
          default -> size() + " runs are kept, the newest first";
        });
  }

  /**
   * What could not be read.
   *
   * @return most often none
   */
  @Override
  public List<Note> notes() {
    return stored.warnings().stream().map(line -> new Note(Note.Kind.DAMAGED, line)).toList();
  }

  @Override
  public String toString() {
    return text();
  }
}
