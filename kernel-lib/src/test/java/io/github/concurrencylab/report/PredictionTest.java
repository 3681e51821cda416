package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.Traffic;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.spark.Spark;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.plot.ChartText;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.json.Published;
import io.github.concurrencylab.results.store.SavedResults;
import io.github.concurrencylab.table.Claims;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Reports whose times were made by hand, so that it is known what must be predicted. */
class PredictionTest {
  private static final ModelId BLOCKING = new Blocking().id();
  private static final ModelId THREADS = new Threads(4).id();
  private static final ModelId PROCESSES = new Processes(4).id();

  /**
   * One trial: spans as {task, start, end} in seconds, each on a worker of its own if it overlaps.
   */
  private static Trial trial(ModelId model, int number, double start, double cpu, Span... spans) {
    return trial(model, number, start, cpu, Timeline.of(List.of(spans)));
  }

  private static Trial trial(
      ModelId model, int number, double start, double cpu, Timeline timeline) {
    long end = timeline.tasks().stream().mapToLong(Span::endNanos).max().orElse(0);
    var details =
        new Trial.Details(nanos(start), new CpuTime(nanos(cpu), 0), "42", timeline, List.of());
    return new Trial.Measured(model, number, end, details);
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * Trial.SECOND);
  }

  private static Span span(int task, String worker, double start, double end) {
    return new Span(task, worker, nanos(start), nanos(end));
  }

  /** Four tasks of 1 s, one after another. */
  private static Trial blocking(int number, double slower) {
    Span[] spans = new Span[4];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = span(i, "main", i * slower, (i + 1) * slower);
    }
    return trial(BLOCKING, number, 0, 4 * slower, spans);
  }

  /** Four workers at once after a start, until some time. */
  private static Trial atOnce(ModelId model, double start, double end, double cpu) {
    Span[] spans = new Span[4];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = span(i, "worker-" + i, start, end);
    }
    return trial(model, 1, start, cpu, spans);
  }

  private static Report report(int processors, Trial... trials) {
    Machine machine = new Machine("Some Processor", processors, "Some System", "Java 25");
    return new Report(
        Results.of(new Measurement(Source.HERE, "some work", machine, List.of(trials), List.of())));
  }

  private static double seconds(Prediction prediction, String model, int processors) {
    Table table = prediction.table();
    return table
        .where(
            table
                .stringColumn("model")
                .isEqualTo(model)
                .and(table.intColumn("processors").isEqualTo(processors)))
        .doubleColumn("predicted (s)")
        .getDouble(0);
  }

  @Test
  void should_predict_threads_from_the_tasks_alone() {
    Report two = report(2, blocking(1, 1), atOnce(THREADS, 0, 2, 4));

    Prediction prediction = Prediction.of(two, 1, 4, 64);

    assertThat(seconds(prediction, "blocking", 64)).isEqualTo(4, within(1e-9));
    assertThat(seconds(prediction, "threads(4)", 1)).isEqualTo(4, within(1e-9));
    assertThat(seconds(prediction, "threads(4)", 4)).isEqualTo(1, within(1e-9));
    assertThat(seconds(prediction, "threads(4)", 64)).isEqualTo(1, within(1e-9));
    assertThat(prediction.notes()).isEmpty();
  }

  @Test
  void should_start_processes_on_all_processors() {
    // Four starts that took 2 s on two processors: 1 s of a processor each. Then 4 s of work.
    Report two = report(2, blocking(1, 1), atOnce(PROCESSES, 2, 4, 8));

    Prediction prediction = Prediction.of(two, 1, 4);

    assertThat(seconds(prediction, "processes(4)", 1)).isEqualTo(4 + 4, within(1e-9));
    assertThat(seconds(prediction, "processes(4)", 4)).isEqualTo(1 + 1, within(1e-9));
    assertThat(prediction.inputs().doubleColumn("start of a worker (s)").get(1))
        .isEqualTo(1, within(1e-9));
  }

  @Test
  void should_compile_once_in_each_process() {
    // Four tasks at once on four processors take 3 s instead of 1: each process compiles for 2 s.
    Report four = report(4, blocking(1, 1), atOnce(PROCESSES, 0, 3, 12));

    assertThat(seconds(Prediction.of(four, 1), "processes(4)", 1)).isEqualTo(12, within(1e-9));
    assertThat(Prediction.of(four, 4).inputs().doubleColumn("its first task more (s)").get(1))
        .isEqualTo(2, within(1e-9));
  }

  @Test
  void should_hand_a_lock_over_as_often_as_it_was_measured() {
    // Two threads, 1 s each, in turns of 0.5 s with 0.1 s between them: 3 hand-overs, 2.3 s.
    ModelId gil = new Gil(2).id();
    Trial plain = trial(BLOCKING, 1, 0, 2, span(0, "main", 0, 1), span(1, "main", 1, 2));
    List<LockSpan> lock = new ArrayList<>();
    for (int turn = 0; turn < 4; turn++) {
      lock.add(
          new LockSpan(
              "thread-" + (1 + turn % 2),
              LockSpan.State.HOLDING,
              nanos(0.6 * turn),
              nanos(0.6 * turn + 0.5)));
    }
    List<Span> tasks = List.of(span(0, "thread-1", 0, 1.7), span(1, "thread-2", 0, 2.3));
    Trial locked = trial(gil, 1, 0, 2, new Timeline(tasks, lock, 3));

    Prediction prediction = Prediction.of(report(2, plain, locked), 16);

    assertThat(seconds(prediction, "gil(2)", 16)).isEqualTo(2.3, within(1e-6));
    assertThat(prediction.inputs().doubleColumn("turn (ms)").get(1)).isEqualTo(500, within(1e-6));
    assertThat(prediction.inputs().doubleColumn("hand-over (µs)").get(1))
        .isEqualTo(1e5, within(1e-3));
  }

  @Test
  void should_not_predict_what_its_rule_gets_wrong_where_it_was_measured() {
    // Its rule gives 2 s on two processors.
    Report two = report(2, blocking(1, 1), atOnce(THREADS, 0, 2.5, 4));

    Prediction prediction = Prediction.of(two, 16);

    assertThat(seconds(prediction, "threads(4)", 16)).isNaN();
    assertThat(prediction.table().stringColumn("note").get(1))
        .isEqualTo("does not predict this one");
    assertThat(texts(prediction.notes()))
        .containsExactly(
            "does not predict threads(4): its rule gives 2.00 s for these 2 processors, and 2.50 s"
                + " were measured");
    assertThat(ChartText.of(prediction.chart())).doesNotContain("threads(4)");
  }

  @Test
  void should_not_predict_threads_that_hold_each_other_up() {
    // 8 s of processor time for tasks that take 4 s alone.
    Report two = report(2, blocking(1, 1), atOnce(THREADS, 0, 4, 8));

    assertThat(texts(Prediction.of(two, 16).notes()))
        .singleElement()
        .asString()
        .contains("does not predict threads(4)")
        .contains("2.00 times the processor time")
        .contains("contend");
  }

  @Test
  void should_not_predict_without_knowing_when_tasks_ran() {
    Report kept = report(2, blocking(1, 1).light(), atOnce(THREADS, 0, 2, 4).light());

    assertThat(texts(Prediction.of(kept, 16).notes()))
        .hasSize(2)
        .allSatisfy(note -> assertThat(note).contains("is not known: run both"));
    assertThat(Prediction.of(kept, 16).sentence()).isEqualTo("no model of this run is predicted");
  }

  @Test
  void should_know_the_interval_from_the_spread_of_its_inputs() {
    List<Trial> trials = new ArrayList<>();
    double[] slower = {0.97, 0.98, 1, 1.02, 1.03};
    for (int i = 0; i < slower.length; i++) {
      trials.add(blocking(i + 1, slower[i]));
      trials.add(atOnce(THREADS, 0, 2 * slower[i], 4 * slower[i]));
    }
    Report two = report(2, trials.toArray(Trial[]::new));

    Table table = Prediction.of(two, 4).table();

    assertThat(table.doubleColumn("predicted (s)").get(1)).isEqualTo(1, within(1e-6));
    assertThat(table.doubleColumn("predicted low (s)").get(1)).isBetween(0.95, 0.999);
    assertThat(table.doubleColumn("predicted high (s)").get(1)).isBetween(1.001, 1.05);
    assertThat(Prediction.of(two, 4).table().doubleColumn("predicted low (s)").asList())
        .isEqualTo(table.doubleColumn("predicted low (s)").asList());
  }

  @Test
  void should_hold_it_against_a_measurement_on_other_processors() {
    Report one = report(1, blocking(1, 1), atOnce(THREADS, 0, 4, 4), atOnce(PROCESSES, 1, 5, 5));
    // Predicted for two: 2 s, and 0.5 + 2.
    Report two = report(2, blocking(1, 1), atOnce(THREADS, 0, 2.1, 4), atOnce(PROCESSES, 1, 4, 6));

    Prediction prediction = Prediction.of(one, 2, 8);
    Table held = prediction.validation(two);

    assertThat(held.doubleColumn("predicted (s)").asList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(4.0, 2.0, 2.5);
    assertThat(held.doubleColumn("off (%)").get(1)).isEqualTo(100 * (2 / 2.1 - 1), within(1e-9));
    assertThat(held.stringColumn("verdict").asList())
        .containsExactly("predicts it", "predicts it", "does not predict this one");
    Prediction validated = prediction.validated(two);
    assertThat(seconds(validated, "threads(4)", 8)).isEqualTo(1, within(1e-9));
    assertThat(seconds(validated, "processes(4)", 8)).isNaN();
    assertThat(texts(validated.notes()))
        .anySatisfy(note -> assertThat(note).contains("2.50 s predicted, 4.00 s measured"));
  }

  @Test
  void should_say_on_one_processor_what_cannot_be_seen_there() {
    Report one = report(1, blocking(1, 1), atOnce(THREADS, 0, 4, 4));

    assertThat(texts(Prediction.of(one, 4).notes()))
        .singleElement()
        .asString()
        .contains("one processor");
  }

  @Test
  void should_hand_on_what_made_the_run_unstable() {
    Measurement two =
        report(2, blocking(1, 1), atOnce(THREADS, 0, 2, 4)).results().measurements().getFirst();
    Report unsteady =
        new Report(Results.of(two.with(Note.Kind.NOT_STEADY, "threads(4) not steady")));

    assertThat(texts(Prediction.of(unsteady, 4).notes())).containsExactly("threads(4) not steady");
  }

  @Test
  void should_name_what_is_assumed_of_the_other_processors_and_by_whom() {
    Report two = report(2, blocking(1, 1), atOnce(THREADS, 0, 2, 4));

    Prediction alike = Prediction.of(two, 4);
    Prediction smt = alike.smt(0.25, "the maker").clock(0.8, "its data sheet");

    assertThat(alike.header()).anySatisfy(line -> assertThat(line).contains("taken to be like"));
    assertThat(smt.header())
        .containsSubsequence(
            "assumed: a core's second hardware thread adds 0.25 of the first (the maker)",
            "assumed: with all cores busy the clock is 0.8 of that with one (its data sheet)");
    // Four threads on two cores: 2.5 at 0.8 of the clock.
    assertThat(seconds(smt, "threads(4)", 4)).isEqualTo(4 / (2.5 * 0.8), within(1e-9));
    assertThat(seconds(smt, "blocking", 4)).isEqualTo(4, within(1e-9));
  }

  @Test
  void should_keep_predicted_figures_apart_from_measured_ones(@TempDir Path folder) {
    Report two = report(2, blocking(1, 1), atOnce(THREADS, 0, 2, 4));

    Report predicted = Prediction.of(two, 16).at(16);
    Report both = two.with(predicted);

    assertThat(predicted.results().measurements().getFirst().source()).isEqualTo(Source.PREDICTED);
    assertThat(predicted.header().getFirst()).contains("16 processors");
    assertThat(both.summary().stringColumn("source").unique().asList())
        .containsExactlyInAnyOrder("here", "predicted");
    assertThat(both.results().measurements()).hasSize(2);
    assertThat(ChartText.of(both.bars())).contains("predicted");
    Table claims = Claims.table(Published.article(), predicted.results());
    assertThat(claims.stringColumn("Java here").unique().asList()).containsExactly("not measured");
    String file = folder.resolve("predicted.json").toString();
    predicted.save(file);
    Report loaded = new Report(SavedResults.load(file));
    assertThat(loaded.results().measurements().getFirst().source().kind())
        .isEqualTo(Source.Kind.PREDICTED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Prediction.of(loaded, 32))
        .withMessageStartingWith("report must have figures that the lab measured");
    assertThatIllegalArgumentException().isThrownBy(() -> Scaling.of(predicted));
  }

  @Test
  void should_hold_ratios_against_published_ones() {
    ModelId python = Python.of(new Blocking()).id();
    Trial plain =
        trial(
            python,
            1,
            0,
            2,
            new Timeline(List.of(span(0, "main", 0, 1), span(1, "main", 1, 2)), List.of(), 0));

    Table ratios = Prediction.of(report(2, plain), 16).ratios(new Report(Published.article()));

    assertThat(ratios.stringColumn("model").asList()).containsExactly("python(blocking)");
    assertThat(ratios.doubleColumn("predicted speed-up").get(0)).isEqualTo(1, within(1e-9));
    assertThat(ratios.stringColumn("verdict").get(0)).isEqualTo("agrees");
  }

  @Test
  void should_say_how_long_tasks_must_be_for_processes_to_overtake_threads() {
    // Threads need half as much again for each task, processes one second each to start.
    Trial slow = atOnce(new Threads(4).id(), 0, 1.05, 4.2);
    Report four = report(4, blocking(1, 1), slow, atOnce(PROCESSES, 1, 2, 8));

    Prediction prediction = Prediction.of(four, 4);

    // 1.05 x = 1 + x at x = 20.
    assertThat(prediction.overtakes(new Processes(4), new Threads(4), 4))
        .isEqualTo(
            "on 4 processors processes(4) would overtake threads(4) only if each task were 20.0"
                + " times as long");
    assertThat(prediction.overtakes(new Threads(4), new Processes(4), 4))
        .isEqualTo("on 4 processors threads(4) would be no slower than processes(4) as it is");
    assertThat(prediction.sentence()).contains("threads(4)").contains("20.0 times");
  }

  private static Report spark() {
    return spark(2, 7);
  }

  private static Report spark(int processors, double seconds) {
    return spark(processors, seconds, Spark.HERE, 2, Traffic.NONE);
  }

  private static Report spark(
      int processors, double seconds, String master, int slots, Traffic traffic) {
    return spark(processors, seconds, master, slots, traffic, 0.8);
  }

  /** Slots with 0.2 s from task to task; eight tasks, of 0.8 s alone, on ever new threads. */
  private static Report spark(
      int processors, double seconds, String master, int slots, Traffic traffic, double each) {
    ModelId spark = new Spark(master).id();
    List<Span> spans = new ArrayList<>();
    Span[] plain = new Span[8];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = span(i, "main", 0.8 * i, 0.8 * (i + 1));
      double start = 5.2 + Math.floorDiv(i, slots) * (each + 0.2);
      spans.add(span(i, "thread-" + i % (slots + 1), start, start + each));
    }
    Trial.Details details =
        new Trial.Details(
            nanos(5), new CpuTime(nanos(seconds), 0), "42", Timeline.of(spans), List.of(), traffic);
    Trial job = new Trial.Measured(spark, 1, spans.getLast().endNanos(), details);
    return report(processors, trial(BLOCKING, 1, 0, 6.4, plain), job);
  }

  @Test
  void should_predict_a_cluster_from_one_with_fewer_processors_than_this_machine() {
    // One executor's one core on a machine with two: 8 tasks, 1 s each, behind 5 s of start.
    Report one = spark(2, 13, "spark://127.0.0.1:7077", 1, Traffic.NONE);

    Table cluster = Prediction.of(one, 4).cluster(2, 8);

    // The driver needs all of the 0.2 s, so that two executors end their first tasks at 1.0 and
    // 1.2 and their fourth 3 s later; there are 5.2 s before and behind them.
    int last = cluster.rowCount() - 1;
    assertThat(cluster.doubleColumn("predicted (s)").get(last)).isEqualTo(9.4, within(1e-6));
  }

  @Test
  void should_count_what_crosses_the_driver_s_line() {
    // 1 Gbit/s are 125 MB/s: 8 tasks of 25 MB need 0.2 s each, and a thousand 200 s.
    Report report = spark(2, 7, Spark.HERE, 2, new Traffic(200_000_000, 8_000));
    Prediction near = Prediction.of(report, 4);
    Prediction far = near.network(1, "a test");

    Table cluster = far.cluster(1_000, 1_000);

    assertThat(cluster.stringColumn("part").asList())
        .contains("network: tasks and results on the driver's line");
    assertThat(cluster.doubleColumn("predicted (s)").get(2)).isEqualTo(200, within(1e-6));
    assertThat(cluster.stringColumn("note").get(2)).isEqualTo("the limit");
    assertThat(far.header())
        .contains("assumed: the driver's line carries 1.0 Gbit/s each way (a test)");
    assertThat(near.cluster(1_000, 1_000).stringColumn("part").asList())
        .as("without one")
        .noneMatch(part -> part.startsWith("network"));
  }

  @Test
  void should_not_predict_a_local_master_that_ran_more_tasks_than_processors() {
    // Four at once on two processors: each took twice its time.
    Table cluster = Prediction.of(spark(2, 7, "local[4]", 4, Traffic.NONE), 4).cluster(2, 8);

    assertThat(cluster.stringColumn("note").get(0))
        .isEqualTo(
            "not predicted: 4 of its tasks were under way at once on 2 processors: run"
                + " spark(\"local[*]\")");
  }

  @Test
  void should_hold_a_cluster_against_its_own_executors() {
    // Two executors' cores, whatever the machine of the driver has.
    Report measured = spark(16, 7, "spark://a:7077", 2, Traffic.NONE);
    Report again = spark(16, 7, "spark://a:7077", 2, Traffic.NONE);

    Table table = Prediction.of(measured, 2).validation(again);

    int row = table.rowCount() - 1;
    assertThat(table.intColumn("processors").get(row)).isEqualTo(2);
    assertThat(table.stringColumn("verdict").get(row)).isEqualTo("predicts it");
  }

  @Test
  void should_predict_no_network_from_a_run_that_counted_no_bytes() {
    Prediction far = Prediction.of(spark(), 4).network(1, "a test");

    assertThat(far.cluster(4, 8).stringColumn("note").get(0))
        .startsWith("not predicted: its trials have no count of the bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> far.network(0, "a test"))
        .withMessageMatching("network must carry between .* Gbit/s, got 0.0: use 1 or 10 .*");
  }

  @Test
  void should_say_from_how_many_tasks_a_cluster_is_faster() {
    Table table = Prediction.of(spark(), 4).crossovers(new Blocking(), 1, 2, 100);

    // The loop needs 0.8 s a task. One slot needs 1 s: never. Two need 0.5 s, and 5.2 s before and
    // behind; the second begins 0.1 s late: 0.8 n > 5.3 + 0.5 n from 18 on.
    assertThat(table.doubleColumn("faster from (tasks)").isMissing(0)).isTrue();
    assertThat(table.stringColumn("note").get(0)).isEqualTo("never, up to 200,000");
    assertThat(table.doubleColumn("faster from (tasks)").get(1)).isEqualTo(18);
    // Of a hundred each has one task: 5.2 s, 0.1 s a task and 0.9 s for the last.
    assertThat(table.doubleColumn("faster from (tasks)").get(2)).isEqualTo(9);
  }

  @Test
  void should_say_what_limits_a_cluster() {
    Table few = Prediction.of(spark(), 4).cluster(4, 1_000);
    Table many = Prediction.of(spark(), 4).cluster(1_000, 1_000);

    // 0.1 s of the driver a task, which is a part of the second that a slot needs for each.
    assertThat(few.doubleColumn("predicted (s)").get(1)).isEqualTo(100, within(1e-6));
    assertThat(few.doubleColumn("predicted (s)").get(2)).isEqualTo(250, within(1e-6));
    assertThat(few.stringColumn("note").get(2)).isEqualTo("the limit");
    assertThat(many.stringColumn("note").get(1)).isEqualTo("the limit");
    assertThat(many.doubleColumn("predicted (s)").get(4)).isBetween(106.0, 107.0);
  }

  @Test
  void should_say_why_a_cluster_is_not_predicted() {
    // Tasks of 1.6 s on four slots: the second four end at 5.2 + 1.8 + 1.6.
    Report slow = spark(4, 9, Spark.HERE, 4, Traffic.NONE, 1.6);

    Table cluster = Prediction.of(spark(), 4).validated(slow).cluster(4, 1_000);

    assertThat(cluster.rowCount()).isEqualTo(1);
    assertThat(cluster.doubleColumn("predicted (s)").isMissing(0)).isTrue();
    assertThat(cluster.stringColumn("note").get(0))
        .isEqualTo(
            "not predicted: it is more than 10 % off on 4 processors: 7.50 s predicted, 8.60 s"
                + " measured");
  }

  @Slow
  @Test
  void should_simulate_a_million_tasks_on_a_thousand_executors_within_ten_seconds() {
    Prediction prediction = Prediction.of(spark(), 4);
    long start = System.nanoTime();

    Table cluster = prediction.cluster(1_000, 1_000_000);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(cluster.doubleColumn("predicted (s)").get(4)).isGreaterThan(100_000);
  }

  @Test
  void should_refuse_in_one_line_what_it_cannot_do() {
    Report two = report(2, blocking(1, 1), atOnce(THREADS, 0, 2, 4));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Prediction.of(two, 0))
        .withMessageMatching("processors must be .*1.*, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Prediction.of(new Report(Published.article()), 16))
        .withMessageStartingWith("report must have figures that the lab measured");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Prediction.of(two, 4).cluster(10, 10))
        .withMessageStartingWith("report must have Spark");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Prediction.of(two, 4).smt(1.5, "x"))
        .withMessageContaining("SMT yield");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Prediction.of(two, 4).clock(0, "x"))
        .withMessageContaining("0.25 and 4.0 times");
  }
}
