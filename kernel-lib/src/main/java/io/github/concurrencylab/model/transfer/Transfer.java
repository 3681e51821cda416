package io.github.concurrencylab.model.transfer;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.io.NotSerializableException;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of one's own, packed for other virtual machines: the body as bytes, its classes on demand
 * or all at once, and the values of the notebook's variables that it uses.
 */
public final class Transfer {
  /** Where the lab's own classes come from. */
  private static final @Nullable CodeSource OURS = source(Transfer.class);

  private final int tasks;
  private final byte[] body;
  private final ClassLoader loader;
  private final Map<String, byte[]> variables;
  private final Set<String> roots;
  private final Set<String> sent = ConcurrentHashMap.newKeySet();

  private Transfer(int tasks, byte[] body, CellCode code, Map<String, byte[]> variables) {
    this.tasks = tasks;
    this.body = body;
    this.loader = code.loader();
    this.variables = variables;
    this.roots = Set.copyOf(code.written());
  }

  /**
   * Packs tasks.
   *
   * @param model who wants it, for messages
   * @param work the tasks
   * @return the transfer
   * @throws ModelUnavailableException if something in it cannot travel: the message names it, its
   *     class and the remedy
   */
  public static Transfer of(String model, OwnTasks work) {
    Object root = work.rootOfBody();
    CellCode code = new CellCode(root.getClass().getClassLoader());
    String refusal = refusal(model, work);
    try {
      byte[] body = code.write(work.body());
      Map<String, byte[]> variables = new HashMap<>();
      // A variable's value may be code too, which uses further variables.
      while (code.hasMore()) {
        for (Map.Entry<String, Map<String, Object>> ofClass : code.variables().entrySet()) {
          for (Map.Entry<String, Object> variable : ofClass.getValue().entrySet()) {
            write(code, variable.getKey(), variable.getValue(), refusal);
          }
          variables.put(ofClass.getKey(), code.write(new TreeMap<>(ofClass.getValue())));
        }
      }
      return new Transfer(work.tasks(), body, code, variables);
    } catch (NotSerializableException refused) {
      throw new ModelUnavailableException(
          refusal + CapturedVariables.words(root, String.valueOf(refused.getMessage()), code),
          null);
    } catch (IOException | ClassNotFoundException | LinkageError other) {
      throw new ModelUnavailableException(refusal + other.getMessage(), null);
    }
  }

  /**
   * Whether tasks can travel, asked before anything is started.
   *
   * @param model who wants it, for messages
   * @param workload any workload; only tasks of one's own have code that must travel
   * @return what keeps them from it, in one line; empty if nothing does
   */
  public static Optional<String> obstacle(String model, Workload workload) {
    if (!(workload instanceof OwnTasks own)) {
      return Optional.empty();
    }
    try {
      var _ = of(model, own);
      return Optional.empty();
    } catch (ModelUnavailableException cannot) {
      return Optional.of(String.valueOf(cannot.getMessage()));
    }
  }

  /**
   * The tasks with all their code, for virtual machines that cannot ask for it.
   *
   * @return what {@link SerializedTasks#open} opens
   * @throws IOException if it is too large
   */
  public byte[] serialized() throws IOException {
    Set<String> names = new HashSet<>(roots);
    names.addAll(variables.keySet());
    Map<String, byte[]> classes = new ClassClosure(this::code).of(names);
    return ObjectBytes.write(new SerializedTasks(tasks, body, classes, variables));
  }

  /**
   * How a message begins that says why tasks cannot travel.
   *
   * @param model who wants them
   * @param work the tasks
   * @return its first words
   */
  public static String refusal(String model, OwnTasks work) {
    return "%s: tasks %s cannot travel to another process: "
        .formatted(model, Check.quoted(work.name()));
  }

  private static void write(CellCode code, String name, @Nullable Object value, String refusal)
      throws IOException {
    try {
      var ignored = code.write(value);
    } catch (NotSerializableException refused) {
      throw new ModelUnavailableException(
          refusal
              + CapturedVariables.words(
                  "it uses variable '" + name + "'", value, String.valueOf(refused.getMessage())),
          null);
    }
  }

  /**
   * How many tasks.
   *
   * @return at least 1
   */
  public int tasks() {
    return tasks;
  }

  /**
   * The body.
   *
   * @return what {@link ObjectBytes#read} makes a {@link
   *     io.github.concurrencylab.workload.PollingTask} of, with a {@link TransferredClassLoader}
   */
  public byte[] body() {
    return body.clone();
  }

  /**
   * A class that another virtual machine asks for.
   *
   * @param name its name
   * @return the class, {@link TransferredClass#NONE} if it is everywhere or unknown
   */
  public TransferredClass code(String name) {
    Class<?> type;
    try {
      type = Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError unknown) {
      return TransferredClass.NONE;
    }
    byte[] bytes = isEverywhere(type) ? null : ClassBytes.of(type);
    if (bytes == null) {
      return TransferredClass.NONE;
    }
    sent.add(name);
    byte[] values = variables.getOrDefault(name, new byte[0]);
    return TransferredClass.of(bytes, values);
  }

  /** Whether every virtual machine has it: it is the JDK's or the lab's. */
  private static boolean isEverywhere(Class<?> type) {
    return type.getModule().isNamed() || (OURS != null && OURS.equals(source(type)));
  }

  private static @Nullable CodeSource source(Class<?> type) {
    return type.getProtectionDomain().getCodeSource();
  }

  /**
   * Reads a result.
   *
   * @param bytes what {@link ObjectBytes#write} wrote
   * @return the result
   * @throws IOException if it is no value, see {@link ResultFilter}; the message says what it is
   */
  public Object result(byte[] bytes) throws IOException {
    ResultFilter filter = new ResultFilter(bytes.length, sent::contains);
    try {
      Object result = ObjectBytes.read(bytes, loader, filter);
      return Optional.ofNullable(result).orElseThrow(() -> new IOException("its result is null"));
    } catch (IOException | ClassNotFoundException | RuntimeException refused) {
      String rejected = filter.rejected();
      throw new IOException(
          rejected == null
              ? "its result is no value: " + refused.getMessage()
              : "its result holds a %s, which is no plain value: return numbers, text, collections or records"
                  .formatted(rejected),
          refused);
    }
  }
}
