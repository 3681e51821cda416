package io.github.concurrencylab.model.transfer;

import java.io.IOException;
import java.io.NotSerializableException;
import java.lang.invoke.SerializedLambda;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names what cannot travel, and says what to do about it. */
final class CapturedVariables {
  private CapturedVariables() {}

  /** What a lambda captured that cannot travel. */
  static String words(Object lambda, String refused, CellCode code) {
    SerializedLambda form = CellCode.form(lambda);
    if (form != null) {
      List<String> names = code.parameters(form);
      for (int i = 0; i < form.getCapturedArgCount(); i++) {
        Object value = form.getCapturedArg(i);
        try {
          var ignored = ObjectBytes.write(value);
        } catch (NotSerializableException its) {
          String how =
              i < names.size() ? "it captures '" + names.get(i) + "'" : "it captures a value";
          return words(how, value, String.valueOf(its.getMessage()));
        } catch (IOException tooLarge) {
          return "it captures too much: " + tooLarge.getMessage();
        }
      }
    }
    return "it holds a %s, which is not serializable%s".formatted(shown(refused), remedy(refused));
  }

  /** The same of one value that has a name. */
  static String words(String how, @Nullable Object value, String refused) {
    String type = value == null ? refused : value.getClass().getTypeName();
    String holds = type.equals(refused) ? "" : ", which holds a " + shown(refused);
    return "%s of type %s%s, which is not serializable%s"
        .formatted(how, shown(type), holds, remedy(refused));
  }

  /** A class's name as it was written in its cell. */
  static String shown(String type) {
    return type.replaceAll("REPL\\.\\$JShell\\$\\w+\\$", "");
  }

  private static String remedy(String refused) {
    boolean opened = refused.startsWith("java.io.") || refused.startsWith("java.n");
    boolean own = !refused.startsWith("java");
    String fix =
        opened
            ? "open it inside the task"
            : own ? "let the class implement java.io.Serializable" : "make it inside the task";
    return ": " + fix + ", or use threads(n)";
  }
}
