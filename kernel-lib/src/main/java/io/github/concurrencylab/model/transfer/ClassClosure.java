package io.github.concurrencylab.model.transfer;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some classes with all that they name, directly or not. Rather too many than too few: a class is
 * needed even if it is only the type of something. What is looked up by a text alone is not found.
 */
final class ClassClosure {
  /** A class within a descriptor or a generic signature. */
  private static final Pattern TYPE = Pattern.compile("L([^;<>()\\[\\s]+)[;<]");

  private final Function<String, TransferredClass> source;

  ClassClosure(Function<String, TransferredClass> source) {
    this.source = source;
  }

  /**
   * The class files of all of them.
   *
   * @param names the names to begin with
   * @return class files by name, without those that the source has not
   * @throws IOException if they have more than {@link ObjectBytes#MOST_BYTES} together
   */
  Map<String, byte[]> of(Set<String> names) throws IOException {
    Map<String, byte[]> found = new HashMap<>();
    Deque<String> todo = new ArrayDeque<>(names);
    Set<String> seen = new HashSet<>(names);
    long size = 0;
    while (!todo.isEmpty()) {
      String name = todo.remove();
      TransferredClass code = source.apply(name);
      if (!code.exists()) {
        continue;
      }
      byte[] bytes = TransferredClass.array(code.bytes());
      found.put(name, bytes);
      size += bytes.length;
      if (size > ObjectBytes.MOST_BYTES) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "its classes must have at most %,d bytes together: use fewer libraries in it, or processes(n)",
                ObjectBytes.MOST_BYTES));
      }
      for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
        names(
            entry,
            other -> {
              if (seen.add(other)) {
                todo.add(other);
              }
            });
      }
    }
    return found;
  }

  private static void names(PoolEntry entry, Consumer<String> to) {
    switch (entry) {
      case ClassEntry type -> to.accept(type.asInternalName().replace('/', '.'));
      case Utf8Entry text -> {
        Matcher types = TYPE.matcher(text.stringValue());
        while (types.find()) {
          to.accept(types.group(1).replace('/', '.'));
        }
      }
      default -> {}
    }
  }
}
