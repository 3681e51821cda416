package io.github.concurrencylab.model.transfer;

import java.io.InvalidObjectException;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the hash codes of collections cost that were read. A set that is read asks each element for
 * its hash code, and that one each of its own: a hundred sets, each in the next one twice, take a
 * few kilobytes and longer than the world has been there. So a collection is refused before another
 * one can ask it. An object of any other class counts as one: its hash code is its own affair.
 */
final class HashCost {
  /** More than a graph of objects has that shares nothing: of that each element takes bytes. */
  static final long MOST = 20_000_000;

  private final IdentityHashMap<Object, Long> costs = new IdentityHashMap<>();

  /**
   * Looks at an object that was read, after all that is in it.
   *
   * @param object the object
   * @throws InvalidObjectException if its hash code would cost too much
   */
  void check(Object object) throws InvalidObjectException {
    long cost = 1;
    if (object instanceof Collection<?> collection && isJdks(object)) {
      for (Object element : collection) {
        cost += of(element);
      }
    } else if (object instanceof Map<?, ?> map && isJdks(object)) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        cost += of(entry.getKey()) + of(entry.getValue());
      }
    } else if (object instanceof Map.Entry<?, ?> entry && isJdks(object)) {
      cost += of(entry.getKey()) + of(entry.getValue());
    } else {
      return;
    }
    if (cost > MOST) {
      throw new InvalidObjectException("its collections hold each other too often");
    }
    costs.put(object, cost);
  }

  private static boolean isJdks(Object object) {
    return object.getClass().getModule().isNamed();
  }

  private long of(@Nullable Object part) {
    return part == null ? 1 : costs.getOrDefault(part, 1L);
  }
}
