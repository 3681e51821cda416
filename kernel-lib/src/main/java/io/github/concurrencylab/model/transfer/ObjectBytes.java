package io.github.concurrencylab.model.transfer;

import io.github.concurrencylab.base.MemoryLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects as bytes and back, by Java's serialization. Records need not be serializable: a value is
 * what its components are.
 */
public final class ObjectBytes {
  /** The most bytes of one graph of objects. */
  public static final int MOST_BYTES = 64 << 20;

  private ObjectBytes() {}

  /**
   * Writes an object with all that it refers to.
   *
   * @param object the object
   * @return bytes
   * @throws NotSerializableException if something in it is not serializable; its message is the
   *     class's name
   * @throws IOException if it has more than {@value #MOST_BYTES} bytes
   */
  public static byte[] write(@Nullable Object object) throws IOException {
    return write(object, seen -> {});
  }

  /** The same, which also shows every object and every class that is written. */
  static byte[] write(@Nullable Object object, Consumer<Object> seen) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new Out(bytes, seen)) {
      out.writeObject(object);
    } catch (StackOverflowError tooDeep) {
      throw new IOException("it is nested too deeply", tooDeep);
    }
    if (bytes.size() > MOST_BYTES) {
      throw new IOException(
          String.format(
              Locale.ROOT, "it must have at most %,d bytes, got %,d", MOST_BYTES, bytes.size()));
    }
    return bytes.toByteArray();
  }

  /**
   * Why a result cannot travel.
   *
   * @param refused what {@link #write} threw
   * @return the words, with the remedy
   */
  public static String resultRefusal(NotSerializableException refused) {
    return "its result holds a %s, which is not serializable: let the class implement"
            .formatted(refused.getMessage())
        + " java.io.Serializable, return a record, or use threads(n)";
  }

  /**
   * Reads an object.
   *
   * @param bytes what {@link #write} wrote
   * @param loader knows its classes
   * @param filter decides what may be in it; null where the bytes are as trusted as the code itself
   * @return the object
   * @throws IOException if the bytes are not such an object, or the filter rejects it
   * @throws ClassNotFoundException if the loader lacks a class
   */
  public static @Nullable Object read(
      byte[] bytes, ClassLoader loader, @Nullable ObjectInputFilter filter)
      throws IOException, ClassNotFoundException {
    HashCost costs = filter == null ? null : new HashCost();
    try (ObjectInputStream in = new In(new ByteArrayInputStream(bytes), loader, costs)) {
      if (filter != null) {
        in.setObjectInputFilter(filter);
      }
      return in.readObject();
    } catch (StackOverflowError tooDeep) {
      throw new IOException("it is nested too deeply", tooDeep);
    } catch (OutOfMemoryError tooLarge) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "there is not enough memory for its %d bytes: %s",
              bytes.length,
              MemoryLimit.explained(tooLarge)),
          tooLarge);
    }
  }

  private static final class Out extends ObjectOutputStream {
    private final Consumer<Object> seen;

    Out(OutputStream out, Consumer<Object> seen) throws IOException {
      super(out);
      this.seen = seen;
      enableReplaceObject(true);
    }

    @Override
    protected void annotateClass(Class<?> type) {
      seen.accept(type);
    }

    @Override
    protected Object replaceObject(Object object) throws IOException {
      seen.accept(object);
      boolean plainRecord = object instanceof Record && !(object instanceof Serializable);
      return plainRecord ? RecordParts.of((Record) object) : object;
    }
  }

  private static final class In extends ObjectInputStream {
    private final ClassLoader loader;
    private final @Nullable HashCost costs;

    In(InputStream in, ClassLoader loader, @Nullable HashCost costs) throws IOException {
      super(in);
      this.loader = loader;
      this.costs = costs;
      enableResolveObject(costs != null);
    }

    @Override
    protected Object resolveObject(Object object) throws IOException {
      if (costs != null) {
        costs.check(object);
      }
      return object;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException primitive) {
        return super.resolveClass(description);
      }
    }
  }
}
