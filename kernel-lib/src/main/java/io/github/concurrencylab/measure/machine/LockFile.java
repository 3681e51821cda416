package io.github.concurrencylab.measure.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that one process at a time has locked, and in which it says who it is. The system frees
 * the lock when the process ends, however it ends: an owner that has gone holds nobody up.
 *
 * <p>Files for all users lie in a folder where nobody can remove another's file. They are never
 * reached through a link, and only one that everybody may write, that has no second name and that
 * begins as the lab's do is written to: nobody can have another user's file overwritten by it.
 */
final class LockFile implements AutoCloseable {
  static final long PERIOD_MILLIS = 100;

  private static final int MOST_BYTES = 1_000;

  /** Far behind what is written: where a lock keeps others from reading, that can be read. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final String SHARED_NAME = "concurrency-lab.lock";
  private static final String OWN_NAME = "measuring";

  /** Between a file's creation and everybody's right to write it there is an instant. */
  private static final int ATTEMPTS = 10;

  private static final int STICKY_AND_FOR_ALL = 01002;
  private static final int WRITABLE_BY_ALL = 0666;
  private static final int PERMISSIONS = 07777;
  private static final int ROOT = 0;

  private final FileChannel channel;

  private LockFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the file in a folder where all users may make files.
   *
   * @param folder of the system's, such as {@code /tmp}
   * @param waiting told several times a second for whom this one waits
   * @return the file, locked; null if the folder or what lies in it does not do
   */
  static @Nullable LockFile shared(Path folder, Consumer<String> waiting)
      throws InterruptedException {
    try {
      Path real = folder.toRealPath();
      if (!forAllUsers(real)) {
        return null;
      }
      Path file = real.resolve(SHARED_NAME);
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        Unix before = made(file);
        if (before.fit()) {
          FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS);
          LockFile locked = locked(channel, waiting);
          if (locked == null) {
            return null;
          }
          // It may have been replaced since: whoever comes later would lock the new one.
          if (before.equals(Unix.of(file))) {
            if (channel.size() == 0 || text(channel).startsWith(LockOwner.HEADER)) {
              return locked;
            }
            locked.close();
            return null;
          }
          locked.close();
        } else if (!before.beingMade()) {
          return null;
        }
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
      }
      return null;
    } catch (IOException | SecurityException | UnsupportedOperationException unusable) {
      return null;
    }
  }

  /** Whether the folder looks as if it could hold the file of all users. */
  static boolean mayBeShared(Path folder) {
    try {
      Path real = folder.toRealPath();
      Path file = real.resolve(SHARED_NAME);
      boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      return forAllUsers(real) && (there ? Unix.of(file).fit() : Files.isWritable(real));
    } catch (IOException | SecurityException | UnsupportedOperationException unusable) {
      return false;
    }
  }

  /**
   * Waits for the file in a folder of the user's own.
   *
   * @param folder made if need be
   * @param waiting told several times a second for whom this one waits
   * @return the file, locked; null if the folder cannot be written
   */
  static @Nullable LockFile own(Path folder, Consumer<String> waiting) throws InterruptedException {
    try {
      Files.createDirectories(folder);
      return locked(
          FileChannel.open(
              folder.resolve(OWN_NAME),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE),
          waiting);
    } catch (IOException | SecurityException | UnsupportedOperationException unusable) {
      return null;
    }
  }

  /** What the system says of a file itself, never of one that it is a link to. */
  private record Unix(boolean regular, int mode, int owner, Object key, int names) {
    static Unix of(Path file) throws IOException {
      Map<String, Object> all =
          Files.readAttributes(
              file, "unix:isRegularFile,mode,uid,fileKey,nlink", LinkOption.NOFOLLOW_LINKS);
      return new Unix(
          (Boolean) value(all, "isRegularFile"),
          (Integer) value(all, "mode") & PERMISSIONS,
          (Integer) value(all, "uid"),
          value(all, "fileKey"),
          (Integer) value(all, "nlink"));
    }

    private static Object value(Map<String, Object> all, String name) throws IOException {
      Object value = all.get(name);
      if (value == null) {
        throw new IOException("the system does not say a file's " + name);
      }
      return value;
    }

    boolean fit() {
      return regular && names == 1 && mode == WRITABLE_BY_ALL;
    }

    /** As it is before its maker has given it to all. */
    boolean beingMade() {
      return regular && names == 1 && (mode & ~WRITABLE_BY_ALL) == 0;
    }
  }

  /** Whether everybody may make files here and nobody but root can remove those of others. */
  private static boolean forAllUsers(Path folder) throws IOException {
    Unix found = Unix.of(folder);
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && (found.mode & STICKY_AND_FOR_ALL) == STICKY_AND_FOR_ALL
        && found.owner == ROOT;
  }

  private static Unix made(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException usual) {
      // Ours or anybody's, it does as well.
    }
    Unix found = Unix.of(file);
    if (!found.fit() && found.beingMade() && mine(file)) {
      // Against the mask of new files. Nobody else can have replaced it meanwhile.
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
      return Unix.of(file);
    }
    return found;
  }

  private static boolean mine(Path file) throws IOException {
    String owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
    return owner.equals(System.getProperty("user.name"));
  }

  /** Waits for the lock; null if the file system has none. */
  private static @Nullable LockFile locked(FileChannel channel, Consumer<String> waiting)
      throws InterruptedException {
    LockFile file = new LockFile(channel);
    boolean mine = false;
    try {
      while (!mine) {
        try {
          FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
          mine = lock != null;
        } catch (OverlappingFileLockException elsewhereInThisProgram) {
          // Loaded twice: still one at a time.
        }
        if (!mine) {
          waiting.accept(LockOwner.words(file.owner()));
          TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        }
      }
      return file;
    } catch (IOException none) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return null;
    } finally {
      if (!mine) {
        file.close();
      }
    }
  }

  // To read closes the file if the thread is interrupted; but then the wait ends anyway.
  private @Nullable LockOwner owner() {
    try {
      return LockOwner.read(text(channel));
    } catch (IOException changing) {
      return null;
    }
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    channel.read(bytes, 0);
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }

  /** Says who measures; that it cannot be said is no reason not to measure. */
  void write(LockOwner owner) {
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(owner.bytes()), 0);
    } catch (IOException full) {
      // Those who wait will not know for whom.
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException closedEnough) {
      // The lock is gone with it.
    }
  }
}
