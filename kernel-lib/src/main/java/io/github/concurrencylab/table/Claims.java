package io.github.concurrencylab.table;

import io.github.concurrencylab.findings.Claim;
import io.github.concurrencylab.findings.Verdict;
import io.github.concurrencylab.results.Group;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.Series;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * The article's claims, each held against its own figures, CPython's here and Java's here. Verdicts
 * are computed from intervals; none is written down.
 */
public final class Claims {
  private static final String PYTHON = "python(";

  private Claims() {}

  /**
   * One row a claim: its section, the claim, a verdict for each system, the evidence and the test.
   *
   * @param published the article's figures
   * @param results figures measured here; what they lack is "not measured"
   * @return a new table
   */
  public static Table table(Results published, Results results) {
    Claim.Figures article = figures(published.groups(), "");
    List<Group> here = results.groups().stream().filter(Group::measuredHere).toList();
    Claim.Figures java = figures(here, "");
    Claim.Figures python = figures(here, PYTHON);
    Rows rows = new Rows("claims");
    for (Claim claim : Claim.all()) {
      Verdict there = claim.judge().of(article);
      Verdict pythonHere = claim.judge().of(python);
      Verdict javaHere = claim.judge().of(java);
      rows.put(Columns.SECTION, claim.section())
          .put(Columns.CLAIM, claim.sentence())
          .put(Columns.ARTICLE, there.word())
          .put(Columns.CPYTHON_HERE, pythonHere.word())
          .put(Columns.JAVA_HERE, javaHere.word())
          .put(Columns.ARTICLE_EVIDENCE, there.evidence())
          .put(Columns.CPYTHON_EVIDENCE, pythonHere.evidence())
          .put(Columns.JAVA_EVIDENCE, javaHere.evidence())
          .put(Columns.TEST, claim.test());
    }
    return rows.table();
  }

  private static Claim.Figures figures(List<Group> groups, String prefix) {
    List<Series> series =
        groups.stream()
            .flatMap(group -> group.series().stream())
            .filter(s -> s.model().startsWith(PYTHON) == prefix.equals(PYTHON))
            .toList();
    int processors = groups.isEmpty() ? 1 : groups.getFirst().machine().processors();
    return new Claim.Figures(prefix, processors, series);
  }
}
