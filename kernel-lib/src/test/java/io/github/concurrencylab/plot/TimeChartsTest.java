package io.github.concurrencylab.plot;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.cpu;
import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.json.Published;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeChartsTest {
  private static final long MS = 1_000_000;

  static List<Function<Results, JFreeChart>> kinds() {
    return List.of(TimeCharts::cpuUsage, TimeCharts::timeline);
  }

  private static String svg(JFreeChart chart) {
    Dimension size = ChartImages.size(chart);
    return ChartImages.svg(chart, size.width, size.height);
  }

  private static List<String> texts(JFreeChart chart) throws Exception {
    return ChartsTest.texts(svg(chart));
  }

  private static Trial trial(
      String model, double seconds, double poolStart, Timeline timeline, CpuSample... samples) {
    long nanos = Math.round(seconds * 1e9);
    return new Trial.Measured(
        id(model),
        1,
        nanos,
        new Trial.Details(
            Math.round(poolStart * 1e9), new CpuTime(nanos, 0), "1", timeline, List.of(samples)));
  }

  private static List<Trial> oneAfterAnother(String model, String worker, int tasks) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      spans.add(new Span(i, worker, 10L * i * MS, 10L * (i + 1) * MS));
    }
    return List.of(trial(model, tasks / 100.0, 0, Timeline.of(spans)));
  }

  private static List<Trial> allAtOnce(String model, int workers) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      spans.add(new Span(i, "thread-" + (i + 1), (40 + i) * MS, 100 * MS));
    }
    return List.of(trial(model, 0.1, 0.03, Timeline.of(spans)));
  }

  private static List<Trial> sampled(String model, int cores, int samples) {
    Random random = new Random(1);
    CpuSample[] all = new CpuSample[samples];
    for (int i = 0; i < samples; i++) {
      List<Double> shares = new ArrayList<>();
      for (int core = 0; core < cores; core++) {
        shares.add(random.nextDouble());
      }
      all[i] = cpu((i + 1) / 20.0, shares, 0.5);
    }
    return List.of(trial(model, samples / 20.0, 0, Timeline.EMPTY, all));
  }

  @Test
  void should_show_what_was_used_of_how_many_processors() throws Exception {
    CpuSample first = cpu(0.1, List.of(1.0, 0.5), 1);
    CpuSample[] samples = {
      first,
      cpu(0.2, List.of(1.0, 1.0), 1.75),
      cpu(0.3, List.of(1.0, 1.0), 1.75),
      cpu(0.4, List.of(1.0, 1.0), 1.75),
      cpu(0.5, List.of(1.0, 1.0), 1.75)
    };
    Results results = here(List.of(trial("threads(2)", 0.5, 0, Timeline.EMPTY, samples)));

    List<String> texts = texts(TimeCharts.cpuUsage(results));

    // Own: (1 * 0.1 + 1.75 * 0.4) / 0.5 = 1.6; machine: (1.5 * 0.1 + 2 * 0.4) / 0.5 = 1.9.
    assertThat(texts)
        .contains("Processor use over time", "threads(2)", "all 2", "processor 2", "seconds")
        .contains("trial 1, 0.500 s: this program kept 1.6 of 2 processors busy, others 0.3")
        .contains("the whole machine", "Some Processor, 2 processors, Some System, Java 25");
    assertThat(ChartText.of(TimeCharts.cpuUsage(results)))
        .contains("threads(2): trial 1, 0.500 s: this program kept 1.6 of 2 processors busy");
  }

  @Test
  void should_draw_no_picture_of_a_trial_too_short_for_one_nor_give_figures() throws Exception {
    CpuSample[] four = {
      cpu(0.1, List.of(1.0), 1),
      cpu(0.2, List.of(1.0), 1),
      cpu(0.3, List.of(1.0), 1),
      cpu(0.4, List.of(1.0), 1)
    };
    List<String> texts =
        texts(TimeCharts.cpuUsage(here(List.of(trial("blocking", 0.4, 0, Timeline.EMPTY, four)))));

    assertThat(texts)
        .contains("trial 1, 0.400 s: too short for a picture, which takes 5 samples, got 4")
        .doesNotContain("all 1")
        .noneMatch(text -> text.contains("busy,"));
  }

  @Test
  void should_not_draw_more_processors_than_there_are_in_silence() throws Exception {
    CpuSample[] beyond = new CpuSample[5];
    for (int i = 0; i < beyond.length; i++) {
      beyond[i] = cpu((i + 1) / 10.0, List.of(1.0), 1.12);
    }
    assertThat(
            texts(
                TimeCharts.cpuUsage(
                    here(List.of(trial("blocking", 0.5, 0, Timeline.EMPTY, beyond))))))
        .contains("trial 1, 0.500 s: the clocks do not agree on how many of 1 processor were busy");
  }

  @Test
  void should_say_where_there_are_no_samples() throws Exception {
    Results results =
        here(trials("a", 0.004), trials("b", 9), List.of(failed("c", "it is missing")));

    assertThat(texts(TimeCharts.cpuUsage(results)))
        .contains("trial 1, 0.00400 s: too short for a picture, which takes 5 samples, got 0")
        .contains("trial 1, 9.00 s: the processors were not sampled")
        .contains("not measured: it is missing");
  }

  @Slow
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 64, 256})
  void should_bear_any_number_of_processors(int cores) throws Exception {
    // Long on few processors, shorter on many: both at once take ten seconds to draw, and show no
    // more.
    int samples = Math.min(60_000, 1_000_000 / cores);
    Results results = here(sampled("blocking", cores, 180), sampled("threads(16)", cores, samples));
    JFreeChart chart = TimeCharts.cpuUsage(results);

    assertThat(svg(chart)).hasSizeLessThan(250_000); // noise: real use is far smoother
    assertThat(texts(chart))
        .contains("all " + cores)
        .anyMatch(t -> t.matches("(to|processor) " + cores));
  }

  @Test
  void should_number_the_tasks_and_say_that_none_overlap() throws Exception {
    List<String> texts = texts(TimeCharts.timeline(here(oneAfterAnother("eventLoop", "loop", 15))));

    assertThat(texts)
        .contains("When each task ran", "eventLoop", "loop", "1", "8", "15", "seconds")
        .contains("trial 1, 0.150 s: one task after another");
  }

  @Test
  void should_say_how_many_tasks_share_how_many_processors() throws Exception {
    List<String> texts = texts(TimeCharts.timeline(here(allAtOnce("threads(16)", 15))));

    assertThat(texts)
        .contains("thread-1", "thread-15", "pool start")
        .contains("trial 1, 0.100 s: up to 15 tasks under way at once, on 2 processors");
    assertThat(texts.indexOf("thread-2")).isLessThan(texts.indexOf("thread-10"));
  }

  @Test
  void should_bound_the_lanes() throws Exception {
    List<String> texts = texts(TimeCharts.timeline(here(allAtOnce("threads(100)", 100))));

    assertThat(texts).contains("thread-32", "and 68 more").doesNotContain("thread-33");
  }

  @Test
  void should_give_tasks_that_wait_on_one_thread_a_lane_each() throws Exception {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      spans.add(new Span(i, "loop", i * MS, 50 * MS + i * MS));
    }
    spans.add(new Span(3, "loop", 60 * MS, 100 * MS));
    Results results = here(List.of(trial("eventLoop", 0.1, 0, Timeline.of(spans))));

    // Task 4 begins when the others have ended, and takes the first lane that is free.
    assertThat(ChartText.of(TimeCharts.timeline(results)))
        .containsPattern("  loop  1{30}1? +4{24}")
        .containsPattern("\n {6,10}2{30}")
        .containsPattern("\n {6,10}3{30}");
    assertThat(texts(TimeCharts.timeline(results))).containsOnlyOnce("loop").contains("2", "3");
  }

  @Test
  void should_mark_sleeping_under_a_lock_as_waiting_without_it() {
    List<Span> spans = List.of(new Span(0, "thread-1", 0, 100 * MS));
    List<LockSpan> lock =
        List.of(
            new LockSpan("thread-1", State.HOLDING, 0, 10 * MS),
            new LockSpan("thread-1", State.HOLDING, 90 * MS, 100 * MS));
    Results results = here(List.of(trial("gil(1)", 0.1, 0, new Timeline(spans, lock, 1))));

    assertThat(ChartText.of(TimeCharts.timeline(results)))
        .containsPattern("thread-1  1{6}\\.{48}1{6}");
  }

  private static List<Trial> locked(int threads, int turns) {
    return List.of(trial("gil(16)", 1, 0, EveryChart.locked(threads, turns, 1_000)));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 100, 6_250})
  void should_tell_holding_the_lock_from_waiting(int turns) throws Exception {
    JFreeChart chart = TimeCharts.timeline(here(locked(16, turns)));
    String svg = svg(chart);

    // Holding is the model's colour, waiting a tint of it: 0.22 of D55E00, the rest white.
    assertThat(svg).hasSizeLessThan(100_000).contains("fill=\"#d55e00\"", "fill=\"#f6dcc7\"");
    assertThat(ChartsTest.texts(svg))
        .contains("holds the lock", "waiting without the lock", "1", "16")
        .anyMatch(text ->
            text.startsWith("trial 1, 1.00 s: one thread holds the lock at a time")
                && text.endsWith(
                    String.format(java.util.Locale.ROOT, "%,d times", 16 * turns - 1)));
  }

  @Test
  void should_stay_small_with_very_many_tasks() {
    Results results = here(oneAfterAnother("blocking", "main", 100_000));

    assertThat(svg(TimeCharts.timeline(results))).hasSizeLessThan(100_000);
  }

  @Test
  void should_show_short_times_in_a_smaller_unit() throws Exception {
    assertThat(texts(TimeCharts.timeline(here(oneAfterAnother("eventLoop", "loop", 4)))))
        .contains("milliseconds", "0", "10", "20", "30", "40")
        .contains("trial 1, 40.0 ms: one task after another")
        .doesNotContain("seconds", "0.01");
    assertThat(svg(TimeCharts.timeline(here(oneAfterAnother("eventLoop", "loop", 4)))))
        .contains(">task 2: 10.0 ms to 20.0 ms</title");
  }

  @Test
  void should_give_each_panel_its_own_axis_if_times_are_far_apart() throws Exception {
    Results near = here(oneAfterAnother("a", "w", 10), oneAfterAnother("b", "w", 20));
    Results far = here(oneAfterAnother("a", "w", 2), oneAfterAnother("b", "w", 200));

    assertThat(texts(TimeCharts.timeline(near))).contains("When each task ran");
    assertThat(texts(TimeCharts.timeline(far)))
        .contains("When each task ran (each panel has its own axis)", "0.02", "2");
  }

  @Test
  void should_show_one_model_alone() throws Exception {
    Results results = here(oneAfterAnother("a", "w", 2), oneAfterAnother("b", "w", 2));

    assertThat(texts(TimeCharts.timeline(results, results.series("b"))))
        .contains("b")
        .doesNotContain("a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeCharts.timeline(results, results.series("x")))
        .withMessage("model must be one of \"a\", \"b\", got \"x\"");
  }

  @Test
  void should_have_a_text_form() {
    String text = ChartText.of(TimeCharts.timeline(here(oneAfterAnother("eventLoop", "loop", 3))));

    assertThat(text)
        .contains("eventLoop: trial 1, 30.0 ms: one task after another")
        .contains("  loop  11111111111111111111222222222222222222223333333333");
    assertThat(ChartText.of(TimeCharts.timeline(here(locked(2, 3)))))
        .contains("  thread-1  1111111111..........1111111111..........1111111111");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_draw_hostile_names_as_text(Function<Results, JFreeChart> kind) throws Exception {
    CpuSample sample = cpu(1, List.of(1.0), 1);
    Timeline timeline =
        Timeline.of(List.of(new Span(0, HOSTILE + "x".repeat(9_000), 0, 1_000 * MS)));
    Results results = here(List.of(trial(HOSTILE + "y".repeat(9_000), 1, 0, timeline, sample)));

    String svg = svg(kind.apply(results));

    assertThat(svg).doesNotContain("<script", "\u0000", "\u001b", "\u202e").hasSizeLessThan(20_000);
    assertThat(ChartsTest.texts(svg)).allMatch(text -> text.length() <= 160);
    assertThat(ChartText.of(kind.apply(results))).doesNotContain("\u001b", "\u202e");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_draw_whatever_there_is(Function<Results, JFreeChart> kind) {
    CpuSample wild = cpu(1, List.of(-3.0, 1e300), -1e300);
    CpuSample back = cpu(0.5, List.of(), 7);
    Span turned = new Span(-1, "", 5_000 * MS, -7);
    LockSpan odd = new LockSpan("", State.HOLDING, Long.MAX_VALUE, Long.MIN_VALUE);
    List<Results> all = new ArrayList<>();
    all.add(new Results(List.of()));
    all.add(here());
    all.add(here(trials("a", 0)));
    all.add(here(trials("a", Double.NaN)));
    all.add(Published.article());
    all.add(here(List.of(trial("a", 0, 0, Timeline.of(List.of(turned)), wild, back))));
    all.add(
        here(
            List.of(trial("a", 1, 5, new Timeline(List.of(turned), List.of(odd, odd), -1), wild))));
    Results many = here(oneAfterAnother("m", "w", 1));
    for (int i = 0; i < 40; i++) {
      many = many.with(here(oneAfterAnother("m" + i, "w", 1)));
    }
    all.add(many);

    assertThat(all)
        .allSatisfy(results -> {
          assertThat(svg(kind.apply(results))).contains("<svg").hasSizeLessThan(100_000);
          assertThat(ChartText.of(kind.apply(results))).isNotBlank();
        });
    assertThat(ChartText.of(kind.apply(many))).endsWith("and 17 more\n");
  }
}
