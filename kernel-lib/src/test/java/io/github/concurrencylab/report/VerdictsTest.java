package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.measured;
import static io.github.concurrencylab.Figures.measuredBy;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.findings.Comparison;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Steadiness;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.run.WorkSample;
import io.github.concurrencylab.results.FactorLevels;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.json.Published;
import io.github.concurrencylab.table.Claims;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.InteractionTables;
import io.github.concurrencylab.workload.ModuloSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The same runs are given the same word, wherever it is said. */
class VerdictsTest {
  /** Sixteen threads compared with blocking, and how each place says what comes of it. */
  @SuppressWarnings("ImmutableEnumChecker") // nothing writes into the arrays
  enum Case {
    SLOWER(
        runs(3.0, 3.1, 2.9, 3.05, 2.95),
        runs(1.0, 1.1, 0.9, 1.05, 0.95),
        "3.00x slower than blocking (95 %: 2.72 to 3.30)",
        "holds",
        "B instead of A slows threads(16) 3.00x more than blocking"),
    FASTER(
        runs(1.0, 1.1, 0.9),
        runs(3.0, 3.1, 2.9),
        "3.00x faster than blocking (95 %: 2.40 to 3.74)",
        "does not hold",
        "B instead of A slows threads(16) 3.00x less than blocking"),
    NOT_SHOWN(
        runs(1.0, 1.2, 0.9, 1.1),
        runs(1.05, 1.15, 0.95, 1.0),
        "no difference from blocking shown by four runs",
        "not shown by four runs",
        "no interaction shown by four runs"),
    OVERLAPPING(
        runs(1.06, 1.2, 1.12, 1.3, 1.21),
        runs(1.01, 0.9, 1.05, 1.1, 0.95),
        "no difference from blocking shown by five runs (95 %: 0.76 to 0.95, but runs overlap)",
        "not shown by five runs",
        // A product of four samples has no ranks.
        "B instead of A slows threads(16) 1.18x more than blocking"),
    FAR_APART(
        runs(1.0, 1.0, 97),
        runs(1.0, 1.0, 1.0),
        "no difference from blocking shown by three runs (95 %: 0.00047 to 1.97)",
        "not shown by three runs",
        "no interaction shown by three runs"),
    NEGLIGIBLE(
        runs(1.004, 1.0041, 1.0039),
        runs(1, 1.0001, 0.9999),
        "no difference from blocking to speak of: 0.4 % is below the threshold of 1 %",
        "no difference to speak of",
        "no interaction to speak of"),
    TWO_RUNS(
        runs(33, 34),
        runs(1, 1.01),
        "too few runs: at least 3, trials(5) for example",
        "too few runs: at least 3, trials(5) for example",
        "too few runs: at least 3, trials(5) for example"),
    ONE_RUN(
        runs(33),
        runs(1, 1.01, 1.02),
        "too few runs: at least 3, trials(5) for example",
        "too few runs: at least 3, trials(5) for example",
        "too few runs: at least 3, trials(5) for example"),
    NOTHING(
        runs(0, 0, 0),
        runs(1, 1, 1),
        "times of 0 s cannot be compared",
        "times of 0 s cannot be compared",
        "times of 0 s cannot be compared");

    private final double[] threads;
    private final double[] blocking;
    private final String comparison;
    private final String longer;
    private final String interaction;

    Case(
        double[] threads, double[] blocking, String comparison, String longer, String interaction) {
      this.threads = threads;
      this.blocking = blocking;
      this.comparison = comparison;
      this.longer = longer;
      this.interaction = interaction;
    }

    private static double[] runs(double... seconds) {
      return seconds;
    }

    Results results() {
      return here(trials("blocking", blocking), trials("threads(16)", threads));
    }
  }

  @ParameterizedTest
  @EnumSource
  void should_give_the_same_runs_the_same_word_everywhere(Case runs) {
    String word = places(runs.results(), runs.longer, runs.interaction);

    assertThat(word).startsWith(runs.comparison);
  }

  @ParameterizedTest
  @EnumSource(names = {"SLOWER", "FASTER", "NOT_SHOWN", "NEGLIGIBLE", "TWO_RUNS"})
  void should_withhold_the_verdict_on_the_same_runs_everywhere_if_they_are_not_steady(Case runs) {
    List<Trial> threads = new ArrayList<>(trials("threads(16)", runs.threads));
    threads.add(measured(threads.removeLast()).with(Steadiness.notSteady("still compiled")));
    String withheld = "not steady: no verdict";

    String word = places(here(trials("blocking", runs.blocking), threads), withheld, withheld);

    assertThat(word).isEqualTo(withheld);
  }

  /** The word of all tables and sentences that compare; others say it in words of their own. */
  private static String places(Results results, String longer, String interaction) {
    Report report = new Report(results);
    Series blocking = results.series().get(0);
    Series threads = results.series().get(1);
    String word = Comparison.of(threads, blocking).verdict();

    assertThat(row(report.overview()).getString(Columns.VERDICT)).as("overview").isEqualTo(word);
    assertThat(row(report.compare()).getString(Columns.VERDICT)).as("compare").isEqualTo(word);
    assertThat(report.sentences()).as("sentence").containsExactly(sentence(word));
    assertThat(claim(results)).as("claim").isEqualTo(longer);

    FactorLevels levels =
        new FactorLevels("x", List.of(level("A", even(results)), level("B", results)));
    assertThat(InteractionTables.cells(levels).row(3).getString(Columns.VERDICT))
        .as("level")
        .isEqualTo(word);
    assertThat(InteractionTables.effects(levels).row(0).getString(Columns.VERDICT))
        .as("interaction")
        .isEqualTo(interaction);

    Report there = new Report(measuredBy(Source.LOADED.named("blocking"), "", renamed(blocking)));
    Table machines =
        MachineComparison.of(
                there,
                new Report(
                    new Results(List.of(results.measurements().getFirst().with(threads.trials())))))
            .table();
    assertThat(machines.row(0).getString(Columns.VERDICT)).as("machines").isEqualTo(word);
    advice(results, Comparison.of(threads, blocking));
    return word;
  }

  /** Advice says that it was wrong only where a comparison says that it is slower. */
  private static void advice(Results results, Comparison comparison) {
    if (Arrays.stream(results.series().get(1).seconds()).sum() == 0) {
      return; // what took no time is left out of the race
    }
    Advice advice =
        new Advice(
            ModuloSum.article(),
            new WorkSample(9, 1_000_000_000, 0, 1, 2),
            "",
            Advice.Reason.COMPUTING);
    String advised = advice.choice().id().label();
    List<Trial> trials =
        results.series().get(1).trials().stream().map(trial -> trial.of(id(advised))).toList();
    AdviceCheck check =
        new AdviceCheck(
            List.of(
                new AdviceCheck.Case(
                    advice, new Report(here(results.series().get(0).trials(), trials)))));
    boolean advisedIsBest = check.cases().getFirst().best().label().equals(advised);
    assertThat(check.table().row(0).getString(Columns.VERDICT))
        .as("advice")
        .isEqualTo(advisedIsBest ? "the advised is fastest" : comparison.verdict());
    assertThat(check.notes().stream().anyMatch(note -> note.kind() == Note.Kind.WRONG_ADVICE))
        .as("wrong advice")
        .isEqualTo(comparison.kind() == Comparison.Kind.SLOWER);
  }

  private static Row row(Table table) {
    return table.row(1);
  }

  private static String sentence(String word) {
    String none = "no difference from blocking";
    return word.startsWith(none)
        ? "threads(16) and blocking: no difference" + word.substring(none.length())
        : word.contains("er than ") ? "threads(16) is " + word : "threads(16): " + word;
  }

  private static String claim(Results results) {
    Table claims = Claims.table(Published.article(), results);
    return claims.stream()
        .filter(row -> row.getString(Columns.CLAIM).equals("threads take longer than a plain loop"))
        .map(row -> row.getString(Columns.JAVA_HERE))
        .findFirst()
        .orElseThrow();
  }

  private static FactorLevels.Level level(String name, Results results) {
    return new FactorLevels.Level(name, "", results);
  }

  /** Both models take exactly one second: a level that adds nothing to an interval. */
  private static Results even(Results results) {
    int runs = Math.max(Defaults.FEWEST_RUNS, results.series().getFirst().seconds().length);
    double[] ones = DoubleStream.generate(() -> 1).limit(runs).toArray();
    return here(trials("blocking", ones), trials("threads(16)", ones));
  }

  private static List<Trial> renamed(Series series) {
    return series.trials().stream().map(trial -> trial.of(id("threads(16)"))).toList();
  }
}
