package io.github.concurrencylab.notebook.jjava;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's connection to Jupyter, by which requests can be answered in the kernel's place. It
 * is made after the extensions; so it is looked for where its threads have it.
 */
final class Connections {
  private static final int LOOK_MILLIS = 50;
  private static final int LATEST_LOOKS = 1_200;
  private static final int MOST_THREADS = 1_000;

  /** A channel's thread runs it by way of two functions. */
  private static final int DEPTH = 3;

  private static final List<Consumer<JupyterConnection>> WAITING = new ArrayList<>();

  private Connections() {}

  /**
   * Does something with it soon, once it can be asked.
   *
   * @param use what to do; with another kernel nothing is done
   */
  static void whenMade(Consumer<JupyterConnection> use) {
    synchronized (WAITING) {
      WAITING.add(use);
      if (WAITING.size() > 1) {
        return; // one looks for all
      }
    }
    Thread.ofPlatform().daemon().name("connection").start(Connections::await);
  }

  private static void await() {
    try {
      for (int look = 0; look < LATEST_LOOKS; look++) {
        JupyterConnection connection = connection();
        if (connection != null && connection.getHandler(MessageType.INSPECT_REQUEST) != null) {
          List<Consumer<JupyterConnection>> uses;
          synchronized (WAITING) {
            uses = List.copyOf(WAITING);
            WAITING.clear();
          }
          uses.forEach(use -> use.accept(connection));
          return;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException | ReflectiveOperationException | RuntimeException otherKernel) {
      // It answers in its own way.
    }
  }

  private static @Nullable JupyterConnection connection() throws ReflectiveOperationException {
    Thread[] all = new Thread[MOST_THREADS];
    int count = Thread.enumerate(all);
    for (int i = 0; i < count; i++) {
      if (all[i] instanceof Loop loop) {
        ShellChannel channel = channel(KernelInternals.field(Loop.class, "loopBody").get(loop), 0);
        if (channel != null) {
          return (JupyterConnection)
              KernelInternals.field(ShellChannel.class, "connection").get(channel);
        }
      }
    }
    return null;
  }

  /** What a function has captured. */
  private static @Nullable ShellChannel channel(@Nullable Object function, int depth)
      throws ReflectiveOperationException {
    if (function instanceof ShellChannel channel) {
      return channel;
    }
    if (function == null || depth > DEPTH || !function.getClass().isSynthetic()) {
      return null;
    }
    for (Field captured : function.getClass().getDeclaredFields()) {
      captured.setAccessible(true);
      ShellChannel channel = channel(captured.get(function), depth + 1);
      if (channel != null) {
        return channel;
      }
    }
    return null;
  }
}
