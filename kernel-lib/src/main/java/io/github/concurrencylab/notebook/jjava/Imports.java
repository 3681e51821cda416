package io.github.concurrencylab.notebook.jjava;

import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * What every cell may name without an import: the kernel's own imports and the lab's.
 *
 * <p>The kernel imports one line after the other, and JShell compiles anew for each: for all of
 * them it takes as long as the rest of the kernel's start. JShell takes many imports as one, if it
 * is asked directly; the kernel's own extension then has nothing left to do. Where a later kernel
 * or JShell is otherwise, all is imported as the kernel does it.
 */
public final class Imports {
  /** No type here shares its simple name with one that the kernel imports. */
  public static final String OF_THE_LAB =
      """
      import static io.github.concurrencylab.Lab.*;
      import static io.github.concurrencylab.workload.RandomSource.*;
      import io.github.concurrencylab.model.*;
      import io.github.concurrencylab.model.thread.EventLoop;
      import io.github.concurrencylab.report.*;
      import io.github.concurrencylab.results.*;
      import io.github.concurrencylab.table.Columns;
      import io.github.concurrencylab.workload.*;
      import java.util.stream.*;
      import tech.tablesaw.api.Table;
      """;

  /**
   * JShell knows imports in one by the first of them, and forgets them if that is imported again:
   * one that no cell has a use for.
   */
  private static final String FIRST = "import io.github.concurrencylab.notebook.LabExtension;\n";

  private static final String OF_THE_KERNEL = "org.dflib.jjava.distro.NotebookInitializer";

  private Imports() {}

  /** Makes a kernel's cells know them all. */
  public static void install(BaseKernel kernel, Extension lab) {
    if (!installAtOnce(kernel, lab)) {
      kernel.evalRaw(OF_THE_LAB);
    }
  }

  private static boolean installAtOnce(BaseKernel kernel, Extension lab) {
    try {
      Class<?> own = Class.forName(OF_THE_KERNEL, true, kernel.getClass().getClassLoader());
      String ofTheKernel = (String) KernelInternals.field(own, "STARTUP_SCRIPT").get(null);
      Map<String, Extension> installed = KernelInternals.extensions(kernel);
      JShell shell = KernelInternals.shell(kernel);
      if (!areTaken(shell, ofTheKernel)) {
        return false;
      }
      installed.putIfAbsent(OF_THE_KERNEL, lab);
      return true;
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      return false;
    }
  }

  /** Whether JShell took the lab's imports together with these. */
  static boolean areTaken(JShell shell, String others) {
    List<SnippetEvent> events = shell.eval(FIRST + others + "\n" + OF_THE_LAB);
    return events.size() == 1 && events.getFirst().status() == Snippet.Status.VALID;
  }
}
