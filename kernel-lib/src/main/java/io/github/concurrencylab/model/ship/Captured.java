package io.github.concurrencylab.model.ship;

import java.io.IOException;
import java.io.NotSerializableException;
import java.lang.invoke.SerializedLambda;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names what cannot travel, and says what to do about it. */
final class Captured {
  private Captured() {}

  /** What a lambda captured that cannot travel. */
  static String words(Object lambda, String culprit, CellCode code) {
    SerializedLambda form = CellCode.form(lambda);
    if (form != null) {
      List<String> names = code.parameters(form);
      for (int i = 0; i < form.getCapturedArgCount(); i++) {
        Object value = form.getCapturedArg(i);
        try {
          var ignored = ObjectBytes.write(value);
        } catch (NotSerializableException its) {
          String name = i < names.size() ? names.get(i) : "value " + (i + 1);
          return words("it captures", name, value, String.valueOf(its.getMessage()));
        } catch (IOException tooLarge) {
          return "it captures too much: " + tooLarge.getMessage();
        }
      }
    }
    return "it holds a %s, which is not serializable%s".formatted(culprit, remedy(culprit));
  }

  /** The same of one named value. */
  static String words(String how, String name, @Nullable Object value, String culprit) {
    String type = value == null ? culprit : value.getClass().getTypeName();
    String holds =
        type.equals(culprit)
            ? ", which is not serializable"
            : ", which holds a " + culprit + ", which is not serializable";
    return "%s '%s' of type %s%s%s".formatted(how, name, type, holds, remedy(culprit));
  }

  private static String remedy(String culprit) {
    boolean opened = culprit.startsWith("java.io.") || culprit.startsWith("java.n");
    boolean ours = culprit.startsWith("REPL.");
    return (opened
            ? ": open it inside the task"
            : ours ? ": let the class implement java.io.Serializable" : ": make it inside the task")
        + ", or use threads(n)";
  }
}
