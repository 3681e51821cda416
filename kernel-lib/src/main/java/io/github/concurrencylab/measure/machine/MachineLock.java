package io.github.concurrencylab.measure.machine;

import io.github.concurrencylab.base.Words;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One measurement at a time on this machine: a lock within this virtual machine, and one on a file
 * against all others of the same user. The system frees the file when its holder ends, however it
 * ends.
 */
public final class MachineLock {
  /** Held by whoever measures, times or profiles. */
  public static final MachineLock HERE = new MachineLock(UserFolders.here());

  /** What a reader must know if there is no file to lock. */
  public static final String NO_FILE =
      "nothing keeps other programs from measuring now: no folder can be written for the lock";

  private static final String FILE = "measuring";
  private static final long PERIOD_MILLIS = 100;
  private static final int MOST_BYTES = 1_000;

  /** Far behind what is written: where a lock keeps others from reading, that can be read. */
  private static final long LOCKED_BYTE = 1L << 40;

  private final List<Path> folders;
  private volatile @Nullable Holder holderHere;
  private @Nullable Turn turnHere;

  /** Makes a lock on a file in the first of some folders that can be written. */
  public MachineLock(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** Who measures. */
  private record Holder(long process, long sinceMillis, String what) {
    static Holder of(String what) {
      return new Holder(
          ProcessHandle.current().pid(), System.currentTimeMillis(), Words.plain(what));
    }

    byte[] bytes() {
      return (process + "\n" + sinceMillis + "\n" + what + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What a file says; null if it says nothing of the kind, since it is just being written. */
    static @Nullable Holder read(String text) {
      try {
        String[] lines = text.split("\n", -1);
        return lines.length < 4
            ? null
            : new Holder(Long.parseLong(lines[0]), Long.parseLong(lines[1]), Words.plain(lines[2]));
      } catch (NumberFormatException notOurs) {
        return null;
      }
    }

    String words() {
      long seconds = Math.max(0, (System.currentTimeMillis() - sinceMillis) / 1_000);
      return "another measurement: %s, since %s, process %s"
          .formatted(
              what, seconds < 60 ? seconds + " s" : Words.duration((double) seconds), process);
    }
  }

  /** The right to measure, until it is closed. */
  public final class Turn implements AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final @Nullable Turn outer;
    private @Nullable FileChannel file;
    private boolean safe;

    private Turn(@Nullable Turn outer) {
      this.outer = outer;
    }

    /** Whether all other programs of this user are kept from measuring. */
    public boolean safe() {
      return safe;
    }

    @Override
    public void close() {
      leave(this);
    }
  }

  /**
   * Waits until nothing else is measured.
   *
   * @param what what is to be measured, for those who wait meanwhile
   * @param waiting told several times a second for whom this one waits
   * @return the right to measure
   * @throws InterruptedException if interrupted; it has nothing then
   */
  public Turn await(String what, Consumer<String> waiting) throws InterruptedException {
    Turn turn = enter(waiting);
    if (turn.outer != null) {
      turn.safe = true; // a run within a run: the outer one has the file
      return turn;
    }
    boolean mine = false;
    try {
      Holder holder = Holder.of(what);
      turn.file = open();
      if (turn.file != null && !lock(turn.file, waiting)) {
        closeQuietly(turn.file);
        turn.file = null;
      }
      if (turn.file != null) {
        write(turn.file, holder);
        turn.safe = true;
      }
      holderHere = holder;
      mine = true;
      return turn;
    } finally {
      if (!mine) {
        turn.close();
      }
    }
  }

  /**
   * Takes the right to measure from a thread that was stopped and does not end: nobody is to wait
   * for it. What it still does with the right is of no effect.
   *
   * @param which whether a thread is such a one
   */
  public synchronized void takeFrom(Predicate<Thread> which) {
    if (turnHere != null && which.test(turnHere.owner)) {
      while (turnHere != null) {
        leave(turnHere);
      }
    }
  }

  private Turn enter(Consumer<String> waiting) throws InterruptedException {
    while (true) {
      synchronized (this) {
        if (turnHere == null || turnHere.owner == Thread.currentThread()) {
          turnHere = new Turn(turnHere);
          return turnHere;
        }
        wait(PERIOD_MILLIS);
      }
      Holder other = holderHere;
      waiting.accept(other == null ? "another measurement" : other.words());
    }
  }

  private synchronized void leave(Turn turn) {
    if (turnHere != turn) {
      return; // it was taken from it
    }
    turnHere = turn.outer;
    if (turnHere == null) {
      holderHere = null;
      notifyAll();
    }
    closeQuietly(turn.file);
  }

  private @Nullable FileChannel open() {
    for (Path folder : folders) {
      try {
        Files.createDirectories(folder);
        return FileChannel.open(
            folder.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
      } catch (IOException | SecurityException | UnsupportedOperationException next) {
        // Read-only, full, or somebody else's: the next one, then.
      }
    }
    return null;
  }

  /** Waits for the file's lock; false if the file system has none. */
  private static boolean lock(FileChannel file, Consumer<String> waiting)
      throws InterruptedException {
    while (true) {
      try {
        FileLock lock = file.tryLock(LOCKED_BYTE, 1, false);
        if (lock != null) {
          return true;
        }
      } catch (OverlappingFileLockException elsewhereInThisProgram) {
        // Loaded twice: still one at a time.
      } catch (IOException none) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        return false;
      }
      Holder other = read(file);
      waiting.accept(other == null ? "another measurement" : other.words());
      TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
    }
  }

  // To read closes the file if the thread is interrupted; but then the wait ends anyway.
  private static @Nullable Holder read(FileChannel file) {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    try {
      file.read(bytes, 0);
      return Holder.read(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
    } catch (IOException changing) {
      return null;
    }
  }

  /** Says who measures; that it cannot be said is no reason not to measure. */
  private static void write(FileChannel file, Holder holder) {
    try {
      file.truncate(0);
      file.write(ByteBuffer.wrap(holder.bytes()), 0);
    } catch (IOException full) {
      // Those who wait will not know for whom.
    }
  }

  private static void closeQuietly(@Nullable FileChannel file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException closedEnough) {
      // The lock is gone with it.
    }
  }
}
