package io.github.concurrencylab.measure.machine;

import static io.github.concurrencylab.Figures.cpu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.cpu.ProcStat;
import io.github.concurrencylab.measure.cpu.ProcessorCounters;
import io.github.concurrencylab.measure.cpu.ProcessorTicks;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@Slow
class MachineWatchTest {
  private static final JvmArguments PLAIN = new JvmArguments(List.of());

  @TempDir Path root;

  private void file(String path, String... lines) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private SystemFiles files() {
    return new SystemFiles(root);
  }

  private MachineWatch watch() {
    return new MachineWatch(files(), PLAIN);
  }

  @Test
  void should_read_processors_from_the_system_s_file() throws IOException {
    file(
        "proc/stat",
        "cpu  500 0 300 2500 30 0 10 70 0 0",
        "cpu0 100 20 50 800 20 0 5 5 40 0",
        "cpu11 400 0 200 1700 10 0 5 65 0 0",
        "intr 123 0 0");
    try (ProcessorCounters counters = new ProcStat(root.resolve("proc/stat"))) {
      assertThat(counters.read())
          .containsExactly(new ProcessorTicks(1_000, 820, 5), new ProcessorTicks(2_380, 1_710, 65));
    }
  }

  @Test
  void should_read_more_processors_than_one_reading_holds() throws IOException {
    List<String> lines = new ArrayList<>(List.of("cpu  1 1 1 1 1 1 1 1 0 0"));
    for (int i = 0; i < 500; i++) {
      lines.add("cpu" + i + " 1000000000 0 0 " + i + " 0 0 0 0 0 0");
    }
    lines.add("intr 0");
    file("proc/stat", lines.toArray(String[]::new));
    try (ProcessorCounters counters = new ProcStat(root.resolve("proc/stat"))) {
      assertThat(counters.read()).hasSize(500);
      assertThat(counters.read().getLast().idle()).isEqualTo(499);
    }
  }

  @Test
  void should_take_the_smallest_quota_of_all_groups_above() throws IOException {
    file("proc/self/cgroup", "0::/a/b");
    file("sys/fs/cgroup/cpu.max", "max 100000");
    assertThat(new CpuQuota(files()).processors()).isEmpty();
    file("sys/fs/cgroup/a/cpu.max", "150000 100000");
    file("sys/fs/cgroup/a/b/cpu.max", "200000 100000");
    assertThat(new CpuQuota(files()).processors()).hasValue(1.5);
  }

  @Test
  void should_know_the_quota_of_the_first_version_of_groups() throws IOException {
    file("proc/self/cgroup", "4:cpu,cpuacct:/docker/1", "2:memory:/x");
    file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");
    file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
    assertThat(new CpuQuota(files()).processors()).isEmpty();
    file("sys/fs/cgroup/cpu/docker/1/cpu.cfs_quota_us", "50000");
    file("sys/fs/cgroup/cpu/docker/1/cpu.cfs_period_us", "100000");
    file("sys/fs/cgroup/cpu/docker/1/cpu.stat", "nr_throttled 3", "throttled_time 2500000000");
    assertThat(new CpuQuota(files()).processors()).hasValue(0.5);
    assertThat(new CpuQuota(files()).throttledSeconds()).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void should_warn_of_a_quota_below_what_java_counts_and_of_what_it_held_back()
      throws IOException, InterruptedException {
    file("proc/self/cgroup", "0::/");
    file("sys/fs/cgroup/cpu.max", "50000 100000");
    file("sys/fs/cgroup/cpu.stat", "usage_usec 5", "throttled_usec 1000000");
    MachineWatch watch = watch();
    watch.look();
    assertThat(watch.warnings())
        .contains("unstable because the container may use no more than 0.5 processors");
    file("sys/fs/cgroup/cpu.stat", "usage_usec 5", "throttled_usec 900000000");
    assertThat(watch.warnings())
        .contains(
            "unstable because the container's quota of 0.5 processors held threads back for"
                + " 14 min 59 s");
  }

  @Test
  void should_warn_of_a_clock_that_changes_or_was_slowed_down() throws IOException {
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "3400000");
    file("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "800000");
    file("sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", "7");
    MachineWatch watch = watch();
    watch.ended(List.of());
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "3300000");
    watch.ended(List.of());
    assertThat(watch.warnings()).isEmpty();

    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "2100000");
    file("sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", "9");
    watch.ended(List.of());
    assertThat(watch.warnings())
        .containsExactly(
            "unstable because processors were slowed down for heat, 2 times",
            "unstable because the processors' clock changed, from 2.1 to 3.4 GHz");
  }

  @Test
  void should_find_the_clock_where_only_the_list_of_processors_tells_it() throws IOException {
    file("proc/cpuinfo", "cpu MHz\t\t: 3000.000", "cpu MHz\t\t: 1200.5");
    MachineWatch watch = watch();
    watch.ended(List.of());
    file("proc/cpuinfo", "cpu MHz\t\t: 1500.000", "cpu MHz\t\t: 1200.5");
    watch.ended(List.of());
    assertThat(watch.warnings())
        .containsExactly("unstable because the processors' clock changed, from 1.5 to 3.0 GHz");
  }

  @Test
  void should_warn_of_what_other_programs_used_during_the_trials() {
    MachineWatch busy = watch();
    busy.ended(List.of(cpu(1, List.of(1.0, 0.9), 1.2)));
    assertThat(busy.warnings())
        .containsExactly(
            "unstable because other programs kept 0.7 processors busy during the trials");
    MachineWatch idle = watch();
    idle.ended(List.of(cpu(1, List.of(1.0, 0.3), 1.2)));
    assertThat(idle.warnings()).isEmpty();
    MachineWatch brief = watch();
    brief.ended(List.of(cpu(0.1, List.of(1.0, 0.9), 0.2)));
    assertThat(brief.warnings()).isEmpty();
  }

  @Test
  void should_warn_of_a_debugger_an_agent_and_a_restrained_compiler() {
    assertThat(
            new JvmArguments(
                    List.of(
                        "-agentlib:jdwp=transport=dt_socket,server=y",
                        "-javaagent:/home/someone/lib/profiler.jar=x=/tmp/y",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx1g"))
                .faults())
        .containsExactly(
            "a debugger can be attached (jdwp)",
            "an agent is attached (profiler.jar)",
            "the compiler is restrained (-XX:TieredStopAtLevel=1)");
    assertThat(PLAIN.faults()).isEmpty();
  }

  @Test
  void should_show_arguments_without_what_would_tell_whose_they_are() {
    assertThat(
            new JvmArguments(
                    List.of(
                        "-Xmx1g",
                        "-Duser.secret=me",
                        "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
                        "-XX:AOTCache=/home/me/a.aot",
                        "-Xlog:gc:file=C:\\me\\log",
                        "-javaagent:/home/me/agent.jar=/home/me"))
                .shown())
        .containsExactly(
            "-Xmx1g",
            "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "-XX:AOTCache=…",
            "-Xlog:gc:file=…",
            "-javaagent:agent.jar");
  }

  @Test
  void should_name_a_thread_that_burns_a_processor() throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(1);
    Thread spinning =
        Thread.ofPlatform()
            .name("left-over 7")
            .start(() -> {
              started.countDown();
              while (!stop.get()) {
                Thread.onSpinWait();
              }
            });
    try {
      started.await();
      // On a busy machine it may get nothing at all for a while.
      List<String> found = List.of();
      while (found.stream().noneMatch(line -> line.contains("left-over 7"))) {
        BusyThreads threads = new BusyThreads();
        TimeUnit.MILLISECONDS.sleep(200);
        found = threads.found();
      }
      assertThat(found)
          .singleElement()
          .asString()
          .matches("threads? .*left-over 7.* kept a processor busy before the run; .*");
    } finally {
      stop.set(true);
      spinning.join();
    }
  }

  @Test
  void should_see_another_program_s_load_before_the_run() throws Exception {
    assumeThat(System.getProperty("os.name")).startsWith("Linux");
    Process burner = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      List<String> warnings = List.of();
      while (warnings.stream().noneMatch(line -> line.contains("before the run"))) {
        MachineWatch watch = watch();
        watch.look();
        warnings = watch.warnings();
      }
      assertThat(warnings)
          .anyMatch(line ->
              line.matches(
                  "unstable because other programs kept [\\d.]+ processors? busy before the run"));
    } finally {
      burner.destroyForcibly().waitFor();
    }
  }

  @Test
  void should_describe_any_machine_even_where_nothing_is_told_and_python_is_not_there() {
    MachineFacts none =
        MachineFacts.of(files(), PLAIN, new Python(new Blocking(), "/no/such/python3"));
    assertThat(facts(none))
        .contains("CPython: not found", "CPU quota: none", "Java's arguments: none");
  }

  @Test
  void should_describe_cores_and_caches_as_the_system_tells_them() throws IOException {
    file(
        "proc/cpuinfo",
        "physical id\t: 0",
        "core id\t\t: 0",
        "physical id\t: 0",
        "core id\t\t: 0",
        "physical id\t: 0",
        "core id\t\t: 1",
        "physical id\t: 0",
        "core id\t\t: 1");
    file("sys/devices/system/cpu/cpu0/cache/index0/level", "1");
    file("sys/devices/system/cpu/cpu0/cache/index0/size", "32K");
    file("sys/devices/system/cpu/cpu0/cache/index0/type", "Data");
    file("sys/devices/system/cpu/cpu0/cache/index3/level", "3");
    file("sys/devices/system/cpu/cpu0/cache/index3/size", "32768K");
    file("sys/devices/system/cpu/cpu0/cache/index3/type", "Unified");
    file("proc/stat", "cpu  1 0 0 0", "cpu0 1 0 0 0", "cpu1 1 0 0 0", "intr 0");
    assertThat(facts(MachineFacts.of(files(), PLAIN, new Python(new Blocking(), "/no/python3"))))
        .contains(
            "cores: 2, each of 2 hardware threads",
            "caches: L1 data 32K, L3 32768K",
            "processors of the system: 2");
  }

  @Test
  void should_describe_between_which_clocks_the_system_may_choose() throws IOException {
    assertThat(clockFact()).isEqualTo("not told by this system");
    file("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_min_freq", "1200000");
    file("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "4000000");
    file("sys/devices/system/cpu/cpu1/cpufreq/cpuinfo_max_freq", "4300000");
    assertThat(clockFact()).isEqualTo("from 1.2 to 4.3 GHz");
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave");
    file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "powersave");
    assertThat(clockFact()).isEqualTo("from 1.2 to 4.3 GHz, governor powersave");
  }

  private String clockFact() {
    MachineFacts all = MachineFacts.of(files(), PLAIN, new Python(new Blocking(), "/no/python3"));
    return all.facts().stream()
        .filter(fact -> fact.name().equals("clock"))
        .map(MachineFacts.Fact::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void should_read_the_fastest_clock_again_and_again_until_it_is_ended() throws Exception {
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "1200000");
    file("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "4300000");
    try (ClockWatch watch = new ClockWatch(files())) {
      TimeUnit.MILLISECONDS.sleep(200);
      assertThat(watch.finish()).isNotEmpty().containsOnly(4.3);
    }
  }

  @Test
  void should_read_no_clock_where_none_is_told() throws Exception {
    file("proc/cpuinfo", "cpu MHz\t\t: 2445.4", "flags\t: fpu hypervisor");
    try (ClockWatch watch = new ClockWatch(files())) {
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(watch.finish()).isEmpty();
    }
  }

  private static List<String> facts(MachineFacts machine) {
    return machine.facts().stream().map(fact -> fact.name() + ": " + fact.value()).toList();
  }
}
