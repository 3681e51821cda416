package io.github.concurrencylab.base.poll;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts polls into class files: before each jump back, without which no loop can go on, and once in
 * each call of a method but constructors, for recursion and for loops of a library that call it.
 * That one stands at the beginning; of a method with a loop of its own where it is left, since a
 * loop behind a poll is compiled to slower code. And polls stand behind what a thread may have
 * waited at, monitors and calls named like those that wait: it may have lost the lock of {@code
 * gil(n)} meanwhile.
 *
 * <p>A poll takes nothing from the operand stack and leaves nothing there. So the frames that the
 * compiler has described still hold, and no class needs to be looked up to describe them anew.
 */
public final class PolledCode {
  private static final ClassFile CLASS_FILE = ClassFile.of(StackMapsOption.DROP_STACK_MAPS);

  private static final ClassDesc POLLS = ClassDesc.of(Polls.class.getName());

  private static final DynamicCallSiteDesc POLL = poll("poll");

  private static final DynamicCallSiteDesc AFTER_WAIT = poll(Polls.AFTER_WAIT_NAME);

  /** Methods of the JDK's threads, locks, queues and futures that wait. */
  private static final Set<String> WAITS =
      Set.of(
          "acquire",
          "acquireUninterruptibly",
          "await",
          "exchange",
          "get",
          "invokeAll",
          "invokeAny",
          "join",
          "lock",
          "lockInterruptibly",
          "park",
          "parkNanos",
          "poll",
          "put",
          "sleep",
          "take",
          "tryAcquire",
          "tryLock",
          "wait");

  private PolledCode() {}

  private static DynamicCallSiteDesc poll(String name) {
    return DynamicCallSiteDesc.of(
        MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            POLLS,
            "link",
            MethodTypeDesc.of(
                ConstantDescs.CD_CallSite,
                ConstantDescs.CD_MethodHandles_Lookup,
                ConstantDescs.CD_String,
                ConstantDescs.CD_MethodType)),
        name,
        ConstantDescs.MTD_void);
  }

  /** Whether a method is one of those behind whose calls a poll stands. */
  static boolean waits(String className, String method) {
    return WAITS.contains(method)
        && (className.startsWith("java.util.concurrent.") || className.startsWith("java.lang."))
        && !className.startsWith("java.util.concurrent.atomic.");
  }

  /**
   * A class file with polls.
   *
   * @param bytes the class file as it was compiled
   * @return the same with polls; the same array if it has no code, or none that polls fit into: a
   *     method may have 65,535 bytes
   */
  public static byte[] of(byte[] bytes) {
    try {
      ClassModel model = CLASS_FILE.parse(bytes);
      if (model.methods().stream().noneMatch(method -> method.code().isPresent())) {
        return bytes;
      }
      return CLASS_FILE.transformClass(
          model,
          (builder, element) -> {
            if (element instanceof MethodModel method && method.code().isPresent()) {
              builder.transformMethod(
                  method, MethodTransform.transformingCode(new WithPolls(method)));
            } else {
              builder.with(element);
            }
          });
    } catch (IllegalArgumentException tooLargeWithThem) {
      return bytes;
    }
  }

  /**
   * Whether an instruction is a poll, for whoever reads code.
   *
   * @param instruction the instruction
   * @return true if it was put in here
   */
  public static boolean isPoll(Instruction instruction) {
    return instruction instanceof InvokeDynamicInstruction call
        && call.bootstrapMethod().owner().equals(POLLS);
  }

  /** The code of one method. */
  private static final class WithPolls implements CodeTransform {
    private final MethodModel method;
    private final boolean loops;
    private final Set<Label> passed = new HashSet<>();
    private boolean entered;

    WithPolls(MethodModel method) {
      this.method = method;
      this.loops = method.code().map(WithPolls::loops).orElse(false);
    }

    private static boolean loops(CodeModel code) {
      Set<Label> passed = new HashSet<>();
      for (CodeElement element : code) {
        if (element instanceof LabelTarget target) {
          passed.add(target.label());
        } else if (jumpsTo(element, passed)) {
          return true;
        }
      }
      return false;
    }

    private boolean isConstructor() {
      return method.methodName().stringValue().startsWith("<");
    }

    @Override
    public void atStart(CodeBuilder code) {
      if (isConstructor()) {
        return;
      }
      if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
        code.invokedynamic(AFTER_WAIT);
      } else if (!loops) {
        code.invokedynamic(POLL);
      }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
      } else if (element instanceof Instruction && (entered || pollsBefore(element))) {
        code.invokedynamic(entered ? AFTER_WAIT : POLL);
        entered = false;
      }
      code.with(element);
      if (element instanceof MonitorInstruction monitor
          && monitor.opcode() == Opcode.MONITORENTER) {
        entered = true; // behind the label from which on it is left if something is thrown
      } else if (element instanceof InvokeInstruction call
          && waits(call.owner().asInternalName().replace('/', '.'), call.name().stringValue())) {
        code.invokedynamic(AFTER_WAIT);
      }
    }

    @Override
    public void atEnd(CodeBuilder code) {
      method
          .code()
          .flatMap(model -> model.findAttribute(Attributes.stackMapTable()))
          .ifPresent(frames -> code.with(StackMapTableAttribute.of(frames.entries())));
    }

    private boolean pollsBefore(CodeElement element) {
      return jumpsTo(element, passed) || (loops && !isConstructor() && leaves(element));
    }

    private static boolean leaves(CodeElement element) {
      return element instanceof ReturnInstruction || element instanceof ThrowInstruction;
    }

    private static boolean jumpsTo(CodeElement element, Set<Label> labels) {
      return switch (element) {
        case BranchInstruction branch -> labels.contains(branch.target());
        case TableSwitchInstruction choice -> anyOf(labels, choice.defaultTarget(), choice.cases());
        case LookupSwitchInstruction choice ->
            anyOf(labels, choice.defaultTarget(), choice.cases());
        default -> false;
      };
    }

    private static boolean anyOf(Set<Label> labels, Label otherwise, List<SwitchCase> cases) {
      return labels.contains(otherwise)
          || cases.stream().anyMatch(each -> labels.contains(each.target()));
    }
  }
}
