package io.github.concurrencylab.model.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.concurrencylab.Fault;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.workload.ModuloSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The pool's bookkeeping, with children that answer at any moment or die: light ones, not ours. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(240)
@Fault
class PoolFaultsTest {
  private static final int WORKERS = 4;
  private static final int TASKS = 80;
  private static final ModuloSum WORK = ModuloSum.article().tasks(TASKS).terms(1);
  private static final Pattern NAMED = Pattern.compile("^task (\\d+) of 80 .* on process-\\d: .*");

  /** A child that notes each task before it does anything: a line is one write, so never cut. */
  private static final String CHILD =
      """
      import os, random, struct, sys, time
      log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
      deadly = float(sys.argv[2])
      def say(payload):
          sys.stdout.buffer.write(struct.pack('>ii', 0x434c4142, len(payload)) + payload)
          sys.stdout.buffer.flush()
      say(b'r')
      while True:
          head = sys.stdin.buffer.read(8)
          if len(head) < 8:
              break
          payload = sys.stdin.buffer.read(struct.unpack('>ii', head)[1])
          if payload[:1] == b'R':
              task, = struct.unpack('>i', payload[1:])
              os.write(log, b'%d %d\\n' % (os.getpid(), task))
              if random.random() < deadly:
                  os._exit(3)
              if random.random() < 0.3:
                  time.sleep(random.random() / 500)
              say(b'p' + struct.pack('>q', 1))
              say(b'd' + struct.pack('>iqq', task, 1000, 7 * task + 1))
      """;

  @TempDir private Path folder;

  @BeforeEach
  void should_have_python() {
    assumeTrue(
        Optional.ofNullable(System.getenv("PATH")).stream()
            .flatMap(path -> Pattern.compile(":").splitAsStream(path))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "python3"))));
  }

  /** What came of a round: the results, or the error; and which child was given which tasks. */
  private record Played(
      List<Object> results, Optional<String> error, Map<String, List<Integer>> given, long done) {}

  private Played played(int number, String deadly) throws IOException, InterruptedException {
    Path log = folder.resolve("log-" + number);
    List<String> command = List.of("python3", "-S", "-c", CHILD, log.toString(), deadly);
    Progress progress = new Progress();
    Recording recording = Recording.elsewhere(new Processes(WORKERS), WORK);
    List<Object> results = List.of();
    Optional<String> error = Optional.empty();
    ProcessPool pool =
        ProcessPool.start("fake", WORKERS, command, ProcessPool.Patience.STANDARD, progress);
    try {
      pool.run(null, recording, progress);
      results = recording.finish().execution().results();
    } catch (TaskFailedException failed) {
      error = Optional.of(String.valueOf(failed.getMessage()));
    } finally {
      pool.kill();
    }
    Map<String, List<Integer>> given = new LinkedHashMap<>();
    for (String line : Files.readAllLines(log)) {
      String[] words = line.split(" ", -1);
      given.computeIfAbsent(words[0], child -> new ArrayList<>()).add(Integer.valueOf(words[1]));
    }
    return new Played(results, error, given, progress.done());
  }

  private static List<Integer> all(Played played) {
    return played.given().values().stream().flatMap(List::stream).sorted().toList();
  }

  @Test
  void should_survive_answers_in_any_order() throws Exception {
    List<Object> expected =
        LongStream.range(0, TASKS).mapToObj(task -> (Object) (7 * task + 1)).toList();
    for (int round = 0; round < 6; round++) {
      Played played = played(round, "0");

      assertThat(played.error()).isEmpty();
      assertThat(played.results()).isEqualTo(expected);
      assertThat(all(played)).doesNotHaveDuplicates().hasSize(TASKS);
      assertThat(played.given()).hasSizeLessThanOrEqualTo(WORKERS);
      assertThat(played.done()).isEqualTo(TASKS);
    }
  }

  @Test
  void should_name_the_task_of_a_child_that_dies() throws Exception {
    int deaths = 0;
    for (int round = 0; round < 6; round++) {
      Played played = played(round, "0.1");

      assertThat(all(played)).doesNotHaveDuplicates();
      if (played.error().isEmpty()) {
        assertThat(all(played)).hasSize(TASKS);
        continue;
      }
      deaths++;
      Matcher named = NAMED.matcher(played.error().get());
      assertThat(named.matches()).as(played.error().get()).isTrue();
      int task = Integer.parseInt(named.group(1)) - 1;
      assertThat(played.given().values())
          .as("task %d is the last that some child was given", task)
          .anyMatch(given -> given.getLast() == task);
    }
    assertThat(deaths).isPositive();
  }
}
