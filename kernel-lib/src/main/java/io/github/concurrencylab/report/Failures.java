package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.results.Results;
import java.util.ArrayList;
import java.util.List;

/** The models without figures, for answers whose table has no row for them. */
final class Failures {
  private Failures() {}

  /** A note for each model that failed. */
  static List<Note> of(Results results) {
    List<Note> notes = new ArrayList<>();
    for (Series series : results.series()) {
      series
          .failure()
          .ifPresent(why -> notes.add(new Note(Note.Kind.FAILED, series.model() + ": " + why)));
    }
    return notes;
  }
}
