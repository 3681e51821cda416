package io.github.concurrencylab.notebook.jjava;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Lets a kernel end when it is told to. The threads on which it executes cells wait a minute for
 * the next cell, and the virtual machine waits for them: Jupyter's patience ends before, and each
 * restart takes seconds longer. As daemons they keep nobody waiting.
 */
public final class CellThreads {
  /** How their names begin; the kernel says no more of them. */
  static final String NAMES = "jjava-exec-";

  private CellThreads() {}

  /** Makes those of a kernel daemons; where a later kernel has others, they stay what they are. */
  public static void makeDaemons(BaseKernel kernel) {
    try {
      Object control = KernelInternals.executionControl(kernel);
      Field field = KernelInternals.field(control.getClass(), "executor");
      if (field.get(control) instanceof ThreadPoolExecutor executor) {
        ThreadFactory usual = executor.getThreadFactory();
        executor.setThreadFactory(task -> {
          Thread thread = usual.newThread(task);
          thread.setDaemon(true);
          return thread;
        });
      }
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      // Then a restart takes a little longer.
    }
  }
}
