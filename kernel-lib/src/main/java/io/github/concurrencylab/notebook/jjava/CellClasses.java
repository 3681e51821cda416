package io.github.concurrencylab.notebook.jjava;

import io.github.concurrencylab.base.poll.PolledCode;
import io.github.concurrencylab.base.poll.Polls;
import io.github.concurrencylab.model.transfer.ClassBytes;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of classes that cells define. The kernel's class loader keeps them, but its {@code
 * getResource} does not know of them; so its own map is looked into, by the names that the kernel
 * gives it.
 *
 * <p>The same map is where polls are put into each class before it is defined, so that any loop in
 * it can be stopped.
 */
public final class CellClasses implements ClassBytes.Source {
  @Override
  public byte @Nullable [] bytes(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null || !loader.getClass().getSimpleName().equals("JJavaClassLoader")) {
      return null;
    }
    try {
      Object delegate = valueOf("this$0", loader);
      return valueOf("declaredClasses", delegate) instanceof Map<?, ?> classes
              && classes.get(type.getName()) instanceof byte[] bytes
          ? bytes.clone()
          : null;
    } catch (ReflectiveOperationException | RuntimeException anotherKernel) {
      return null;
    }
  }

  /**
   * Puts polls into every class that a cell defines from now on, if the kernel is one that is known
   * here.
   *
   * @param kernel the kernel
   * @param beginning told before a cell's code is run
   */
  static void poll(BaseKernel kernel, Runnable beginning) {
    try {
      Object delegate =
          KernelInternals.field(
                  KernelInternals.executionControl(kernel).getClass(), "loaderDelegate")
              .get(KernelInternals.executionControl(kernel));
      Field classes = KernelInternals.field(delegate.getClass(), "declaredClasses");
      @SuppressWarnings("unchecked")
      Map<String, byte[]> usual = (Map<String, byte[]>) classes.get(delegate);
      classes.set(delegate, new Polled(usual, beginning));
      Polls.everyStopArms();
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      // Then a cell's loops are stopped as the kernel can.
    }
  }

  /** The kernel's map of class files by name, which puts polls into what is put into it. */
  private static final class Polled extends ConcurrentHashMap<String, byte[]> {
    private static final long serialVersionUID = 1;

    private final transient Runnable beginning;

    Polled(Map<String, byte[]> usual, Runnable beginning) {
      super(usual);
      this.beginning = beginning;
    }

    @Override
    public byte @Nullable [] put(String name, byte[] bytes) {
      beginning.run();
      return super.put(name, PolledCode.of(bytes));
    }
  }

  private static Object valueOf(String name, Object owner) throws ReflectiveOperationException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}
