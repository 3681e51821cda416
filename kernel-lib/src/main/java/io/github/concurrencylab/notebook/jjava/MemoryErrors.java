package io.github.concurrencylab.notebook.jjava;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.MemoryLimit;
import jdk.jshell.EvalException;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Says, where a cell has met the end of the memory, which limit that was and how to move it. */
public final class MemoryErrors {
  private static final int LONGEST_SOURCE = 80;

  private MemoryErrors() {}

  /**
   * Says so from now on, as output of the cell.
   *
   * @param kernel the kernel; one that has no such shell stays silent
   */
  public static void explain(BaseKernel kernel) {
    try {
      var ignored = KernelInternals.shell(kernel).onSnippetEvent(MemoryErrors::explain);
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      // The error's own words stay.
    }
  }

  private static void explain(SnippetEvent event) {
    if (event.exception() instanceof EvalException thrown
        && thrown.getExceptionClassName().equals(OutOfMemoryError.class.getName())) {
      System.err.println(
          "no memory was left for '%s': %s"
              .formatted(
                  Check.line(event.snippet().source().strip(), LONGEST_SOURCE),
                  MemoryLimit.explained(new OutOfMemoryError(thrown.getMessage()))));
    }
  }
}
