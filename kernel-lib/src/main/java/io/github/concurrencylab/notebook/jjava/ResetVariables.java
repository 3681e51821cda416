package io.github.concurrencylab.notebook.jjava;

import java.util.HashSet;
import java.util.Set;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Says that the shell has emptied a variable: where something that its cell uses is defined anew
 * with another type, the shell declares the variable again, without its value and without a word.
 */
public final class ResetVariables {
  /** Those that are empty, as was said. */
  private final Set<String> empty = new HashSet<>();

  private ResetVariables() {}

  /**
   * Says so from now on, as output of the cell that has defined it anew.
   *
   * @param kernel the kernel; one that has no such shell stays silent
   */
  public static void tell(BaseKernel kernel) {
    try {
      var ignored = KernelInternals.shell(kernel).onSnippetEvent(new ResetVariables()::changed);
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      // Its variables are reset in silence.
    }
  }

  private void changed(SnippetEvent event) {
    if (!(event.snippet() instanceof VarSnippet variable)) {
      return;
    }
    if (!(event.causeSnippet() instanceof PersistentSnippet cause)) {
      empty.remove(variable.name()); // its own cell has run
    } else if (event.previousStatus() == Snippet.Status.VALID
        && event.status() != Snippet.Status.OVERWRITTEN
        && event.status() != Snippet.Status.DROPPED
        && !cause.name().equals(variable.name())
        && empty.add(variable.name())) {
      System.out.println(
          "%s was reset when %s changed: run the cell that makes it again"
              .formatted(variable.name(), cause.name()));
    }
  }
}
