package io.github.concurrencylab.model.transfer;

import io.github.concurrencylab.base.poll.PolledCode;
import io.github.concurrencylab.workload.OwnTasks;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hash of what a body of tasks does: the code that can be reached from it within the user's own
 * classes, what it captures and the notebook's variables that it uses.
 *
 * <p>It does not depend on what changes when the same cell is run again or in another kernel: the
 * numbers in the names of a cell's classes and lambdas, lines, and the order of constants. Values
 * count where they are numbers, text, enum constants, or arrays, collections and records of these;
 * of other objects only the class counts.
 */
public final class CodeHash {
  private static final Pattern NUMBERED =
      Pattern.compile("REPL[./]\\$JShell\\$\\w+|\\$\\$Lambda\\S*");

  private static final Pattern SNIPPET = Pattern.compile("REPL\\.\\$JShell\\$\\w+");

  private static final int DEEPEST = 20;
  private static final int HEX_DIGITS = 16;

  private final ClassLoader loader;
  private final String own;
  private final MessageDigest digest;
  private final Map<String, ClassModel> models = new HashMap<>();
  private final Map<Method, Integer> known = new LinkedHashMap<>();
  private final Deque<Method> todo = new ArrayDeque<>();
  private final Set<String> variables = new TreeSet<>();

  /** A method, or all of a class if it has no name. */
  private record Method(String owner, String name, String descriptor) {}

  private CodeHash(Object root) throws NoSuchAlgorithmException {
    ClassLoader its = root.getClass().getClassLoader();
    this.loader = its == null ? ClassLoader.getSystemClassLoader() : its;
    SerializedLambda form = CellCode.form(root);
    String name = form == null ? root.getClass().getName() : form.getImplClass();
    this.own = outermost(name.replace('/', '.'));
    this.digest = MessageDigest.getInstance("SHA-256");
  }

  /**
   * The hash of the body of some tasks.
   *
   * @param work the tasks
   * @return 16 hexadecimal digits; another text each time if the code cannot be read, so that what
   *     is unknown is never taken for the same
   */
  public static String of(OwnTasks work) {
    try {
      Object root = work.rootOfBody();
      CodeHash hash = new CodeHash(root);
      hash.value(root, 0);
      hash.follow();
      byte[] bytes = hash.digest.digest();
      return HexFormat.of().formatHex(bytes).substring(0, HEX_DIGITS);
    } catch (IOException
        | ReflectiveOperationException
        | NoSuchAlgorithmException
        | LinkageError
        | RuntimeException unreadable) {
      return "unknown-" + UUID.randomUUID();
    }
  }

  private static String outermost(String name) {
    int nested = SNIPPET.matcher(name).lookingAt() ? -1 : name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private void say(Object... words) {
    for (Object word : words) {
      String text = NUMBERED.matcher(String.valueOf(word)).replaceAll("@");
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }

  private void follow() throws IOException, ReflectiveOperationException {
    while (!todo.isEmpty()) {
      Method next = todo.remove();
      for (MethodModel method : model(next.owner()).methods()) {
        boolean wanted =
            next.name().isEmpty()
                || (method.methodName().equalsString(next.name())
                    && method.methodType().equalsString(next.descriptor()));
        if (wanted && method.code().isPresent()) {
          String name = method.methodName().stringValue();
          say("method", isNumbered(name) ? "" : name, method.methodType().stringValue());
          Labels labels = new Labels();
          method.code().get().forEach(element -> read(element, labels));
        }
      }
      // Their values may hold code too.
      for (String variable : List.copyOf(variables)) {
        variables.remove(variable);
        readVariable(variable);
      }
    }
  }

  private static boolean isNumbered(String method) {
    return method.startsWith("lambda$") || method.startsWith("do_it$");
  }

  /** Labels have no names: by the order in which they are met. */
  private static final class Labels {
    private final Map<Label, Integer> numbers = new HashMap<>();

    int of(Label label) {
      return numbers.computeIfAbsent(label, new_ -> numbers.size());
    }
  }

  private void read(CodeElement element, Labels labels) {
    if (element instanceof Instruction instruction) {
      if (PolledCode.isPoll(instruction)) {
        return;
      }
      say(instruction.opcode());
    }
    switch (element) {
      case LabelTarget target -> say("label", labels.of(target.label()));
      case ExceptionCatch handler ->
          say(
              "catch",
              labels.of(handler.tryStart()),
              labels.of(handler.tryEnd()),
              labels.of(handler.handler()),
              handler.catchType().map(type -> type.asInternalName()).orElse("all"));
      case BranchInstruction branch -> say(labels.of(branch.target()));
      case LookupSwitchInstruction choice ->
          say(labels.of(choice.defaultTarget()), cases(choice.cases(), labels));
      case TableSwitchInstruction choice ->
          say(labels.of(choice.defaultTarget()), cases(choice.cases(), labels));
      case InvokeInstruction call ->
          call(
              call.owner().asInternalName().replace('/', '.'),
              call.name().stringValue(),
              call.type().stringValue());
      case InvokeDynamicInstruction call -> {
        DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
        say(bootstrap.owner().descriptorString(), bootstrap.methodName(), call.name());
        say(call.type().stringValue());
        call.bootstrapArgs().forEach(this::constant);
      }
      case FieldInstruction field -> {
        String owner = field.owner().asInternalName().replace('/', '.');
        String name = field.name().stringValue();
        say(owner, name);
        if (SNIPPET.matcher(owner).matches()) {
          variables.add(owner + " " + name);
        }
      }
      case ConstantInstruction constant -> constant(constant.constantValue());
      case LoadInstruction load -> say(load.slot());
      case StoreInstruction store -> say(store.slot());
      case IncrementInstruction step -> say(step.slot(), step.constant());
      case NewObjectInstruction made -> {
        String type = made.className().asInternalName();
        say(type);
        ownClass(type.replace('/', '.'));
      }
      case NewPrimitiveArrayInstruction made -> say(made.typeKind());
      case NewReferenceArrayInstruction made -> say(made.componentType().asInternalName());
      case NewMultiArrayInstruction made ->
          say(made.arrayType().asInternalName(), made.dimensions());
      case TypeCheckInstruction check -> say(check.type().asInternalName());
      default -> {} // told whole by its opcode, or no code at all: lines, names of variables
    }
  }

  private static String cases(List<SwitchCase> cases, Labels labels) {
    StringBuilder text = new StringBuilder();
    cases.forEach(
        each -> text.append(each.caseValue()).append("->").append(labels.of(each.target())));
    return text.toString();
  }

  private void constant(@Nullable ConstantDesc constant) {
    if (constant instanceof DirectMethodHandleDesc handle) {
      String owner = handle.owner().descriptorString();
      call(
          owner.substring(1, owner.length() - 1).replace('/', '.'),
          handle.methodName(),
          handle.lookupDescriptor());
    } else {
      say(String.valueOf(constant));
    }
  }

  private boolean isOwn(String owner) {
    return owner.startsWith("REPL.") || owner.equals(own) || owner.startsWith(own + "$");
  }

  private void call(String owner, String name, String descriptor) {
    if (!isOwn(owner)) {
      say(owner, name, descriptor);
    } else if (SNIPPET.matcher(owner).matches() || owner.equals(own)) {
      number(new Method(owner, name, descriptor));
    } else {
      say(name, descriptor);
      ownClass(owner);
    }
  }

  /** Of a class of the user's own anything may be called. */
  private void ownClass(String owner) {
    if (isOwn(owner) && !SNIPPET.matcher(owner).matches() && !owner.equals(own)) {
      number(new Method(owner, "", ""));
    }
  }

  private void number(Method method) {
    Integer number = known.get(method);
    if (number == null) {
      number = known.size();
      known.put(method, number);
      todo.add(method);
    }
    say("own", number);
  }

  private void readVariable(String variable) throws ReflectiveOperationException {
    int space = variable.indexOf(' ');
    String name = variable.substring(space + 1);
    if (known.putIfAbsent(new Method(variable, "", ""), known.size()) == null) {
      Field field =
          Class.forName(variable.substring(0, space), true, loader).getDeclaredField(name);
      field.setAccessible(true);
      say("variable", name);
      value(field.get(null), 0);
    }
  }

  private void value(@Nullable Object value, int depth) throws ReflectiveOperationException {
    if (value == null || depth > DEEPEST) {
      say("null");
      return;
    }
    SerializedLambda form = CellCode.form(value);
    if (form != null) {
      call(
          form.getImplClass().replace('/', '.'),
          form.getImplMethodName(),
          form.getImplMethodSignature());
      for (int i = 0; i < form.getCapturedArgCount(); i++) {
        value(form.getCapturedArg(i), depth + 1);
      }
      return;
    }
    say(value.getClass().getName());
    ownClass(value.getClass().getName());
    switch (value) {
      case Number number when value.getClass().getName().startsWith("java.lang.") -> say(number);
      case CharSequence text -> say(text);
      case Boolean truth -> say(truth);
      case Character letter -> say(letter);
      case Enum<?> constant -> say(constant.name());
      case Set<?> set -> say(set.size(), new TreeSet<>(set.stream().map(String::valueOf).toList()));
      case Collection<?> all -> {
        say(all.size());
        for (Object each : all) {
          value(each, depth + 1);
        }
      }
      case Map<?, ?> map -> {
        say(map.size());
        Map<String, Object> sorted = new java.util.TreeMap<>();
        map.forEach((key, each) -> sorted.put(String.valueOf(key), each));
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
          say(entry.getKey());
          value(entry.getValue(), depth + 1);
        }
      }
      case Record components -> {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
          component.getAccessor().setAccessible(true);
          value(component.getAccessor().invoke(components), depth + 1);
        }
      }
      default -> {
        if (value.getClass().isArray()) {
          say(Array.getLength(value));
          for (int i = 0; i < Array.getLength(value); i++) {
            value(Array.get(value, i), depth + 1);
          }
        }
      }
    }
  }

  private ClassModel model(String name) throws IOException, ClassNotFoundException {
    ClassModel model = models.get(name);
    if (model == null) {
      byte[] bytes = ClassBytes.of(Class.forName(name, false, loader));
      if (bytes == null) {
        throw new IOException("no class file of " + name);
      }
      model = ClassFile.of().parse(bytes);
      models.put(name, model);
    }
    return model;
  }
}
