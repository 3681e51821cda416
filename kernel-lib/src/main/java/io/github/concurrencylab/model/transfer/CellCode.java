package io.github.concurrencylab.model.transfer;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What code from a notebook's cells, or from jshell, uses of other cells.
 *
 * <p>A cell's variable is a static field of a class of its own. Classes travel on demand, but a
 * static field's value does not travel with its class. So the code that can be reached from a
 * lambda is followed, through methods and classes of other cells, to every variable that it names:
 *
 * <pre>{@code
 * int factor = 5;                            // the field REPL.$JShell$11.factor
 * int times(int i) { return i * factor; }    // the method REPL.$JShell$12.times
 * tasks("times", 4, i -> times(i))           // the method REPL.$JShell$13.lambda$...
 * }</pre>
 *
 * <p>The lambda's serialized form names its method; the instructions of that method call {@code
 * times}, and the instructions of {@code times} read {@code factor}: so the value 5 goes along.
 *
 * <p>It goes in turns, which {@link Transfer} makes. {@link #write} turns an object into bytes and
 * notes the code of each lambda and class among its parts; {@link #variables} reads that code to
 * its end and returns the variables found; these are written in turn, and since one may hold a
 * lambda itself, there may be {@linkplain #hasMore more} code to read.
 *
 * <p>Of the class around a snippet only the methods that are called are read: each snippet's class
 * imports those of all cells before it, and what it does not use need not travel. Of a class that
 * the user has written all methods are, since who knows an object may call any of them.
 */
final class CellCode {
  /** The package of all that the shell makes of cells. */
  private static final String CELLS = "REPL.";

  /** The class around one snippet, whose static fields are the notebook's variables. */
  private static final Pattern SNIPPET = Pattern.compile("REPL\\.\\$JShell\\$\\w+");

  private final ClassLoader loader;

  /** Class files that were read, by name. */
  private final Map<String, ClassModel> models = new HashMap<>();

  /** Code that was ever found, and that part of it which is still to be read. */
  private final Set<Code> seen = new HashSet<>();

  private final Deque<Code> todo = new ArrayDeque<>();

  /** Variables that were found, by the name of their class. */
  private final Map<String, Set<String>> used = new LinkedHashMap<>();

  /** Classes of objects and of lambdas' code that were written. */
  private final Set<String> written = new TreeSet<>();

  /** A method, or all methods of a class if it has no name. */
  private record Code(String owner, String method, String descriptor) {}

  CellCode(@Nullable ClassLoader loader) {
    this.loader = loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }

  ClassLoader loader() {
    return loader;
  }

  /** An object as bytes; what code it holds is followed too. */
  byte[] write(@Nullable Object object) throws IOException {
    return ObjectBytes.write(object, this::follow);
  }

  /** The names of the classes of all objects written so far, and of lambdas' code. */
  Set<String> written() {
    return written;
  }

  /** Notes the code behind a part of an object that is being written: a class, lambda or object. */
  private void follow(Object part) {
    if (part instanceof Class<?> type) {
      Class<?> element = type;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      written.add(element.getName());
    } else if (part instanceof SerializedLambda lambda) {
      written.add(lambda.getImplClass().replace('/', '.'));
      add(
          lambda.getImplClass().replace('/', '.'),
          lambda.getImplMethodName(),
          lambda.getImplMethodSignature());
    } else if (part != null) {
      addAll(part.getClass().getName());
    }
  }

  private void add(String owner, String method, String descriptor) {
    if (!owner.startsWith(CELLS)) {
      return;
    }
    // Of a class of the user's own everything may be called; around a snippet are other cells' too.
    Code code =
        SNIPPET.matcher(owner).matches()
            ? new Code(owner, method, descriptor)
            : new Code(owner, "", "");
    if (seen.add(code)) {
      todo.add(code);
    }
  }

  private void addAll(String owner) {
    if (!SNIPPET.matcher(owner).matches()) {
      add(owner, "", "");
    }
  }

  /** Whether there is code that was not followed yet. */
  boolean hasMore() {
    return !todo.isEmpty();
  }

  /**
   * The variables that all code seen so far uses.
   *
   * @return by the name of their class their values by name
   */
  Map<String, Map<String, Object>> variables() throws IOException, ClassNotFoundException {
    while (!todo.isEmpty()) {
      read(todo.remove());
    }
    Map<String, Map<String, Object>> values = new LinkedHashMap<>();
    for (Map.Entry<String, Set<String>> ofClass : used.entrySet()) {
      Map<String, Object> byName = new LinkedHashMap<>();
      for (String name : ofClass.getValue()) {
        byName.put(name, value(ofClass.getKey(), name));
      }
      values.put(ofClass.getKey(), byName);
    }
    return values;
  }

  private Object value(String owner, String name) throws ClassNotFoundException {
    try {
      Field field = Class.forName(owner, true, loader).getDeclaredField(name);
      field.setAccessible(true);
      return field.get(null);
    } catch (NoSuchFieldException | IllegalAccessException closed) {
      throw new ClassNotFoundException(name, closed);
    }
  }

  /** Reads the instructions of a method, or of all methods of a class. */
  private void read(Code code) throws IOException, ClassNotFoundException {
    for (MethodModel method : model(code.owner()).methods()) {
      boolean wanted =
          code.method().isEmpty()
              || (method.methodName().equalsString(code.method())
                  && method.methodType().equalsString(code.descriptor()));
      if (wanted && method.code().isPresent()) {
        method.code().get().forEach(this::read);
      }
    }
  }

  /** Notes what one instruction refers to: methods to read later, variables to take along. */
  private void read(CodeElement element) {
    switch (element) {
      case InvokeInstruction call ->
          add(name(call.owner()), call.name().stringValue(), call.type().stringValue());
      case InvokeDynamicInstruction call -> call.bootstrapArgs().forEach(this::readHandle);
      case NewObjectInstruction made -> addAll(name(made.className()));
      case ConstantInstruction constant -> readHandle(constant.constantValue());
      case FieldInstruction field -> {
        String owner = name(field.owner());
        if (SNIPPET.matcher(owner).matches()) {
          used.computeIfAbsent(owner, o -> new HashSet<>()).add(field.name().stringValue());
        } else {
          addAll(owner);
        }
      }
      default -> {}
    }
  }

  private void readHandle(ConstantDesc constant) {
    if (constant instanceof DirectMethodHandleDesc handle) {
      add(name(handle.owner()), handle.methodName(), handle.lookupDescriptor());
    }
  }

  private static String name(ClassEntry entry) {
    return entry.asInternalName().replace('/', '.');
  }

  private static String name(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  private ClassModel model(String name) throws IOException, ClassNotFoundException {
    ClassModel known = models.get(name);
    if (known != null) {
      return known;
    }
    byte[] bytes = ClassBytes.of(Class.forName(name, false, loader));
    if (bytes == null) {
      throw new IOException(
          "its cell was run again since: run the cell that makes these tasks again too");
    }
    ClassModel model = ClassFile.of().parse(bytes);
    models.put(name, model);
    return model;
  }

  /** A lambda as it is serialized; null if it is an object of an ordinary class. */
  static @Nullable SerializedLambda form(Object lambda) {
    try {
      Method replace = lambda.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return replace.invoke(lambda) instanceof SerializedLambda form ? form : null;
    } catch (ReflectiveOperationException | RuntimeException ordinary) {
      return null;
    }
  }

  /** The names of a lambda's captured variables, where the compiler has kept them. */
  List<String> parameters(SerializedLambda lambda) {
    try {
      for (MethodModel method : model(lambda.getImplClass().replace('/', '.')).methods()) {
        if (method.methodName().equalsString(lambda.getImplMethodName())
            && method.code().isPresent()) {
          List<LocalVariable> locals = new ArrayList<>();
          method
              .code()
              .get()
              .forEach(element -> {
                if (element instanceof LocalVariable local) {
                  locals.add(local);
                }
              });
          return locals.stream()
              .sorted(Comparator.comparingInt(LocalVariable::slot))
              .map(local -> local.name().stringValue())
              .toList();
        }
      }
    } catch (IOException | ClassNotFoundException | LinkageError unknown) {
      // Then they have no names.
    }
    return List.of();
  }
}
