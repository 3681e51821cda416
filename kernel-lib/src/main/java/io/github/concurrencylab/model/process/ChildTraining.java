package io.github.concurrencylab.model.process;

import io.github.concurrencylab.model.child.Frames;
import io.github.concurrencylab.workload.ModuloSum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the ahead-of-time cache with which children start faster: loaded classes, and no profile of
 * any method, which would decide how measured code is compiled. The virtual machine writes it at
 * the end of a training run, which does a child's work once without a parent; it ends normally,
 * since a halt would skip the cache.
 *
 * <p>Run at set-up. Where it fails, children start slower and nothing else changes.
 */
final class ChildTraining {
  private static final int TASKS = 30;
  private static final long TERMS = 1_000;
  private static final String TRAIN = "train";

  private static final String NO_PROFILES = "-XX:-AOTRecordTraining";

  private ChildTraining() {}

  /**
   * Makes the cache beside the lab's jar, or, asked to {@value #TRAIN}, does the training run.
   *
   * @param args nothing, or {@value #TRAIN}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 1 && args[0].equals(TRAIN)) {
      train();
    } else {
      make();
    }
  }

  private static void make() throws IOException, InterruptedException {
    Path cache = Processes.cache();
    Path unfinished =
        cache.resolveSibling(cache.getFileName() + "." + ProcessHandle.current().pid());
    List<String> command = new ArrayList<>(Processes.java());
    command.add(NO_PROFILES);
    command.add("-XX:AOTCacheOutput=" + unfinished);
    command.addAll(List.of("-cp", Processes.classPath(), ChildTraining.class.getName(), TRAIN));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() == 0 && Files.isRegularFile(unfinished)) {
      Files.move(unfinished, cache, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(unfinished);
      System.exit(1);
    }
  }

  private static void train() throws IOException {
    ByteArrayOutputStream asked = new ByteArrayOutputStream();
    asked.writeBytes(
        Frames.bytes(new ChildMessage.Work(ModuloSum.article().tasks(TASKS).terms(TERMS).data())));
    for (int task = 0; task < TASKS; task++) {
      asked.writeBytes(Frames.bytes(new ChildMessage.Run(task)));
    }
    PipedInputStream said = new PipedInputStream();
    ChildMain child = new ChildMain(new PipedOutputStream(said));
    Thread.ofPlatform().daemon().start(() -> serve(child, asked.toByteArray()));
    int done = 0;
    while (done < TASKS) {
      if (ChildMessage.read(said) instanceof ChildMessage.Done) {
        done++;
      }
    }
  }

  private static void serve(ChildMain child, byte[] asked) {
    try {
      child.serve(new ByteArrayInputStream(asked));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
