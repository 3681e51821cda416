package io.github.concurrencylab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Fault;
import io.github.concurrencylab.Figures;
import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.Leftovers;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tasks that ruin the process they run in: a whole run has one row that says why, keeps the trials
 * of the other model, and the next run works.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(240)
@Fault
@Lengthy
class LostChildrenFaultsTest {
  private static final Experiment TWO = Experiment.standard().trials(2).warmups(0);

  private final Set<Thread> before = Leftovers.threads();

  /** What a task keeps for ever. */
  private static final List<byte[]> HOARD = new ArrayList<>();

  @AfterEach
  void should_leave_nothing() throws InterruptedException {
    Leftovers.assertNone(before, new Progress());
  }

  /** Does harm in any process but this one. */
  private static Object harm(String fault, long lab, int i) throws Exception {
    if (ProcessHandle.current().pid() == lab) {
      return i;
    }
    OutputStream pipe = new FileOutputStream(FileDescriptor.out);
    switch (fault) {
      case "kill", "stop" -> signal(fault.toUpperCase(java.util.Locale.ROOT));
      case "exit" -> System.exit(7);
      case "memory" -> grow(new ArrayList<>());
      case "hoard" -> grow(HOARD);
      case "flood" -> {
        byte[] much = new byte[5_000_000];
        Arrays.fill(much, (byte) 'x');
        System.err.write(much, 0, much.length);
        Runtime.getRuntime().halt(8);
      }
      case "rubbish" -> pipe.write("rubbish\n".getBytes(StandardCharsets.US_ASCII));
      case "half" -> {
        pipe.write(new byte[] {'C', 'L', 'A', 'B', 0, 0, 1, 0, 'd'});
        Runtime.getRuntime().halt(9);
      }
      default -> throw new IllegalStateException("planted");
    }
    Thread.sleep(Long.MAX_VALUE);
    return i;
  }

  private static void signal(String name) throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
  }

  private static void grow(List<byte[]> kept) {
    while (true) {
      kept.add(new byte[1 << 20]);
    }
  }

  private static OwnTasks work(String fault) {
    long lab = ProcessHandle.current().pid();
    return OwnTasks.of("harm", 4, i -> harm(fault, lab, i));
  }

  private static void assertNamedAndOthersKept(OwnTasks work, Model failing, String words) {
    Model other = new Blocking();
    Report run = TWO.run(work, failing, other);
    assertKept(run, failing, other, words);
    assertKept(History.now().get(1), failing, other, words);
    ModuloSum next = ModuloSum.article().terms(2_000).tasks(3);
    assertThat(trials(TWO.run(next, failing, other)))
        .hasSize(4)
        .allMatch(Trial.Measured.class::isInstance);
  }

  private static void assertKept(Report run, Model failing, Model other, String words) {
    assertThat(trials(run))
        .filteredOn(trial -> trial.model().equals(other.id()))
        .hasSize(2)
        .allMatch(Trial.Measured.class::isInstance);
    assertThat(trials(run))
        .filteredOn(trial -> trial.model().equals(failing.id()))
        .singleElement()
        .extracting(Figures::reason)
        .asString()
        .contains("failed under " + failing.name() + " on ")
        .containsPattern(words)
        .doesNotContainPattern("\\p{Cntrl}")
        .hasSizeLessThan(3_000);
  }

  private static List<Trial> trials(Report run) {
    return run.results().measurements().getFirst().trials();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "kill    ! on process-[12]: it ended, exit status 137",
        "exit    ! on process-[12]: it ended, exit status 7",
        "stop    ! on process-[12]: it gave no sign of life for 10 s, still running",
        "memory  ! on process-[12]: java.lang.OutOfMemoryError: Java heap space; the heap of a",
        "hoard   ! OutOfMemoryError",
        "flood   ! on process-[12]: it ended, exit status 8; it said: xxxxx",
        "rubbish ! on process-[12]: no frame of ours: began with 0x72756262",
        "half    ! on process-[12]: pipe ended within a frame, exit status 9",
        "throw   ! on process-[12]: java.lang.IllegalStateException: planted",
      })
  void should_survive_a_child_whose_task(String fault, String words) {
    assertNamedAndOthersKept(work(fault), new Processes(2), "task [1-4] of 4 .*" + words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "os.kill(os.getpid(), 9)      ! ended, killed by signal 9",
        "os._exit(7)                  ! ended, exit status 7",
        "x = bytes(1 << 60)           ! MemoryError",
      })
  void should_survive_a_worker_of_cpythons_pool_whose_task_does(String harm, String words) {
    assertNamedAndOthersKept(inPython(harm), Python.of(new Processes(2)), words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "os.kill(os.getpid(), 9)      ! ended, exit status 137",
        "os._exit(7)                  ! ended, exit status 7",
        "x = bytes(1 << 60)           ! MemoryError",
        "sys.stderr.write('x' * 5000000); os._exit(8) ! exit status 8; it said: xxxxx",
        "os.write(lab.out, b'rubbish\\n')              ! no message of ours: \"rubbish\"",
        "os.write(lab.out, b'{\"say\":'); os._exit(9)  ! output ended within a message: .*status 9",
      })
  void should_survive_an_interpreter_whose_task_does(String harm, String words) {
    assertNamedAndOthersKept(inPython(harm), Python.of(new Blocking()), words);
  }

  private static OwnTasks inPython(String harm) {
    String source =
        """
        import os, sys, time
        lab = sys.modules["__main__"]

        def task(i):
            HARM
            time.sleep(1000)
        """;
    return work("none").python(source.replace("HARM", harm));
  }
}
