package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.findings.Hypothesis;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import java.util.List;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * Why the article's threads took over three times as long as its plain loop: what could be the
 * cause, each compared with figures. As the last value of a cell it shows its table.
 *
 * <p>A hypothesis is supported if its runs show threads' time by the plain loop's to lie above
 * three, and refuted here, on this machine and by itself, if they show it to lie below. It is not
 * shown if they show neither, and untested if there is no figure.
 *
 * @param all the hypotheses in the order in which they were named
 */
public record Hypotheses(List<Hypothesis> all) implements Answer {
  /** Copies the list. */
  public Hypotheses {
    all = List.copyOf(all);
  }

  /**
   * The same with one more, tried as a model: {@code because("the lock is handed over", run,
   * gil(16))}. The model is compared with the plain loop of its own language in the same run.
   *
   * @param cause what it could be
   * @param run figures of the model and of its plain loop; untested if one is missing
   * @param model the model
   * @return a new list
   * @throws IllegalArgumentException if something is null
   */
  public Hypotheses because(String cause, Report run, Model model) {
    Check.given("run", run, "use run(article(), blocking(), gil(16))");
    Check.given("model", model, "gil(16) for example");
    return with(Hypothesis.tried(cause(cause), run.results(), model.id()));
  }

  /**
   * The same with one more: that a processor with little to do is clocked low. The first model of
   * the clocks is the one that keeps a processor busy, the last one the one to explain.
   *
   * @param cause what it could be
   * @param clocks what was read; untested if this system does not tell
   * @return a new list
   * @throws IllegalArgumentException if something is null
   */
  public Hypotheses because(String cause, Clocks clocks) {
    Check.given("clocks", clocks, "use machine().clocks(article(), blocking(), gil(16))");
    String tried = "machine().clocks(...)";
    return with(Hypothesis.tried(cause(cause), tried, clocks.factor()));
  }

  /**
   * The same with one more that was not tried.
   *
   * @param cause what it could be
   * @param how how it could be tried
   * @return a new list
   * @throws IllegalArgumentException if something is null
   */
  public Hypotheses untested(String cause, String how) {
    Check.given("how", how, "\"a run on a machine with sixteen processors\" for example");
    return with(Hypothesis.untested(cause(cause), how));
  }

  private static String cause(String cause) {
    return Check.given("cause", cause, "\"the lock is handed over\" for example");
  }

  private Hypotheses with(Hypothesis one) {
    return new Hypotheses(Stream.concat(all.stream(), Stream.of(one)).toList());
  }

  @Override
  public List<String> header() {
    return List.of(
        "to explain: threads take over three times as long as the plain loop; refuted here: by itself it does not do that on this machine");
  }

  /**
   * One row a hypothesis: how it was tried, the time of threads by that of the plain loop with its
   * 95 % interval, and the verdict.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    Rows rows = new Rows("hypotheses");
    for (Hypothesis one : all) {
      rows.put(Columns.HYPOTHESIS, one.cause())
          .put(Columns.TRIED, one.tried())
          .put(Columns.TIMES, one.factor().value())
          .put(Columns.TIMES_LOW, one.factor().low())
          .put(Columns.TIMES_HIGH, one.factor().high())
          .put(Columns.VERDICT, one.verdict());
    }
    return rows.table();
  }

  @Override
  public String toString() {
    return text();
  }
}
