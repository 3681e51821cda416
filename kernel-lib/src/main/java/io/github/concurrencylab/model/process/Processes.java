package io.github.concurrencylab.model.process;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.transfer.Transfer;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pool of child processes, each a Java virtual machine of its own with a small heap and the
 * serial collector. The workload travels to them as data, task numbers go down one pipe and results
 * come back up another. Nothing is shared.
 *
 * <p>All children are started and ready before the first task is handed out, so that the pool's
 * start can be told from the work; both are part of the time, as in the article. Its counterpart
 * there is {@code concurrent.futures.ProcessPoolExecutor}, whose children are forked.
 *
 * @param workers how many processes, from 1 to {@value #MOST_WORKERS}
 */
public record Processes(int workers) implements Model {
  /**
   * The ahead-of-time cache of a child's start and first tasks, beside the lab's jar: made at
   * set-up by {@link ChildTraining}. Without it, or with one that does not fit, children only start
   * slower.
   */
  private static final String CACHE = "concurrency-lab-child.aot";

  private static final List<String> OPTIONS =
      List.of(
          "-Xms4m",
          "-Xmx32m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:ReservedCodeCacheSize=16m",
          // The cache of classes lies where it was made for, so that children share its pages: 5 MB
          // less of each. A later virtual machine may know no such option.
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:ArchiveRelocationMode=0",
          // Standard output is for frames: the virtual machine's own warnings go elsewhere.
          "-XX:+DisplayVMOutputToStderr",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  /** The heap of a child that runs tasks of the user's own, in MiB. */
  private static final int LEAST_HEAP = 64;

  /** The most children: each takes some 40 MB. */
  public static final int MOST_WORKERS = 256;

  /** Checks the number of workers. */
  public Processes {
    Check.between("workers", workers, 1, MOST_WORKERS);
  }

  @Override
  public ModelId id() {
    return ModelId.of(ModelKind.PROCESSES, workers);
  }

  @Override
  public boolean runsHere() {
    return false;
  }

  /**
   * It does not: each execution has children of its own, and what they have compiled goes with
   * them.
   */
  @Override
  public boolean warmsUp() {
    return false;
  }

  @Override
  public Processes withWorkers(int count) {
    return new Processes(count);
  }

  @Override
  public String description() {
    return "a pool of child processes that share nothing";
  }

  @Override
  public Optional<String> refusal(Workload workload) {
    return Model.super.refusal(workload).or(() -> Transfer.obstacle(name(), workload));
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    Recording recording = Recording.elsewhere(this, workload);
    Transfer transfer = workload instanceof OwnTasks own ? Transfer.of(name(), own) : null;
    List<String> command = transfer == null ? command() : command(roomyHeap());
    return execute(transfer, command, ProcessPool.Patience.STANDARD, recording, progress);
  }

  /** The same with any command for the children, and any patience with them. */
  Execution execute(
      @Nullable Transfer transfer,
      List<String> command,
      ProcessPool.Patience patience,
      Recording recording,
      Progress progress)
      throws InterruptedException {
    ProcessPool pool = ProcessPool.start(name(), workers, command, patience, progress);
    try {
      recording.poolIsReady();
      pool.run(transfer, recording, progress);
      Recording.Finished finished = recording.finish();
      Execution execution = finished.execution(pool.cpuTime());
      pool.close();
      return execution;
    } catch (InterruptedException | RuntimeException | Error failed) {
      pool.kill();
      throw failed;
    }
  }

  /** The command line of a child: the same Java as this one, and as little of it as possible. */
  static List<String> command() {
    return command(List.of());
  }

  private static List<String> command(List<String> options) {
    List<String> command = new ArrayList<>(java());
    command.addAll(options);
    if (Files.isRegularFile(cache())) {
      command.add("-XX:AOTCache=" + cache());
    }
    command.addAll(List.of("-cp", classPath(), ChildMain.class.getName()));
    return List.copyOf(command);
  }

  /** Tasks of the user's own may hold more than ours: a share of what this virtual machine may. */
  private List<String> roomyHeap() {
    long mebibytes = (Runtime.getRuntime().maxMemory() / workers) >> 20;
    return List.of("-Xmx" + Math.max(mebibytes, LEAST_HEAP) + "m");
  }

  /** A child's virtual machine and its options, which a cache must have been made with. */
  static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    return command;
  }

  /** Where the cache is, if there is one. */
  static Path cache() {
    return Path.of(classPath()).resolveSibling(CACHE);
  }

  /** Where the lab's own classes are: all that a child needs. */
  static String classPath() {
    CodeSource source = Processes.class.getProtectionDomain().getCodeSource();
    try {
      return new File(source.getLocation().toURI()).getPath();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException("class path has no file: " + source.getLocation(), e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
