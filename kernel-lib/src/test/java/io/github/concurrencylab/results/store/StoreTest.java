package io.github.concurrencylab.results.store;

import static io.github.concurrencylab.Figures.MACHINE;
import static io.github.concurrencylab.Figures.cpu;
import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.texts;
import static io.github.concurrencylab.Figures.trial;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.RunState;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class StoreTest {
  static final RunPlan PLAN =
      new RunPlan("some-work{a=1}", List.of(id("a"), id("b")), 2, "two trials");
  private static final List<Note> NOTES = List.of(new Note(Note.Kind.UNSTABLE, "a warning"));
  private static final Measurement NOTHING =
      new Measurement(Source.HERE, "some work", MACHINE, List.of(), NOTES);

  @TempDir private Path folder;

  private Store store() {
    return new Store(folder.resolve("store"));
  }

  private RunRecorder recorder() {
    return new RunRecorder(() -> store().newFile(Instant.now()), Optional.empty());
  }

  private static Measurement with(Trial... trials) {
    return new Measurement(Source.HERE, "some work", MACHINE, List.of(trials), NOTES);
  }

  /** The lines of a whole run of two models. */
  public static byte[] wholeRun() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    lines.add(RunLines.head(Instant.parse("2026-01-02T03:04:05Z"), PLAN, NOTHING, ""));
    for (int number = 1; number <= 2; number++) {
      lines.add(RunLines.trial(trial("a", number, 1.5), MACHINE));
      lines.add(RunLines.trial(trial("b", number, 2.5), MACHINE));
    }
    lines.add(RunLines.end(RunState.COMPLETE, NOTHING));
    int length = lines.stream().mapToInt(line -> line.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] line : lines) {
      System.arraycopy(line, 0, all, at, line.length);
      at += line.length;
    }
    return all;
  }

  private void keepWhole(RunState state) {
    RunRecorder recorder = recorder();
    recorder.started(PLAN, NOTHING);
    recorder.finished(trial("b", 1, 2.5), MACHINE);
    recorder.finished(trial("a", 1, 1.5), MACHINE);
    recorder.closed(state, with(trial("a", 1, 1.5), trial("b", 1, 2.5)));
    assertThat(recorder.noted(NOTHING)).isEqualTo(NOTHING);
  }

  @Test
  void should_keep_a_run_with_everything_recorded() {
    Trial full =
        new Trial.Measured(
            id("a"),
            1,
            1_000_000_000,
            new Trial.Details(
                100_000_000,
                new CpuTime(2_000_000_000, 0),
                "42",
                Timeline.of(List.of(new Span(0, "thread-1", 5, 7))),
                List.of(cpu(0.05, List.of(0.25, 1.0), 1.1))));
    Trial failed = failed("b", "it broke");
    RunRecorder recorder = recorder();
    recorder.started(PLAN, NOTHING);
    recorder.finished(failed, MACHINE);
    recorder.finished(full, new Machine("p", 1, "s", "Java 25; CPython 3"));
    recorder.closed(RunState.COMPLETE, with(full, failed));

    StoredRun run = store().run(store().runs().runs().getFirst().id());

    assertThat(run.plan()).isEqualTo(PLAN);
    assertThat(run.state()).isEqualTo(RunState.COMPLETE);
    assertThat(run.finishedTrials()).isEqualTo(1);
    assertThat(run.measurement().trials()).containsExactly(full, failed);
    assertThat(texts(run.results().measurements().getFirst().notes())).containsExactly("a warning");
  }

  @Test
  void should_have_each_trial_as_soon_as_it_ended() {
    RunRecorder recorder = recorder();
    recorder.started(PLAN, NOTHING);
    recorder.finished(trial("a", 1, 1.5), MACHINE);

    StoredRun run = store().runs().runs().getFirst();

    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    assertThat(texts(run.results().measurements().getFirst().notes()))
        .containsExactly("a warning", "still running: 1 of 4 trials");
    recorder.closed(RunState.INTERRUPTED, with(trial("a", 1, 1.5)));
    assertThat(texts(store().runs().runs().getFirst().results().measurements().getFirst().notes()))
        .containsExactly("a warning", "stopped (interrupted): 1 of 4 trials");
  }

  @Test
  void should_know_a_run_whose_program_is_gone() throws IOException {
    String lines = new String(wholeRun(), UTF_8);
    String cut =
        lines
            .lines()
            .limit(3)
            .reduce("", (a, b) -> a + b + "\n")
            .replaceAll("\"pid\":\\d+", "\"pid\":0");

    StoredRun run = read(cut).run();

    assertThat(run.state()).isEqualTo(RunState.CUT_SHORT);
    assertThat(texts(run.results().measurements().getFirst().notes()))
        .contains("stopped (cut short): 2 of 4 trials");
  }

  private static RunLines.Read read(String lines) {
    return RunLines.read("id", "x.jsonl", lines.getBytes(UTF_8));
  }

  @Test
  void should_skip_a_damaged_line_and_name_it() throws IOException {
    List<String> lines = new ArrayList<>(new String(wholeRun(), UTF_8).lines().toList());
    lines.set(2, lines.get(2).substring(0, 40));
    lines.set(3, "null");

    StoredRun run = read(String.join("\n", lines)).run();

    assertThat(run.finishedTrials()).isEqualTo(2);
    assertThat(texts(run.measurement().notes()))
        .hasSize(3)
        .anyMatch(w -> w.startsWith("x.jsonl, line 3 skipped, it is damaged: "))
        .contains("x.jsonl, line 4 skipped, it is damaged: no record")
        .allMatch(w -> !w.contains("\n"));
  }

  @Test
  void should_refuse_another_schema_and_bombs_by_line() throws IOException {
    String lines = new String(wholeRun(), UTF_8);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            read(lines.replace("\"schema\":2,\"kind\":\"end\"", "\"schema\":7,\"kind\":\"end\"")))
        .withMessage(
            "x.jsonl, line 6: schema must be 2, got \"7\", of a newer version; measure again, or load it"
                + " with the version of the lab that wrote it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("[".repeat(1_000) + "\n" + lines))
        .withMessageStartingWith("x.jsonl, line 1: must say what was run, but is damaged: ");
    assertThat(read(lines + "[".repeat(100_000)).run().measurement().notes().getLast().text())
        .startsWith("x.jsonl, line 7 skipped");
    assertThat(
            texts(read(lines + "x".repeat(RunLines.LONGEST_LINE + 1)).run().measurement().notes()))
        .contains("x.jsonl, line 7 skipped, it is damaged: longer than 4 MB");
    String negative = lines.replace("\"nanos\":1500000000", "\"nanos\":-1");
    assertThat(texts(read(negative).run().measurement().notes()))
        .contains(
            "x.jsonl, line 2 skipped, it is damaged: nanos must be between 0 and"
                + " 1000000000000000000, got -1");
  }

  @Test
  void should_write_a_huge_trial_without_its_spans() throws IOException {
    List<Span> spans =
        IntStream.range(0, 100_000).mapToObj(i -> new Span(i, "thread-1", 5, 7)).toList();
    Trial huge =
        new Trial.Measured(
            id("a"),
            1,
            1,
            new Trial.Details(0, new CpuTime(1, 0), "1", Timeline.of(spans), List.of()));

    assertThat(RunLines.trial(huge, MACHINE)).hasSizeLessThan(1_000);
  }

  @Test
  void should_list_the_newest_first_even_if_the_clock_is_set_back() throws IOException {
    keepWhole(RunState.COMPLETE);
    Path last = store().newFile(Instant.parse("2020-01-01T00:00:00Z"));
    Files.write(last, wholeRun());
    Files.write(folder.resolve("store").resolve("not ours.txt"), new byte[] {1});
    Files.write(folder.resolve("store").resolve("20260101T000000000Z-0000abcd.jsonl"), new byte[0]);

    assertThat(store().runs().runs()).hasSize(2);
    assertThat(store().runs().runs().getFirst().id()).isEqualTo(Store.idOf(last));
    assertThat(store().runs().warnings()).isEmpty();
  }

  @Test
  void should_remove_the_oldest_beyond_the_bound() throws IOException {
    Path old = store().newFile(Instant.parse("2020-01-01T00:00:00Z"));
    Files.write(old, wholeRun());
    for (int i = 0; i < Defaults.KEPT_RUNS - 1; i++) {
      String name = "20210101T000000%03dZ-0000abcd.jsonl".formatted(i);
      Files.write(old.resolveSibling(name), new byte[0]);
    }
    Path other = Files.write(old.resolveSibling("mine.jsonl"), new byte[0]);

    keepWhole(RunState.COMPLETE);

    assertThat(old).doesNotExist();
    assertThat(other).exists();
    try (var files = Files.list(folder.resolve("store"))) {
      assertThat(files.count()).isEqualTo(Defaults.KEPT_RUNS + 1);
    }
  }

  @Test
  void should_keep_the_runs_of_two_at_the_same_time() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> both =
        IntStream.range(0, 2)
            .mapToObj(i ->
                Thread.ofPlatform()
                    .start(() -> {
                      try {
                        go.await();
                      } catch (InterruptedException stopped) {
                        return;
                      }
                      for (int run = 0; run < 20; run++) {
                        keepWhole(RunState.COMPLETE);
                      }
                    }))
            .toList();
    go.countDown();
    for (Thread thread : both) {
      thread.join();
    }

    assertThat(store().runs().runs()).hasSize(40).allMatch(run -> run.finishedTrials() == 2);
    assertThat(store().runs().warnings()).isEmpty();
  }

  @Test
  void should_go_on_with_an_unfinished_run_of_the_same_plan_and_machine() {
    keepWhole(RunState.INTERRUPTED);
    keepWhole(RunState.COMPLETE);

    StoredRun run = store().unfinished(PLAN, MACHINE).orElseThrow();

    assertThat(run.state()).isEqualTo(RunState.INTERRUPTED);
    RunPlan other = new RunPlan(PLAN.workload(), PLAN.models(), 3, PLAN.protocol());
    assertThat(store().unfinished(other, MACHINE)).isEmpty();
    assertThat(store().unfinished(PLAN, new Machine("p", 2, "s", "r"))).isEmpty();

    RunRecorder recorder = new RunRecorder(() -> store().newFile(Instant.now()), Optional.of(run));
    recorder.started(PLAN, run.measurement());
    recorder.closed(RunState.COMPLETE, run.measurement());
    assertThat(store().unfinished(PLAN, MACHINE)).isEmpty();
    assertThat(store().runs().runs().getFirst().finishedTrials()).isEqualTo(2);
    assertThat(store().runs().isContinued(run)).isTrue();
    assertThat(texts(recorder.noted(NOTHING).notes()))
        .contains("resumed: 2 of 4 trials are from an earlier run");
  }

  private static void assertNotKept(RunRecorder recorder, String why) {
    recorder.started(PLAN, NOTHING);
    recorder.finished(trial("a", 1, 1.5), MACHINE);
    recorder.closed(RunState.COMPLETE, NOTHING);

    assertThat(texts(recorder.noted(NOTHING).notes()))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("not kept: ")
        .contains(why)
        .endsWith(": make room, or set CONCURRENCY_LAB_STORE to a directory that can be written");
  }

  @Test
  void should_go_on_without_a_place_to_keep_runs() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {1});
    Store below = new Store(file.resolve("store"));

    assertNotKept(
        new RunRecorder(() -> below.newFile(Instant.now()), Optional.empty()), file.toString());
    assertNotKept(
        new RunRecorder(
            () -> Store.usual(Map.of(), "Linux", "?").newFile(Instant.now()), Optional.empty()),
        "this user has no home directory");
    assertThat(below.runs().runs()).isEmpty();
  }

  @Test
  void should_go_on_if_the_disk_is_full() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));

    assertNotKept(new RunRecorder(() -> full, Optional.empty()), "No space left on device");
  }

  @Test
  void should_be_where_the_user_wants_it() {
    assertThat(Store.usual(Map.of("CONCURRENCY_LAB_STORE", "/x/y"), "Linux", "/h").folder())
        .isEqualTo(Path.of("/x/y").toAbsolutePath());
    assertThat(Store.usual(Map.of("XDG_STATE_HOME", "/state"), "Linux", "/h").folder())
        .isEqualTo(Path.of("/state/concurrency-lab"));
    assertThat(Store.usual(Map.of("XDG_STATE_HOME", "state"), "Linux", "/h").folder())
        .isEqualTo(Path.of("/h/.local/state/concurrency-lab"));
    assertThat(Store.usual(Map.of(), "Mac OS X", "/h").folder())
        .isEqualTo(Path.of("/h/Library/Application Support/concurrency-lab"));
    assertThat(Store.usual(Map.of("LOCALAPPDATA", "/l"), "Windows 11", "/h").folder())
        .isEqualTo(Path.of("/l/concurrency-lab"));
  }
}
