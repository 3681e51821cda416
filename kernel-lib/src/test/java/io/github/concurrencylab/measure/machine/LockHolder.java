package io.github.concurrencylab.measure.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that takes a lock, says so, and keeps it until its input ends. It says for whom it
 * waits, once, if it does.
 */
public final class LockHolder {
  private LockHolder() {}

  /**
   * Holds a lock.
   *
   * @param args what it claims to measure; a folder for all users, if not the machine's lock is to
   *     be taken
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    MachineLock lock =
        args.length == 1 ? MachineLock.HERE : new MachineLock(List.of(Path.of(args[1])), List.of());
    boolean[] said = new boolean[1];
    try (var turn =
        lock.await(
            args[0],
            other -> {
              if (!said[0]) {
                System.out.println(other);
                said[0] = true;
              }
            })) {
      System.out.println(turn.limit().isEmpty() ? "held" : turn.limit());
      var ignored = System.in.read();
    }
  }
}
