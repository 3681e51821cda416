package io.github.concurrencylab.notebook.jjava;

import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.InspectReply;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.jspecify.annotations.Nullable;

/**
 * Answers Shift-Tab in the kernel's place, whose API has no such hook. Where its connection is not
 * found, the kernel answers as usual.
 */
public final class InspectRequests {
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
    Connections.whenMade(connection -> {
      ShellHandler<InspectRequest> usual = connection.getHandler(MessageType.INSPECT_REQUEST);
      replace(connection, usual, answering);
    });
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
}
