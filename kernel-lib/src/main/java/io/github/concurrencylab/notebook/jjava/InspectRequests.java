package io.github.concurrencylab.notebook.jjava;

import java.lang.reflect.Field;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.InspectReply;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.jspecify.annotations.Nullable;

/**
 * Answers Shift-Tab in the kernel's place. Its API has no such hook, and its connection to Jupyter,
 * which has one, is made after the extensions; so the connection is looked for where its threads
 * have it. Where that fails, the kernel answers as usual.
 */
public final class InspectRequests {
  private static final int LOOK_MILLIS = 50;
  private static final int LATEST_LOOKS = 1_200;
  private static final int MOST_THREADS = 1_000;

  /** A channel's thread runs it by way of two functions. */
  private static final int DEPTH = 3;

  private InspectRequests() {}

  /** What can be asked. */
  @FunctionalInterface
  public interface Answering {
    /**
     * Answers.
     *
     * @param code the cell
     * @param at where the cursor is in it
     * @return what to show; null to have the kernel answer
     */
    @Nullable DisplayData answer(String code, int at);
  }

  /**
   * Has requests answered from soon on.
   *
   * @param answering who answers
   */
  public static void answerBy(Answering answering) {
    Thread.ofPlatform().daemon().name("inspect-requests").start(() -> await(answering));
  }

  private static void await(Answering answering) {
    try {
      for (int look = 0; look < LATEST_LOOKS; look++) {
        JupyterConnection connection = connection();
        ShellHandler<InspectRequest> usual =
            connection == null ? null : connection.getHandler(MessageType.INSPECT_REQUEST);
        if (connection != null && usual != null) {
          replace(connection, usual, answering);
          return;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException | ReflectiveOperationException | RuntimeException otherKernel) {
      // It answers in its own way.
    }
  }

  private static void replace(
      JupyterConnection connection, ShellHandler<InspectRequest> usual, Answering answering) {
    connection.setHandler(
        MessageType.INSPECT_REQUEST,
        (env, message) -> {
          InspectRequest request = message.getContent();
          DisplayData answer;
          try {
            answer = answering.answer(request.getCode(), request.getCursorPos());
          } catch (RuntimeException unexpected) {
            answer = null;
          }
          if (answer == null) {
            usual.handle(env, message);
          } else {
            env.setBusyDeferIdle();
            env.reply(new InspectReply(true, answer));
          }
        });
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
