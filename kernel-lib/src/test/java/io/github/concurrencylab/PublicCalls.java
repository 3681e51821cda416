package io.github.concurrencylab;

import io.github.concurrencylab.workload.PollingTask;
import io.github.concurrencylab.workload.WorkloadData;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that a cell can call: the lab's words, and the methods of every value that it comes to
 * by them.
 */
final class PublicCalls {
  private static final String BASE = Lab.class.getPackageName() + ".";

  /** What the rooms ask of a model, a workload or a protocol; no word of a cell. */
  private static final Set<String> INSIDE =
      Set.of(
          "execute",
          "open",
          "newTasks",
          "validate",
          "difference",
          "checksum",
          "resultsFamily",
          "refusal",
          "dataForChild",
          "plan",
          "measure",
          "unfinished",
          "codeChanged");

  /** Likewise: what a task is, and how a workload travels. */
  private static final Set<Class<?>> INNER = Set.of(PollingTask.class, WorkloadData.class);

  private PublicCalls() {}

  /** The lab, and every type of ours that a cell comes to. */
  static Set<Class<?>> types() {
    Set<Class<?>> types = new LinkedHashSet<>();
    add(Lab.class, types);
    return types;
  }

  private static void add(Type type, Set<Class<?>> types) {
    switch (type) {
      case Class<?> array when array.isArray() -> add(array.getComponentType(), types);
      case Class<?> ours when ours.getName().startsWith(BASE) && !INNER.contains(ours) -> {
        if (types.add(ours)) {
          if (ours.isSealed()) {
            List.of(ours.getPermittedSubclasses()).forEach(kind -> add(kind, types));
          }
          methods(ours).forEach(method -> add(method.getGenericReturnType(), types));
        }
      }
      case ParameterizedType generic -> {
        add(generic.getRawType(), types);
        List.of(generic.getActualTypeArguments()).forEach(argument -> add(argument, types));
      }
      case WildcardType any -> List.of(any.getUpperBounds()).forEach(bound -> add(bound, types));
      default -> {}
    }
  }

  /** The methods of a type that a cell may call: of the lab the static ones, of a value its own. */
  static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getDeclaringClass().getName().startsWith(BASE))
        .filter(method -> Modifier.isStatic(method.getModifiers()) == (type == Lab.class))
        .filter(method -> !method.isSynthetic() && !INSIDE.contains(method.getName()))
        .sorted(Comparator.comparing(Method::toGenericString))
        .toList();
  }

  /** A parameter's type without its packages, and its name: {@code Model[] models}. */
  static String shown(Parameter parameter) {
    String type = parameter.getParameterizedType().getTypeName();
    return type.replaceAll("[a-z]\\w*\\.", "") + " " + parameter.getName();
  }

  /** A method as it is called: {@code Experiment.trials(int count)}. */
  static String shown(Class<?> type, Method method) {
    List<String> parameters =
        Arrays.stream(method.getParameters()).map(PublicCalls::shown).toList();
    return type.getSimpleName()
        + "."
        + method.getName()
        + "("
        + String.join(", ", parameters)
        + ")";
  }

  /** Values of ours by their types, those that records and lists hold among them. */
  static Map<Class<?>, List<Object>> byType(Collection<?> values, Set<Class<?>> types)
      throws ReflectiveOperationException {
    Set<Object> all = new LinkedHashSet<>();
    for (Object value : values) {
      collect(value, all);
    }
    Map<Class<?>, List<Object>> byType = new LinkedHashMap<>();
    for (Object value : all) {
      for (Class<?> type : types) {
        if (type.isInstance(value)) {
          byType.computeIfAbsent(type, t -> new ArrayList<>()).add(value);
        }
      }
    }
    return byType;
  }

  private static void collect(Object value, Set<Object> all) throws ReflectiveOperationException {
    if (value instanceof Collection<?> many) {
      int count = 0;
      for (Object one : many) {
        if (count++ < 2) {
          collect(one, all);
        }
      }
    } else if (value != null && value.getClass().getName().startsWith(BASE) && all.add(value)) {
      if (value.getClass().isRecord()) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
          if (Modifier.isPublic(value.getClass().getModifiers())) {
            collect(component.getAccessor().invoke(value), all);
          }
        }
      }
      for (Method method : methods(value.getClass())) {
        if (method.getParameterCount() == 0
            && List.of("series", "groups", "spans").contains(method.getName())) {
          collect(method.invoke(value), all);
        }
      }
    }
  }
}
