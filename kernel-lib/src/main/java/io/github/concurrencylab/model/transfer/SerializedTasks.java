package io.github.concurrencylab.model.transfer;

import io.github.concurrencylab.workload.Task;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks of one's own with all the code that they may need, for virtual machines that cannot ask for
 * it.
 */
public final class SerializedTasks implements Serializable {
  private static final long serialVersionUID = 1;

  private final int tasks;
  private final byte[] body;
  private final HashMap<String, byte[]> classes;
  private final HashMap<String, byte[]> variables;

  /**
   * Creates the serialized form.
   *
   * @param tasks how many
   * @param body what a {@link TransferredClassLoader} makes them of
   * @param classes class files by name
   * @param variables the values of a notebook's variables by the name of their class
   */
  SerializedTasks(
      int tasks, byte[] body, Map<String, byte[]> classes, Map<String, byte[]> variables) {
    this.tasks = tasks;
    this.body = body.clone();
    this.classes = new HashMap<>(classes);
    this.variables = new HashMap<>(variables);
  }

  /**
   * The tasks, ready to run.
   *
   * @param tasks the tasks
   * @param loader knows their classes
   */
  public record Content(List<Task> tasks, ClassLoader loader) {}

  /**
   * Makes tasks of their serialized form.
   *
   * @param bytes what {@link Transfer#serialized} returned
   * @return the tasks
   * @throws IOException if they are none
   * @throws ClassNotFoundException if a class is missing in them
   */
  public static Content open(byte[] bytes) throws IOException, ClassNotFoundException {
    if (!(ObjectBytes.read(bytes, SerializedTasks.class.getClassLoader(), null)
        instanceof SerializedTasks serialized)) {
      throw new IOException("no serialized tasks came");
    }
    return serialized.content();
  }

  private Content content() throws IOException, ClassNotFoundException {
    TransferredClassLoader loader = new TransferredClassLoader(this::find);
    // Now, by one thread: two that later set variables of each other's classes could wait forever.
    for (String name : variables.keySet()) {
      var ignored = loader.loadClass(name);
    }
    return new Content(loader.tasks(body, tasks), loader);
  }

  private TransferredClass find(String name) {
    byte[] bytes = classes.get(name);
    return bytes == null
        ? TransferredClass.NONE
        : TransferredClass.of(bytes, variables.getOrDefault(name, new byte[0]));
  }
}
