package io.github.concurrencylab.notebook;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.cpu;
import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.Fault;
import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.spark.Spark;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.plot.ChartImages;
import io.github.concurrencylab.plot.ChartText;
import io.github.concurrencylab.report.MachineComparison;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.report.Scaling;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.json.Published;
import io.github.concurrencylab.results.store.SavedResults;
import io.github.concurrencylab.table.Claims;
import io.github.concurrencylab.table.TextTable;
import io.github.concurrencylab.workload.OwnTasks;
import java.awt.Dimension;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tech.tablesaw.api.Table;

/**
 * Names that would break a page, a chart or a terminal, and figures out of all measure, in results
 * from elsewhere: whatever shows them is escaped, bounded and there.
 */
@Timeout(240)
@Fault
class HostileFaultsTest {
  private static final String EMOJI = "\ud83d\ude00";

  @TempDir private Path folder;

  /** Not one of them is a plain short name. */
  static Stream<String> names() {
    return Stream.of(
        HOSTILE.repeat(100),
        "x".repeat(9_990),
        EMOJI.repeat(4_000),
        "a" + EMOJI.repeat(4_000),
        "]]>--><!-- %s {} $1 \\1 ${x} &#0;\ud800" + HOSTILE,
        "\r\n\u0085\u2028\u2029\u000b\u202e\u2066\u200b\ufeff");
  }

  /** Results of which every text is the same hostile one. */
  private static Results named(String name) {
    List<Trial> trials = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      trials.add(trial(name, number, 1.5 + number / 10.0));
      trials.add(trial("gil(2)" + name, number, 2.5 + number / 10.0));
      trials.add(trial("threads(" + number + ")", number, 2));
    }
    trials.add(failed("failed " + name, name));
    Machine machine = new Machine(name, 2, name, name);
    return new Results(
        List.of(
            new Measurement(
                Source.of(Source.Kind.PUBLISHED).named(name),
                name,
                machine,
                trials,
                List.of(new Note(Note.Kind.UNSTABLE, name), new Note(Note.Kind.STEADY, name))),
            new Measurement(
                Source.LOADED.named("other " + name),
                name,
                machine,
                trials,
                List.of(new Note(Note.Kind.UNSTABLE, name)))));
  }

  private static Trial trial(String name, int number, double seconds) {
    Timeline timeline =
        new Timeline(
            List.of(new Span(0, name, 0, 1_000_000_000), new Span(1, name, 5, 1_500_000_000)),
            List.of(new LockSpan(name, LockSpan.State.HOLDING, 0, 1_000_000_000)),
            1);
    List<CpuSample> cpu = List.of(cpu(0.5, List.of(0.2, 0.9), 1), cpu(1, List.of(0.2, 0.9), 1));
    return new Trial.Measured(
        id(name),
        number,
        Math.round(seconds * 1e9),
        new Trial.Details(100_000_000, new CpuTime(1_200_000_000, 0), name, timeline, cpu));
  }

  /** What a file may hold without being refused. */
  static Stream<Results> figures() {
    return Stream.of(
        extremes(0),
        extremes(1e-9),
        extremes(1e9),
        new Results(List.of()),
        new Results(
            List.of(new Measurement(Source.HERE, "w", machine(1 << 20), List.of(), List.of()))),
        many());
  }

  private static Machine machine(int processors) {
    return new Machine("p", processors, "s", "r");
  }

  private static Results extremes(double seconds) {
    Timeline timeline =
        new Timeline(
            List.of(
                new Span(Integer.MAX_VALUE, "w", 0, Long.MAX_VALUE),
                new Span(0, "w", Long.MAX_VALUE, Long.MAX_VALUE)),
            List.of(new LockSpan("w", LockSpan.State.WAITING, 0, Long.MAX_VALUE)),
            Long.MAX_VALUE);
    List<CpuSample> cpu =
        List.of(
            cpu(seconds, List.of(), 1 << 20),
            cpu(0, List.of(0.0, 1.0), 0),
            cpu(seconds / 2, List.of(0.5), 1),
            cpu(seconds / 2, List.of(0.5), 1),
            cpu(seconds, List.of(1.0), 0));
    List<Trial> trials = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      long nanos = Math.round(seconds * 1e9);
      Trial.Details all = new Trial.Details(nanos, new CpuTime(nanos, 0), "", timeline, cpu);
      Trial.Details none = new Trial.Details(0, new CpuTime(0, 0), "", timeline, cpu);
      ModelId most = ModelId.of(ModelKind.THREADS, ModelId.MOST_WORKERS);
      trials.add(new Trial.Measured(id("threads(1)"), number, nanos, all));
      trials.add(new Trial.Measured(id("threads(2)"), number, 1_000_000_000, none));
      trials.add(new Trial.Measured(most, 10_000, nanos, none));
    }
    return Results.of(new Measurement(Source.HERE, "w", machine(1), trials, List.of()));
  }

  private static Results many() {
    List<Trial> trials = new ArrayList<>();
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      trials.add(trial("threads(" + i + ")", 1, 1 + i));
      notes.add(new Note(Note.Kind.UNSTABLE, "warning " + i));
    }
    return Results.of(new Measurement(Source.HERE, "w", machine(2), trials, notes));
  }

  @Lengthy
  @ParameterizedTest
  @MethodSource("names")
  void should_escape_and_bound_every_name(String name) throws Exception {
    assertShown(new Report(named(name)));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void should_show_figures_out_of_all_measure(Results figures) throws Exception {
    assertShown(new Report(figures));
  }

  @Test
  void should_save_and_load_hostile_names_as_they_are() {
    String path = folder.resolve("hostile.json").toString();
    Report report = new Report(named(HOSTILE));

    var ignored = report.save(path);

    assertThat(SavedResults.load(path)).isEqualTo(report.results());
  }

  /** Shows whatever can be made of results, as page, text and picture. */
  private static void assertShown(Report report) throws Exception {
    Results results = report.results();
    List<Table> tables =
        new ArrayList<>(
            List.of(
                report.table(),
                report.summary(),
                report.compare(),
                report.overview(),
                report.cpuTable(),
                Claims.table(Published.article(), results)));
    List<JFreeChart> charts =
        new ArrayList<>(
            List.of(report.boxPlot(), report.bars(), report.cpuUsage(), report.timeline()));
    assertText(report.toString());
    assertPage(Renderers.html(report));
    report.sentences().forEach(HostileFaultsTest::assertLine);
    report.header().forEach(HostileFaultsTest::assertLine);
    texts(report.notes()).forEach(HostileFaultsTest::assertLine);
    if (results.measurements().size() > 1) {
      MachineComparison machines = MachineComparison.of(report);
      tables.add(machines.table());
      charts.add(machines.bars());
      assertText(machines.toString());
    }
    if (!results.series().isEmpty()) {
      Scaling scaling = Scaling.of(report);
      tables.addAll(List.of(scaling.table(), scaling.fits(), scaling.predict(1, 100_000)));
      charts.addAll(List.of(scaling.chart(), scaling.chart(100_000)));
      assertText(scaling.toString());
    }
    for (Table table : tables) {
      assertText(TextTable.of(table));
      assertPage(Html.table(table));
    }
    for (JFreeChart chart : charts) {
      assertPicture(chart);
    }
    Dimension size = ChartImages.size(charts.getFirst());
    assertThat(ChartImages.png(charts.getFirst(), size.width, size.height))
        .hasSizeLessThan(2_000_000);
  }

  private static void assertLine(String line) {
    assertThat(line).isEqualTo(Check.plain(line)).hasSizeLessThanOrEqualTo(500);
  }

  private static void assertText(String text) {
    assertThat(text).hasSizeLessThan(300_000);
    text.lines().forEach(line -> assertThat(line).isEqualTo(Check.plain(line)));
    assertThat(text.lines().filter(line -> line.length() > 3_000)).isEmpty();
  }

  private static void assertPage(String html) {
    assertThat(html).hasSizeLessThan(5_000_000);
    String words = html.replaceAll("base64,[A-Za-z0-9+/=]*", "");
    assertThat(words).doesNotContain("<script", "<!--").hasSizeLessThan(600_000);
    assertThat(words.replace("\n", "")).isEqualTo(Check.plain(words.replace("\n", "")));
  }

  private static void assertPicture(JFreeChart chart) throws Exception {
    assertText(ChartText.of(chart));
    Dimension size = ChartImages.size(chart);
    assertThat(size.width * size.height).isLessThan(3_000_000);
    String svg = ChartImages.svg(chart, size.width, size.height);
    assertThat(svg).hasSizeLessThan(3_000_000);
    Element root =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    assertThat(root.getElementsByTagName("script").getLength()).isZero();
    NodeList texts = root.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      String text = texts.item(i).getTextContent().strip();
      assertThat(text).isEqualTo(Check.plain(text)).hasSizeLessThan(600);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void should_refuse_or_tame_a_name_where_it_is_given(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> OwnTasks.of(name, 1, i -> i));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnTasks.of("own", 1, i -> i).verify(name, all -> true));
    assertThatIllegalArgumentException().isThrownBy(() -> new Spark("spark://" + name));
    String shown = shown("/" + name.replace('\0', 'x'));
    assertThat(shown).isEqualTo(Check.plain(shown)).hasSizeLessThan(300);
  }

  /** A model's name, or why there is no such model: not every text can be a path here. */
  private static String shown(String interpreter) {
    try {
      return new Python(new Blocking(), interpreter).name();
    } catch (IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
