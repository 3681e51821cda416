package io.github.concurrencylab.measure;

import io.github.concurrencylab.measure.machine.MachineLock;
import io.github.concurrencylab.measure.machine.UserFolders;
import java.io.IOException;

/** A program that takes the machine's lock, says so, and keeps it until its input ends. */
public final class LockHolder {
  private LockHolder() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try (var turn = new MachineLock(UserFolders.here()).await(args[0], waiting -> {})) {
      System.out.println(turn.safe() ? "held" : "no file");
      var ignored = System.in.read();
    }
  }
}
