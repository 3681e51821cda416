package io.github.concurrencylab.notebook.jjava;

import java.lang.reflect.Field;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.jspecify.annotations.Nullable;

/**
 * Which cell the kernel is executing. The kernel does not tell; but what a cell displays goes to
 * the cell, and who that is the stream of displays knows.
 */
final class RunningCell {
  private final DisplayStream display;
  private final Field environment;

  /**
   * Creates a view of a kernel.
   *
   * @throws NoSuchFieldException if it is another kernel than the one this knows
   */
  RunningCell(BaseKernel kernel) throws NoSuchFieldException {
    display = kernel.getIO().display;
    environment = KernelInternals.field(DisplayStream.class, "env");
  }

  /** Stands for the cell that is being executed; null if none is. */
  @Nullable Object get() {
    try {
      return environment.get(display);
    } catch (IllegalAccessException notOpen) {
      throw new IllegalStateException(notOpen);
    }
  }
}
