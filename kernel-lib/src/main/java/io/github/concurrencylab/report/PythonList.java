package io.github.concurrencylab.report;

import io.github.concurrencylab.model.python.PythonBuild;
import io.github.concurrencylab.model.python.Pythons;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tech.tablesaw.api.Table;

/**
 * The Pythons that can be used here, and how to get others. As the last value of a cell it shows
 * its table. Where they lie it does not tell.
 *
 * @param found those that are here
 */
public record PythonList(List<Pythons.Found> found) implements Answer {
  /** Others that are worth having: what they are, how to get them, and which are such. */
  private record Other(String name, String what, String how, Predicate<PythonBuild> is) {}

  private static final List<Other> OTHERS =
      List.of(
          new Other(
              "3.14",
              "CPython with interpreters(n)",
              "uv python install 3.14",
              build -> build.hasInterpreters()),
          new Other(
              "3.14t",
              "CPython without the lock",
              "uv python install 3.14t",
              build -> build.lock() == PythonBuild.Lock.OFF),
          new Other(
              "pypy",
              "PyPy",
              "uv python install pypy3.11",
              build -> build.implementation().equals("PyPy")),
          new Other(
              "jython",
              "Jython",
              "binder/lab jython",
              build -> build.implementation().equals("Jython")));

  /**
   * Those here.
   *
   * @return their list
   */
  public static PythonList here() {
    return new PythonList(Pythons.find());
  }

  @Override
  public List<String> header() {
    return List.of();
  }

  /**
   * One row an interpreter: the word for it in {@code python("...", model)}, which Python it is,
   * whether its global lock is on, off or there is none, whether it compiles while it runs, and who
   * put it there; below, others that are not here, with the command that gets them.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    Rows rows = new Rows("pythons");
    for (Pythons.Found one : found) {
      PythonBuild build = one.build();
      row(
          rows,
          one.name(),
          build.implementation() + " " + build.version(),
          build.lock().name().toLowerCase(Locale.ROOT),
          build.jit() ? "yes" : "no",
          one.origin());
    }
    for (Other other : OTHERS) {
      if (found.stream().map(Pythons.Found::build).noneMatch(other.is())) {
        row(rows, other.name(), other.what(), "", "", "not here: " + other.how());
      }
    }
    return rows.table();
  }

  private static void row(
      Rows rows, String word, String python, String lock, String jit, String from) {
    rows.put(Columns.PYTHON_WORD, "\"" + word + "\"")
        .put(Columns.PYTHON, python)
        .put(Columns.GLOBAL_LOCK, lock)
        .put(Columns.JIT, jit)
        .put(Columns.ORIGIN, from);
  }

  @Override
  public String toString() {
    return text();
  }
}
