package io.github.concurrencylab.notebook.jjava;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.UndeclaredName;
import io.github.concurrencylab.base.UserFrames;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jshell.EvalException;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.jspecify.annotations.Nullable;

/**
 * Answers a cell whose error the kernel cannot show, and which else would never end. So it is with
 * an exception whose cause is a name that no cell declares: the kernel takes every cause for an
 * exception with a class.
 */
public final class UnshownErrors {
  private static final String NAME = "UnshownException";
  private static final int LONGEST = 1_000;

  private final BaseKernel kernel;
  private volatile @Nullable String thrown;
  private volatile @Nullable String undeclared;

  private UnshownErrors(BaseKernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Answers from soon on.
   *
   * @param kernel the kernel; one that is not known answers in its own way
   */
  public static void answer(BaseKernel kernel) {
    UnshownErrors errors = new UnshownErrors(kernel);
    try {
      var ignored = KernelInternals.shell(kernel).onSnippetEvent(errors::look);
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      return;
    }
    Connections.whenMade(errors::answerIn);
  }

  /** A snippet's exception and what lies behind it: the shell tells it before the kernel asks. */
  private void look(SnippetEvent event) {
    if (event.exception() instanceof EvalException own) {
      thrown = own.getExceptionClassName() + ": " + own.getMessage();
    }
    @Nullable Throwable each = event.exception();
    for (int depth = 0; each != null && depth < UserFrames.MOST_CAUSES; depth++) {
      if (each instanceof UnresolvedReferenceException unresolved) {
        undeclared = UndeclaredName.usedBy(unresolved.getSnippet().name());
      }
      each = each.getCause();
    }
  }

  private void answerIn(JupyterConnection connection) {
    ShellHandler<ExecuteRequest> usual = connection.getHandler(MessageType.EXECUTE_REQUEST);
    connection.setHandler(
        MessageType.EXECUTE_REQUEST,
        (env, message) -> {
          thrown = null;
          undeclared = null;
          try {
            usual.handle(env, message);
          } catch (RuntimeException unshown) {
            answer(env, unshown);
          }
        });
  }

  private void answer(ShellReplyEnvironment env, RuntimeException unshown) {
    String why = undeclared == null ? "the kernel cannot show it: " + unshown : undeclared;
    String what = thrown == null ? "an error" : thrown;
    String words = Check.line(what, LONGEST) + ": " + Check.line(why, LONGEST);
    List<String> shown = List.of(words);
    env.publish(new PublishError(NAME, words, shown));
    ErrorReply reply = new ErrorReply(NAME, words, shown);
    reply.setExecutionCount(count());
    env.replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
  }

  /** The cell's number: the kernel has counted on since. */
  private int count() {
    try {
      Field place = KernelInternals.field(BaseKernel.class, "executionCount");
      return ((AtomicInteger) place.get(kernel)).get() - 1;
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      return 0;
    }
  }
}
