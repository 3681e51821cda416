package io.github.concurrencylab.model.child;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of child process speaks.
 *
 * @param <M> its messages
 */
@FunctionalInterface
public interface ChildProtocol<M> {
  /**
   * Reads the next message of the child's standard output.
   *
   * @param in the pipe, buffered
   * @return the message, or null if the pipe ended before one began
   * @throws IOException if the pipe ended within a message, or what came is none
   */
  @Nullable M read(InputStream in) throws IOException;

  /**
   * Whether a line of its error stream may be among its last words.
   *
   * @param line the line, which has some text
   * @return true for most
   */
  default boolean isWorthKeeping(String line) {
    return true;
  }
}
