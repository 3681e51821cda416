package io.github.concurrencylab.measure.machine;

import io.github.concurrencylab.base.Words;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who measures, as the lock's file says it.
 *
 * @param process its id
 * @param sinceMillis since the epoch
 * @param user whose process it is
 * @param what what is measured
 */
record LockOwner(long process, long sinceMillis, String user, String what) {
  /** The first line of each file: one that begins otherwise is not the lab's. */
  static final String HEADER = "concurrency-lab\n";

  private static final String ME = Words.plain(System.getProperty("user.name", "?"));

  static LockOwner of(String what) {
    return new LockOwner(
        ProcessHandle.current().pid(), System.currentTimeMillis(), ME, Words.plain(what));
  }

  byte[] bytes() {
    String text = HEADER + process + "\n" + sinceMillis + "\n" + user + "\n" + what + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What a file says; null if it says nothing of the kind, since it is just being written. */
  static @Nullable LockOwner read(String text) {
    if (!text.startsWith(HEADER)) {
      return null;
    }
    try {
      String[] lines = text.substring(HEADER.length()).split("\n", -1);
      return lines.length < 5
          ? null
          : new LockOwner(
              Long.parseLong(lines[0]),
              Long.parseLong(lines[1]),
              Words.plain(lines[2]),
              Words.plain(lines[3]));
    } catch (NumberFormatException notOurs) {
      return null;
    }
  }

  /** For whom one waits; null stands for somebody of whom nothing is known. */
  static String words(@Nullable LockOwner owner) {
    return owner == null ? "another measurement" : owner.words();
  }

  private String words() {
    long seconds = Math.max(0, (System.currentTimeMillis() - sinceMillis) / 1_000);
    return "another measurement: %s, since %s, process %s%s"
        .formatted(
            what,
            seconds < 60 ? seconds + " s" : Words.duration((double) seconds),
            process,
            whose());
  }

  /** The system knows better than a file that any user can write. */
  private String whose() {
    var seen = ProcessHandle.of(process);
    String owner = seen.flatMap(handle -> handle.info().user()).map(Words::plain).orElse(user);
    return (Objects.equals(owner, ME) ? "" : " of " + owner)
        + (seen.isPresent() ? "" : " (not visible from here)");
  }
}
