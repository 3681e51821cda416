package io.github.concurrencylab.measure.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.base.Words;
import io.github.concurrencylab.base.poll.StoppedError;
import io.github.concurrencylab.workload.OwnTasks;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lock for all users of a machine; the other user here is a real one. */
@Timeout(120)
@Slow
class SharedLockTest {
  private static final String ME = System.getProperty("user.name");
  private static final String OTHER = "nobody";
  private static final String WHAT = "theirs";

  /** What a program needs that only takes the lock. */
  private static final List<Class<?>> PROGRAM =
      List.of(Words.class, StoppedError.class, OwnTasks.class, MachineLock.class, LockHolder.class);

  @TempDir Path scratch;
  private Path shared;
  private Path own;
  private Path file;

  @BeforeEach
  void makeAFolderForAllUsers() throws IOException {
    assumeThat(ME).as("who can make a folder for all users").isEqualTo("root");
    open(scratch);
    shared = Files.createDirectory(scratch.resolve("shared"));
    Files.setAttribute(shared, "unix:mode", 01777);
    own = scratch.resolve("own");
    file = shared.resolve("concurrency-lab.lock");
  }

  private static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private MachineLock lock() {
    return new MachineLock(List.of(shared), List.of(own));
  }

  private String limit() throws InterruptedException {
    try (var turn = lock().await("mine", waiting -> {})) {
      return turn.limit();
    }
  }

  /** The program's classes where everybody may read them: a build may lie in a closed home. */
  private String classPath() throws IOException, URISyntaxException {
    Path classes = scratch.resolve("classes");
    for (Class<?> one : PROGRAM) {
      Path root = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = Path.of(one.getPackageName().replace('.', '/'));
      Files.createDirectories(classes.resolve(folder));
      try (Stream<Path> files = Files.list(root.resolve(folder))) {
        for (Path from : files.filter(Files::isRegularFile).toList()) {
          Path to = classes.resolve(folder).resolve(from.getFileName());
          if (!Files.exists(to)) {
            Files.copy(from, to);
          }
        }
      }
    }
    try (Stream<Path> copied = Files.walk(classes)) {
      for (Path path : copied.toList()) {
        open(path);
      }
    }
    return classes.toString();
  }

  private ProcessBuilder program(List<String> before, String... arguments)
      throws IOException, URISyntaxException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath()));
    command.add(LockHolder.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private Process start(String... before) throws IOException, URISyntaxException {
    return program(List.of(before), WHAT, shared.toString()).start();
  }

  /** The program as another user, if that can read what it needs. */
  private Process startAsAnother() throws IOException, URISyntaxException, InterruptedException {
    String[] become = {"setpriv", "--reuid=" + OTHER, "--regid=65534", "--clear-groups"};
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process tried =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(become),
                        Stream.of(
                            "sh", "-c", "test -x '" + java + "' && test -r '" + scratch + "'"))
                    .toList())
            .start();
    assumeThat(tried.waitFor()).as("another user may read the JDK and the folder").isZero();
    return start(become);
  }

  @Test
  void should_wait_for_another_user_say_for_whom_and_go_on_when_that_program_was_killed()
      throws Exception {
    Process other = startAsAnother();
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("held");
      assertThat(Files.getOwner(file).getName()).isEqualTo(OTHER);
      var waits = new CompletableFuture<String>();
      var limit = new CompletableFuture<String>();
      Thread waiter = await(waits, limit);
      assertThat(waits.get())
          .matches(
              "another measurement: theirs, since \\d+ s, process " + other.pid() + " of nobody");
      assertThat(limit).isNotDone();

      other.destroyForcibly();

      assertThat(limit.get()).isEmpty();
      waiter.join();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  private Thread await(CompletableFuture<String> waits, CompletableFuture<String> limit) {
    return Thread.ofPlatform()
        .start(() -> {
          try (var turn = lock().await("mine", waits::complete)) {
            limit.complete(turn.limit());
          } catch (InterruptedException stopped) {
            limit.completeExceptionally(stopped);
          }
        });
  }

  @Test
  void should_have_another_user_wait() throws Exception {
    Process other;
    try (var turn = lock().await("mine", waiting -> {})) {
      assertThat(turn.limit()).isEmpty();
      other = startAsAnother();
      assertThat(other.inputReader().readLine())
          .matches(
              "another measurement: mine, since \\d+ s, process "
                  + ProcessHandle.current().pid()
                  + " of "
                  + ME);
    }
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void should_be_the_machine_s_unless_a_folder_is_named() throws Exception {
    ProcessBuilder builder = program(List.of(), WHAT);
    builder.environment().remove(Defaults.LOCK_VARIABLE);
    Process other = builder.start();
    try {
      // Somebody else may measure here just now.
      assertThat(other.inputReader().readLine()).matches("held|another measurement.*");
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(
            MachineLock.of(Map.of(Defaults.LOCK_VARIABLE, own.toString()), List.of())
                .sharedFolder())
        .isEmpty();
  }

  @Test
  void should_be_for_all_users_whatever_the_mask_of_new_files() throws Exception {
    Process closed = start("sh", "-c", "umask 077; exec \"$@\"", "sh");
    try {
      assertThat(closed.inputReader().readLine()).isEqualTo("held");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-rw-rw-");
    } finally {
      closed.destroyForcibly().waitFor();
    }
  }

  @Test
  void should_mend_a_file_whose_maker_was_stopped_before_it_was_for_all() throws Exception {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    assertThat(limit()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw-rw-");
  }

  @Test
  void should_follow_no_link() throws Exception {
    Path precious = forAll(Files.writeString(scratch.resolve("precious"), "precious"));
    Files.createSymbolicLink(file, precious);
    assertThat(limit()).isEqualTo(MachineLock.ONE_USER);
    Files.delete(file);
    Files.createLink(file, precious);
    assertThat(limit()).isEqualTo(MachineLock.ONE_USER);
    assertThat(precious).hasContent("precious");
    assertThat(own.resolve("measuring")).isRegularFile();
  }

  private static Path forAll(Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  @Test
  void should_leave_a_file_alone_that_is_not_the_lab_s() throws Exception {
    forAll(Files.writeString(file, "precious"));
    assertThat(limit()).isEqualTo(MachineLock.ONE_USER);
    assertThat(file).hasContent("precious");
  }

  @Test
  void should_trust_no_folder_where_others_can_remove_its_file() throws Exception {
    Files.setAttribute(shared, "unix:mode", 0777);
    assertThat(limit()).isEqualTo(MachineLock.ONE_USER);
    Files.setAttribute(shared, "unix:mode", 01777);
    Files.setAttribute(shared, "unix:uid", 65534);
    assertThat(limit()).isEqualTo(MachineLock.ONE_USER);
    assertThat(file).doesNotExist();
    Files.setAttribute(shared, "unix:uid", 0);
    assertThat(limit()).isEmpty();
  }

  @Test
  void should_lock_the_file_that_all_others_will_find() throws Exception {
    Process holder = start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");
      var waits = new CompletableFuture<String>();
      var limit = new CompletableFuture<String>();
      Thread waiter = await(waits, limit);
      waits.get();
      // As a system does that clears its folders of temporary files.
      Files.delete(file);
      try (var turn = lock().await("later", waiting -> {})) {
        assertThat(turn.limit()).isEmpty();
        holder.destroyForcibly().waitFor();
        Thread.sleep(5 * LockFile.PERIOD_MILLIS);
        assertThat(limit).isNotDone();
      }
      assertThat(limit.get()).isEmpty();
      waiter.join();
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void should_say_of_an_unseen_process_what_its_file_says() {
    String text =
        LockOwner.HEADER + Long.MAX_VALUE + "\n" + System.currentTimeMillis() + "\nann\nx\n";
    assertThat(LockOwner.words(LockOwner.read(text)))
        .matches(
            "another measurement: x, since \\d+ s, process \\d+ of ann \\(not visible from here\\)");
  }
}
