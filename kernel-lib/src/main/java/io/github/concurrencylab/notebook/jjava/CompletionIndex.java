package io.github.concurrencylab.notebook.jjava;

import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Puts off the list of all classes that JShell makes, on a thread of its own, for the completion of
 * package names: it takes as much processor time as starting the kernel does, beside that start or
 * beside the first measurement. It is made when nothing has been executed for some seconds.
 *
 * <p>JShell can pause it, but has no public method for that. Where a later one has none at all, the
 * list is made when JShell likes.
 */
public final class CompletionIndex {
  private static final int QUIET_SECONDS = 5;

  private final SourceCodeAnalysis analysis;
  private final Method resume;
  private final RunningCell cell;

  private CompletionIndex(SourceCodeAnalysis analysis, Method resume, RunningCell cell) {
    this.analysis = analysis;
    this.resume = resume;
    this.cell = cell;
  }

  /** Puts it off in a kernel. */
  public static void putOff(BaseKernel kernel) {
    try {
      JShell shell = KernelInternals.shell(kernel);
      SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
      CompletionIndex index =
          new CompletionIndex(analysis, open(analysis, "resumeIndexing"), new RunningCell(kernel));
      open(analysis, "suspendIndexing").invoke(analysis);
      Thread.ofPlatform().daemon().name("completion-index").start(index::resumeWhenQuiet);
    } catch (ReflectiveOperationException | RuntimeException otherShell) {
      // Then it is made now.
    }
  }

  private static Method open(SourceCodeAnalysis analysis, String name)
      throws NoSuchMethodException {
    Method method = analysis.getClass().getMethod(name);
    method.setAccessible(true);
    return method;
  }

  private void resumeWhenQuiet() {
    try {
      for (int quiet = 0; quiet < QUIET_SECONDS; quiet++) {
        TimeUnit.SECONDS.sleep(1);
        if (cell.get() != null) {
          quiet = -1;
        }
      }
      resume.invoke(analysis);
    } catch (InterruptedException | ReflectiveOperationException kernelEnds) {
      // Nobody asks for completions any more.
    }
  }
}
