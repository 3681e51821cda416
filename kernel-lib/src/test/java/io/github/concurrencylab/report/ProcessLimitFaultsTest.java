package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.concurrencylab.Fault;
import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.workload.ModuloSum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A virtual machine of a user who may have few processes and threads. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have other limits")
@Timeout(240)
@Fault
@Lengthy
class ProcessLimitFaultsTest {
  /** Enough for a virtual machine and two children, by far not for sixteen. */
  private static final String LIMIT = "90";

  /** A user who has nothing else running: the limit counts all that a user has. */
  private static final String USER = "54321";

  @TempDir private Path folder;

  /** Runs pools that are too large, and others afterwards. */
  static final class Main {
    private static final Experiment TWO = Experiment.standard().trials(2).warmups(0);
    private static final ModuloSum WORK = ModuloSum.article().terms(2_000).tasks(300);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
      run(new Processes(16), new Blocking());
      run(Python.of(new Processes(128)), new Blocking());
      run(new Processes(1), Python.of(new Processes(1)));
    }

    private static void run(Model... models) throws InterruptedException {
      for (Trial trial : TWO.run(WORK, models).results().measurements().getFirst().trials()) {
        String failure = reason(trial);
        System.out.println(trial.model() + (failure.isEmpty() ? " is fine" : " FAILED " + failure));
      }
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (left() > 0 && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      System.out.println("left " + left());
    }

    /** A process that is dead, but for its entry in the system's list, has no command any more. */
    private static long left() {
      return ProcessHandle.current()
          .descendants()
          .filter(process -> process.info().commandLine().isPresent())
          .count();
    }
  }

  /** Runs a command as another user: no limit binds root. */
  private String asAnother(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
    // The build may lie where nobody else may read.
    all.addAll(List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));
    all.addAll(List.of("bash", "-c", "ulimit -u " + LIMIT + "; exec \"$@\"", "bash"));
    all.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("XDG_STATE_HOME", folder.toString());
    builder.environment().put(Defaults.STORE_VARIABLE, folder.resolve("store").toString());
    Process process = builder.start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() + "\n" + said;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void should_survive_a_limit_on_processes() throws Exception {
    assumeThat(ProcessHandle.current().info().user())
        .as("who may become another user")
        .hasValue("root");
    assumeThat(asAnother("true")).as("becoming another user").isEqualTo("0\n");
    String said =
        asAnother(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    String remedy = "; use fewer workers, or raise the limit on processes or memory";
    assertThat(said.lines().filter(line -> line.matches(".*( FAILED | is fine|left ).*|\\d+")))
        .as(said)
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("0"),
            line ->
                assertThat(line)
                    .startsWith("processes(16) FAILED processes(16): ")
                    .endsWith(remedy),
            line -> assertThat(line).isEqualTo("blocking is fine"),
            line -> assertThat(line).isEqualTo("blocking is fine"),
            line -> assertThat(line).isEqualTo("left 0"),
            line ->
                assertThat(line)
                    .startsWith("python(processes(128)) FAILED ")
                    .contains("failed under python(processes(128))")
                    .endsWith(remedy),
            line -> assertThat(line).isEqualTo("blocking is fine"),
            line -> assertThat(line).isEqualTo("blocking is fine"),
            line -> assertThat(line).isEqualTo("left 0"),
            line -> assertThat(line).isEqualTo("processes(1) is fine"),
            line -> assertThat(line).isEqualTo("processes(1) is fine"),
            line -> assertThat(line).isEqualTo("python(processes(1)) is fine"),
            line -> assertThat(line).isEqualTo("python(processes(1)) is fine"),
            line -> assertThat(line).isEqualTo("left 0"));
  }
}
