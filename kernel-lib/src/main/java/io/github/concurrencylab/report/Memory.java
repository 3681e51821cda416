package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.RunListeners;
import io.github.concurrencylab.measure.memory.Footprints;
import io.github.concurrencylab.measure.memory.MemoryWatch;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.MemoryChart;
import io.github.concurrencylab.table.MemoryTable;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * The memory that models hold while they run a workload. As the last value of a cell it shows its
 * table and its chart.
 *
 * <p>What counts is the most that was held at one moment, as it was seen every two milliseconds, in
 * long runs and where there are many processes to ask every twenty and more, beyond what was held
 * before:
 *
 * <ul>
 *   <li>on the heap: all objects, also those that are garbage already but not collected yet. The
 *       heap is collected before each run. How much of it is resident does not count, since a
 *       virtual machine gives memory back late or never, and uses it again;
 *   <li>outside the heap: what this virtual machine has in resident memory ({@code VmRSS}) beside
 *       its heap, which are the stacks of its threads above all. A stack counts as far as it was
 *       used, not as far as it was reserved;
 *   <li>in child processes, those of CPython too: the share of resident memory that is theirs
 *       ({@code Pss}: a page that three processes have counts as a third), with nothing taken off.
 * </ul>
 *
 * <p>Source: proc(5). Outside Linux only the heap is told, and a note says so.
 *
 * @param footprints what the models held
 */
public record Memory(Footprints footprints) implements ChartedAnswer {
  /**
   * Watches a workload under each model.
   *
   * @param runs counted runs per model, after one that does not count
   * @param workload what to run
   * @param models at least one, all different
   * @return what they held
   */
  static Memory of(int runs, Workload workload, Model... models) {
    List<Model> all =
        Arrays.asList(
            Check.given(
                "models", models, "name at least one, blocking() or threads(4) for example"));
    return new Memory(new MemoryWatch(runs).watch(workload, all, RunListeners.current()));
  }

  /**
   * One row per model: the median time of its runs in seconds, the millions of bytes that it held
   * at the peak, of which on the heap, outside it and in children, and all of them by the number of
   * tasks. They are those of the run in the middle.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    return MemoryTable.of(footprints);
  }

  /**
   * A bar per model, cut into the places where the memory was held.
   *
   * @return a new chart, in millions of bytes
   */
  @Override
  public Chart chart() {
    return MemoryChart.of(footprints);
  }

  /**
   * What was run and where, and what the figures are, a line each.
   *
   * @return the lines
   */
  @Override
  public List<String> header() {
    return List.of(
        footprints.workload() + "; " + footprints.machine(),
        "the most memory held at one moment, beyond what was held before; times under watch");
  }

  @Override
  public List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    footprints.warnings().forEach(line -> notes.add(new Note(Note.Kind.PARTLY_SEEN, line)));
    footprints.models().stream()
        .filter(model -> model.runs().isEmpty())
        .forEach(
            model -> notes.add(new Note(Note.Kind.FAILED, model.model() + ": " + model.failure())));
    return notes;
  }

  @Override
  public String toString() {
    return text();
  }
}
