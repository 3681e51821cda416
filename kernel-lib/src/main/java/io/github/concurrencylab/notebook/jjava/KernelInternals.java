package io.github.concurrencylab.notebook.jjava;

import java.lang.reflect.Field;
import java.util.Map;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Parts of the kernel that its API does not name. Another version may lack them: whoever asks does
 * without what it wanted them for.
 */
public final class KernelInternals {
  private KernelInternals() {}

  /**
   * A private field.
   *
   * @throws NoSuchFieldException if it is another kernel than the one this knows
   */
  static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /**
   * The kernel's own shell, which knows what earlier cells made.
   *
   * @throws ReflectiveOperationException if it is another kernel than the one this knows
   */
  public static JShell shell(BaseKernel kernel) throws ReflectiveOperationException {
    return (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
  }

  /**
   * The extensions that a kernel has, by the names of their classes.
   *
   * @throws ReflectiveOperationException if it is another kernel than the one this knows
   */
  @SuppressWarnings("unchecked")
  static Map<String, Extension> extensions(BaseKernel kernel) throws ReflectiveOperationException {
    return (Map<String, Extension>) field(BaseKernel.class, "extensions").get(kernel);
  }

  /**
   * What executes a kernel's cells.
   *
   * @throws ReflectiveOperationException if it is another kernel than the one this knows
   */
  static Object executionControl(BaseKernel kernel) throws ReflectiveOperationException {
    Object evaluator = kernel.getClass().getMethod("getEvaluator").invoke(kernel);
    return field(evaluator.getClass(), "execControl").get(evaluator);
  }
}
