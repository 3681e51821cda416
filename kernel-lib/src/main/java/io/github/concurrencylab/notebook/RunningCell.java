package io.github.concurrencylab.notebook;

import java.lang.reflect.Field;
import jdk.jshell.JShell;
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
   * Looks at a kernel.
   *
   * @throws NoSuchFieldException if it is another kernel than the one this knows
   */
  RunningCell(BaseKernel kernel) throws NoSuchFieldException {
    display = kernel.getIO().display;
    environment = open(DisplayStream.class, "env");
  }

  /**
   * A private field of the kernel, which has no other place for it.
   *
   * @throws NoSuchFieldException if it is another kernel than the one this knows
   */
  static Field open(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /**
   * The kernel's own shell, which knows what earlier cells made. The API does not name it.
   *
   * @throws ReflectiveOperationException if it is another kernel than the one this knows
   */
  static JShell shell(BaseKernel kernel) throws ReflectiveOperationException {
    return (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
  }

  /**
   * What executes a kernel's cells.
   *
   * @throws ReflectiveOperationException if it is another kernel than the one this knows
   */
  static Object executionControl(BaseKernel kernel) throws ReflectiveOperationException {
    Object evaluator = kernel.getClass().getMethod("getEvaluator").invoke(kernel);
    return open(evaluator.getClass(), "execControl").get(evaluator);
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
