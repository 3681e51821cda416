package io.github.concurrencylab.table;

import io.github.concurrencylab.findings.Claim;
import io.github.concurrencylab.findings.Verdict;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.results.Results;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * The article's claims, each compared with its own figures, CPython's here and Java's here.
 * Verdicts are computed from the runs; none is written down.
 */
public final class Claims {
  private Claims() {}

  /**
   * One row per claim: its section, the claim, a verdict for each system, the evidence and the
   * test.
   *
   * @param published the article's figures
   * @param results figures measured here; what they lack is "not measured"
   * @return a new table
   */
  public static Table table(Results published, Results results) {
    Claim.Figures article = figures(published.measurements(), Platform.Kind.JAVA);
    List<Measurement> here =
        results.measurements().stream().filter(m -> m.source().isMeasured()).toList();
    Claim.Figures java = figures(here, Platform.Kind.JAVA);
    Claim.Figures python = figures(here, Platform.Kind.CPYTHON);
    Rows rows = new Rows("claims");
    for (Claim claim : Claim.all()) {
      Verdict there = claim.judge().of(article);
      Verdict pythonHere = claim.judge().of(python);
      Verdict javaHere = claim.judge().of(java);
      rows.put(Columns.SECTION, claim.section())
          .put(Columns.CLAIM, claim.sentence())
          .put(Columns.ARTICLE, there.words())
          .put(Columns.CPYTHON_HERE, pythonHere.words())
          .put(Columns.JAVA_HERE, javaHere.words())
          .put(Columns.ARTICLE_EVIDENCE, there.evidenceWords())
          .put(Columns.CPYTHON_EVIDENCE, pythonHere.evidenceWords())
          .put(Columns.JAVA_EVIDENCE, javaHere.evidenceWords())
          .put(Columns.TEST, claim.test());
    }
    return rows.table();
  }

  private static Claim.Figures figures(List<Measurement> measured, Platform.Kind platform) {
    List<Series> series =
        measured.stream()
            .flatMap(measurement -> measurement.series().stream())
            .filter(s -> s.model().platform().kind() == platform)
            .toList();
    int processors = measured.isEmpty() ? 1 : measured.getFirst().machine().processors();
    return new Claim.Figures(processors, series);
  }
}
