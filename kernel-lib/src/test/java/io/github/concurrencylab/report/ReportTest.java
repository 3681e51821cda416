package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.MACHINE;
import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.results.json.Published;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Report ARTICLE = new Report(Published.article());

  @Test
  void should_be_readable_as_text() {
    assertThat(ARTICLE.toString())
        .startsWith("sum of i mod x: 15 tasks of 10,000,000 terms")
        .contains(
            "model          trials  median (s)  mean (s)        95 % (s)  verdict",
            "eventLoop           5       17.14     17.22  17.02 to 17.42  no difference from",
            "processes(16)       5        2.71      2.73    2.67 to 2.79  6.46x faster than",
            "threads(16)    ######################################## 64.5 s");
  }

  @Test
  void should_have_the_same_calls_for_joined_figures() {
    Report joined = new Report(here(trials("blocking", 1, 2))).with(ARTICLE);

    assertThat(joined.table().rowCount()).isEqualTo(22);
    assertThat(joined.summary().rowCount()).isEqualTo(5);
    assertThat(joined.compare("blocking").rowCount()).isEqualTo(5);
    assertThat(joined.compare(new Threads(16)).stringColumn("verdict").asList())
        .contains("here has no threads(16)", "baseline");
    assertThat(joined.header()).hasSize(2).allMatch(line -> line.matches("(here|article): .*"));
    assertThat(joined.bars()).isNotNull();
    assertThat(joined.boxPlot()).isNotNull();
    assertThat(joined.cpuTable().rowCount()).isEqualTo(5);
    assertThat(joined.cpuUsage()).isNotNull();
    assertThat(joined.timeline()).isNotNull();
    assertThat(joined.timeline(new Threads(16))).isNotNull();
  }

  @Test
  void should_say_how_was_measured_and_what_to_beware_of_below_the_figures() {
    Measurement measured =
        new Measurement(
            Source.HERE,
            "some work",
            MACHINE,
            trials("blocking", 1, 2, 3),
            List.of(
                new Note(Note.Kind.UNSTABLE, "unstable because of others"),
                new Note(Note.Kind.WAITED, "before the run: the compilers were waited for"),
                new Note(Note.Kind.STEADY, "steady after 2 warm-ups")));
    Report report = Report.of(measured);

    assertThat(report.header()).containsExactly("some work; " + MACHINE);
    assertThat(report.remarks())
        .extracting(Note::kind)
        .containsExactly(Note.Kind.WAITED, Note.Kind.STEADY);
    assertThat(report.notes()).extracting(Note::kind).containsExactly(Note.Kind.UNSTABLE);
    List<String> lines = report.text().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("some work; " + MACHINE);
    assertThat(lines.subList(lines.size() - 3, lines.size()))
        .containsExactly(
            "before the run: the compilers were waited for",
            "steady after 2 warm-ups",
            "Note: unstable because of others");
    assertThat(report.with(ARTICLE).remarks())
        .extracting(Note::text)
        .contains("here: steady after 2 warm-ups");
  }

  @Test
  void should_show_a_model_that_was_not_measured() {
    Report report =
        new Report(here(trials("a", 1, 2), List.of(failed("spark", "Spark is missing"))));

    assertThat(report.toString()).contains("not measured: Spark is missing");
  }

  @Test
  void should_be_bounded_whatever_the_names() {
    Report report = new Report(here(trials(HOSTILE, 1), trials("x".repeat(10_000), 1)));

    assertThat(report.toString()).hasSizeLessThan(2_000).doesNotContain("\u001b", "\u202e", "\0");
  }

  @Test
  @SuppressWarnings("NullAway") // what a notebook may hand over
  void should_fail_if_something_is_null() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ARTICLE.compare((String) null))
        .withMessageStartingWith("baseline must be given, got null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ARTICLE.compare((Model) null))
        .withMessageStartingWith("baseline must be given, got null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ARTICLE.timeline((String) null))
        .withMessageStartingWith("model must be given, got null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ARTICLE.timeline((Model) null))
        .withMessageStartingWith("model must be given, got null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ARTICLE.with(null))
        .withMessageStartingWith("report must be given, got null");
  }
}
