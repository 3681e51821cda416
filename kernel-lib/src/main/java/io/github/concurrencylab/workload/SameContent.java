package io.github.concurrencylab.workload;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares results by what they hold: arrays by their elements, collections and maps by theirs,
 * records by their components, all down to the last; everything else by its {@code equals}.
 */
final class SameContent {
  /** Deeper than any value of use; what refers to itself has no end. */
  private static final int DEEPEST = 200;

  private @Nullable Class<?> withoutEquals;

  private SameContent() {}

  /**
   * What two values are to each other.
   *
   * @param same whether they hold the same
   * @param withoutEquals the class that keeps one from telling, since it has no {@code equals};
   *     null if there is none
   */
  record Verdict(boolean same, @Nullable Class<?> withoutEquals) {}

  /** Compares two values; whatever their own {@code equals} throws, this throws. */
  static Verdict of(@Nullable Object one, @Nullable Object other) {
    SameContent comparison = new SameContent();
    boolean same = comparison.same(one, other, 0);
    return new Verdict(same, same ? null : comparison.withoutEquals);
  }

  @SuppressWarnings("ReferenceEquality") // what is one object holds the same
  private boolean same(@Nullable Object one, @Nullable Object other, int depth) {
    if (one == other) {
      return true;
    }
    if (one == null || other == null || depth > DEEPEST) {
      return false;
    }
    if (one.getClass().isArray()) {
      return one.getClass() == other.getClass() && inOrder(elements(one), elements(other), depth);
    }
    if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> another) {
      return anyOrder(entries(map), entries(another), depth);
    }
    if (one instanceof Set<?> set && other instanceof Set<?> another) {
      return anyOrder(new ArrayList<>(set), new ArrayList<>(another), depth);
    }
    if (one instanceof Collection<?> some && other instanceof Collection<?> others) {
      boolean alike =
          (one instanceof List && other instanceof List) || one.getClass() == other.getClass();
      return alike && inOrder(new ArrayList<>(some), new ArrayList<>(others), depth);
    }
    if (one.getClass() != other.getClass()) {
      return one.equals(other);
    }
    return switch (one) {
      case Optional<?> optional ->
          same(optional.orElse(null), ((Optional<?>) other).orElse(null), depth + 1);
      case Record value -> inOrder(components(value), components((Record) other), depth);
      case CharSequence text -> text.toString().contentEquals((CharSequence) other);
      default -> sameObject(one, other);
    };
  }

  private boolean sameObject(Object one, Object other) {
    if (hasEquals(one.getClass())) {
      return one.equals(other);
    }
    if (one instanceof Number) { // AtomicLong and its like, which change
      return one.toString().equals(other.toString());
    }
    withoutEquals = one.getClass();
    return false;
  }

  private boolean inOrder(List<?> some, List<?> others, int depth) {
    if (some.size() != others.size()) {
      return false;
    }
    Iterator<?> other = others.iterator();
    for (Object one : some) {
      if (!same(one, other.next(), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** In any order; most often they come in the same one. */
  private boolean anyOrder(List<Object> some, List<Object> others, int depth) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      int match = i;
      while (match < others.size() && !same(some.get(i), others.get(match), depth + 1)) {
        match++;
      }
      if (match == others.size()) {
        return false;
      }
      withoutEquals = null;
      others.set(match, others.get(i));
    }
    return true;
  }

  private static List<Object> entries(Map<?, ?> map) {
    List<Object> entries = new ArrayList<>(map.size());
    map.forEach((key, value) -> entries.add(new Object[] {key, value}));
    return entries;
  }

  private static List<@Nullable Object> elements(Object array) {
    List<@Nullable Object> elements = new ArrayList<>(Array.getLength(array));
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(Array.get(array, i));
    }
    return elements;
  }

  private static List<@Nullable Object> components(Record value) {
    List<@Nullable Object> components = new ArrayList<>();
    try {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        components.add(component.getAccessor().invoke(value));
      }
      return components;
    } catch (ReflectiveOperationException | RuntimeException closed) {
      return List.of(value.toString());
    }
  }

  private static boolean hasEquals(Class<?> type) {
    try {
      return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException impossible) {
      return false;
    }
  }

  /**
   * A hash that is the same for values that hold the same.
   *
   * @param value the value
   * @return its hash; null if a class without {@code equals} keeps it from having one
   */
  static @Nullable Integer hash(@Nullable Object value) {
    return hash(value, 0);
  }

  private static @Nullable Integer hash(@Nullable Object value, int depth) {
    if (value == null || depth > DEEPEST) {
      return 0;
    }
    if (value.getClass().isArray()) {
      return inOrder(elements(value), depth);
    }
    return switch (value) {
      case Map<?, ?> map -> anyOrder(entries(map), depth);
      case Set<?> set -> anyOrder(set, depth);
      case Collection<?> all -> inOrder(all, depth);
      case Optional<?> optional -> hash(optional.orElse(null), depth + 1);
      case Enum<?> constant -> constant.name().hashCode(); // its own differs by virtual machine
      case Record components -> inOrder(components(components), depth);
      case CharSequence text -> text.toString().hashCode();
      default ->
          hasEquals(value.getClass())
              ? (Integer) value.hashCode()
              : value instanceof Number ? (Integer) value.toString().hashCode() : null;
    };
  }

  private static @Nullable Integer inOrder(Collection<?> all, int depth) {
    int hash = 1;
    for (Object each : all) {
      Integer one = hash(each, depth + 1);
      if (one == null) {
        return null;
      }
      hash = 31 * hash + one;
    }
    return hash;
  }

  private static @Nullable Integer anyOrder(Collection<?> all, int depth) {
    int hash = 0;
    for (Object each : all) {
      Integer one = hash(each, depth + 1);
      if (one == null) {
        return null;
      }
      hash += one;
    }
    return hash;
  }
}
