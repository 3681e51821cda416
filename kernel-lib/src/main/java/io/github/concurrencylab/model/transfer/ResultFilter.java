package io.github.concurrencylab.model.transfer;

import java.io.ObjectInputFilter;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may be in a result that comes back from a child: plain values of the JDK, collections and
 * arrays of them, and instances of classes that were sent to the child. A child is ours, but what
 * it sends is still only let in as data: no class of the JDK that does anything when it is read, no
 * lambda, no proxy.
 *
 * <p>Bounded too: all arrays together by the number of bytes there are, so are references, and
 * nothing is nested more than {@value #MOST_DEPTH} deep. What sets cost to be read is {@link
 * HashCost}'s business.
 */
final class ResultFilter implements ObjectInputFilter {
  static final int MOST_DEPTH = 500;

  private static final Set<String> LANG =
      Set.of(
          "Object",
          "Number",
          "Enum",
          "String",
          "Boolean",
          "Byte",
          "Short",
          "Character",
          "Integer",
          "Long",
          "Float",
          "Double",
          "Class");

  private static final Set<String> UTIL =
      Set.of(
          "ArrayList",
          "LinkedList",
          "ArrayDeque",
          "HashMap",
          "LinkedHashMap",
          "TreeMap",
          "HashSet",
          "LinkedHashSet",
          "TreeSet",
          "EnumMap",
          "EnumSet$SerializationProxy",
          "BitSet",
          "UUID",
          "Date",
          "Locale",
          "Currency",
          "Arrays$ArrayList",
          "CollSer",
          "AbstractMap$SimpleEntry",
          "AbstractMap$SimpleImmutableEntry",
          "Map",
          "Map$Entry",
          "List",
          "Set",
          "Collection",
          "Comparators$NaturalOrderComparator",
          "concurrent.ConcurrentHashMap",
          "concurrent.ConcurrentHashMap$Segment",
          "concurrent.TimeUnit",
          "concurrent.atomic.AtomicInteger",
          "concurrent.atomic.AtomicLong",
          "concurrent.atomic.AtomicBoolean",
          "concurrent.locks.ReentrantLock",
          "concurrent.locks.ReentrantLock$Sync",
          "concurrent.locks.ReentrantLock$NonfairSync",
          "concurrent.locks.AbstractQueuedSynchronizer",
          "concurrent.locks.AbstractOwnableSynchronizer");

  private static final Set<String> MATH =
      Set.of("BigInteger", "BigDecimal", "MathContext", "RoundingMode");

  private final long bytes;
  private final Predicate<String> sent;
  private long places;
  private @Nullable String rejected;

  /**
   * Creates a filter for one result.
   *
   * @param bytes how many it has
   * @param sent whether a class was sent to the child
   */
  ResultFilter(long bytes, Predicate<String> sent) {
    this.bytes = bytes;
    this.sent = sent;
  }

  /** The class that was rejected, if one was. */
  @Nullable String rejected() {
    return rejected;
  }

  @Override
  public Status checkInput(FilterInfo info) {
    // An element takes a byte at least; a hash table may have some more places than elements.
    places += Math.max(0, info.arrayLength());
    if (info.depth() > MOST_DEPTH
        || places > 4 * bytes
        || info.references() > bytes
        || info.streamBytes() > bytes) {
      return Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    if (type == null) {
      return Status.UNDECIDED;
    }
    while (type.isArray()) {
      type = type.getComponentType();
    }
    if (type.isPrimitive() || isValue(type.getName()) || sent.test(type.getName())) {
      return Status.ALLOWED;
    }
    rejected = type.getName();
    return Status.REJECTED;
  }

  private static boolean isValue(String name) {
    return isIn("java.lang.", LANG, name)
        || isIn("java.util.", UTIL, name)
        || isIn("java.math.", MATH, name)
        || name.startsWith("java.time.")
        || name.startsWith("java.util.Collections$")
        || name.startsWith("java.util.ImmutableCollections$")
        || name.startsWith("io.github.concurrencylab.workload.")
        || name.equals(RecordParts.class.getName());
  }

  private static boolean isIn(String prefix, Set<String> names, String name) {
    return name.startsWith(prefix) && names.contains(name.substring(prefix.length()));
  }
}
