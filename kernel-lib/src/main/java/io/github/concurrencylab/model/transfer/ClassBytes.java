package io.github.concurrencylab.model.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bytes that a class was defined from. Most class loaders tell by themselves; for one
 * that does not, a notebook kernel's say, whoever knows it adds a source.
 */
public final class ClassBytes {
  private static final CopyOnWriteArrayList<Source> SOURCES = new CopyOnWriteArrayList<>();

  private ClassBytes() {}

  /** Knows the bytes of some classes. */
  @FunctionalInterface
  public interface Source {
    /**
     * The bytes of a class.
     *
     * @param type the class
     * @return its class file, or null if it is none of this source's
     */
    byte @Nullable [] bytes(Class<?> type);
  }

  /**
   * Adds a source, which is asked before the class's own loader.
   *
   * @param source the source
   */
  public static void add(Source source) {
    SOURCES.add(source);
  }

  /**
   * Takes a source away again.
   *
   * @param source the source
   */
  public static void remove(Source source) {
    SOURCES.remove(source);
  }

  /** The bytes of a class, or null if nobody knows them. */
  static byte @Nullable [] of(Class<?> type) {
    for (Source source : SOURCES) {
      byte[] bytes = source.bytes(type);
      if (bytes != null) {
        return bytes;
      }
    }
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return null;
    }
    try (InputStream in = loader.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException unreadable) {
      return null;
    }
  }
}
