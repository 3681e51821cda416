package io.github.concurrencylab.measure.machine;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.workload.OwnTasks;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One measurement at a time on this machine: a lock within this virtual machine, and one on a file
 * against all other programs, those of other users too. Where there is no folder for all users, as
 * in some containers and on Windows, it is one lock per user.
 */
public final class MachineLock {
  /** Where all users may make files. The first is for locks, the second is cleared by itself. */
  private static final List<Path> FOR_ALL_USERS = List.of(Path.of("/run/lock"), Path.of("/tmp"));

  /** Held by whoever measures, times or profiles. */
  public static final MachineLock HERE = of(System.getenv(), UserFolders.here());

  /** What a reader must know if only the programs of one user are kept apart. */
  public static final String ONE_USER =
      "nothing keeps other users of this machine from measuring now: no folder for all users takes the lock";

  /** What a reader must know if there is no file to lock. */
  public static final String NO_FILE =
      "nothing keeps other programs from measuring now: no folder can be written for the lock";

  private final List<Path> shared;
  private final List<Path> own;
  private volatile @Nullable LockOwner ownerHere;
  private @Nullable Turn turnHere;

  /**
   * Creates a lock on a file in the first of some folders that does.
   *
   * @param shared folders in which all users may make files, tried first; none where a machine's
   *     users are not to wait for each other
   * @param own folders of this user's
   */
  MachineLock(List<Path> shared, List<Path> own) {
    this.shared = List.copyOf(shared);
    this.own = List.copyOf(own);
  }

  /**
   * The lock that the surroundings ask for.
   *
   * @param environment the environment's variables
   * @param own folders of this user's
   */
  static MachineLock of(Map<String, String> environment, List<Path> own) {
    String folder = environment.getOrDefault(Defaults.LOCK_VARIABLE, "");
    if (!folder.isBlank()) {
      return new MachineLock(List.of(), List.of(Path.of(folder)));
    }
    boolean unix = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    return new MachineLock(unix ? FOR_ALL_USERS : List.of(), own);
  }

  /** The folder whose file keeps all users apart, if there is one. */
  Optional<Path> sharedFolder() {
    return shared.stream().filter(LockFile::mayBeShared).findFirst();
  }

  /** The right to measure, until it is closed. */
  public final class Turn implements AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final @Nullable Turn outer;
    private @Nullable LockFile file;
    private String limit = "";

    private Turn(@Nullable Turn outer) {
      this.outer = outer;
    }

    /** Whom this does not keep from measuring, in one line; empty if it keeps everybody. */
    public String limit() {
      return limit;
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
   * @throws IllegalArgumentException if a task asks: it would wait for its own measurement
   */
  public Turn await(String what, Consumer<String> waiting) throws InterruptedException {
    if (OwnTasks.isInside()) {
      throw Check.refusal(
          "a task cannot start a measurement, got "
              + Check.quoted(what)
              + ": start it from the cell, and let the task do the work alone");
    }
    Turn turn = enter(waiting);
    if (turn.outer != null) {
      return turn; // a run within a run: the outer one has the file
    }
    boolean mine = false;
    try {
      takeFile(turn, what, waiting);
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
        wait(LockFile.PERIOD_MILLIS);
      }
      waiting.accept(LockOwner.words(ownerHere));
    }
  }

  private void takeFile(Turn turn, String what, Consumer<String> waiting)
      throws InterruptedException {
    String limit = "";
    LockFile file = forAllUsers(waiting);
    if (file == null) {
      file = forThisUser(waiting);
      limit = file == null ? NO_FILE : shared.isEmpty() ? "" : ONE_USER;
    }
    synchronized (this) {
      if (turnHere != turn) {
        closeQuietly(file); // it was taken from it meanwhile
        return;
      }
      LockOwner owner = LockOwner.of(what);
      if (file != null) {
        file.write(owner);
      }
      turn.file = file;
      turn.limit = limit;
      ownerHere = owner;
    }
  }

  private @Nullable LockFile forAllUsers(Consumer<String> waiting) throws InterruptedException {
    for (Path folder : shared) {
      LockFile file = LockFile.shared(folder, waiting);
      if (file != null) {
        return file;
      }
    }
    return null;
  }

  private @Nullable LockFile forThisUser(Consumer<String> waiting) throws InterruptedException {
    for (Path folder : own) {
      LockFile file = LockFile.own(folder, waiting);
      if (file != null) {
        return file;
      }
    }
    return null;
  }

  private synchronized void leave(Turn turn) {
    if (turnHere != turn) {
      return; // it was taken from it
    }
    turnHere = turn.outer;
    if (turnHere == null) {
      ownerHere = null;
      notifyAll();
    }
    closeQuietly(turn.file);
  }

  private static void closeQuietly(@Nullable LockFile file) {
    if (file != null) {
      file.close();
    }
  }
}
