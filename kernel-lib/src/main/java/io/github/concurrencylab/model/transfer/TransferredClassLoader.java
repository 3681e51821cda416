package io.github.concurrencylab.model.transfer;

import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.PollingTask;
import io.github.concurrencylab.workload.Task;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;

/**
 * The class loader of a child: what it does not have itself it asks its parent for, and gives a
 * notebook's variables the values that they had there.
 */
public final class TransferredClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Fetch fetch;

  /** Asks for a class. */
  @FunctionalInterface
  public interface Fetch {
    /**
     * Fetches a class; may be called by any thread.
     *
     * @param name its name
     * @return the class, {@link TransferredClass#NONE} if there is none
     * @throws IOException if nobody answers
     * @throws InterruptedException if interrupted while waiting
     */
    TransferredClass fetch(String name) throws IOException, InterruptedException;
  }

  /**
   * Creates a loader.
   *
   * @param fetch asks for classes that this virtual machine does not have
   */
  public TransferredClassLoader(Fetch fetch) {
    // Without a name, which would stand before each class in a stack trace.
    super(TransferredClassLoader.class.getClassLoader());
    this.fetch = fetch;
  }

  /**
   * Makes tasks of their body.
   *
   * @param body as {@link Transfer#body} has it
   * @param count how many
   * @return the tasks
   * @throws IOException if it is no body
   * @throws ClassNotFoundException if a class of it cannot be had
   */
  public List<Task> tasks(byte[] body, int count) throws IOException, ClassNotFoundException {
    if (!(ObjectBytes.read(body, this, null) instanceof PollingTask task)) {
      throw new IOException("no body of tasks came");
    }
    return OwnTasks.tasksOf(task, count);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    TransferredClass sent;
    try {
      sent = fetch.fetch(name);
    } catch (IOException | InterruptedException gone) {
      throw new ClassNotFoundException(name, gone);
    }
    if (!sent.exists()) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes = TransferredClass.array(sent.bytes());
    Class<?> type = defineClass(name, bytes, 0, bytes.length);
    if (sent.variables().hasRemaining()) {
      setVariables(type, TransferredClass.array(sent.variables()));
    }
    return type;
  }

  private void setVariables(Class<?> type, byte[] values) throws ClassNotFoundException {
    try {
      if (ObjectBytes.read(values, this, null) instanceof Map<?, ?> byName) {
        for (Map.Entry<?, ?> variable : byName.entrySet()) {
          Field field = type.getDeclaredField(String.valueOf(variable.getKey()));
          field.setAccessible(true);
          field.set(null, variable.getValue());
        }
      }
    } catch (IOException | ReflectiveOperationException unusable) {
      throw new ClassNotFoundException(type.getName() + ": " + unusable.getMessage(), unusable);
    }
  }
}
