package io.github.concurrencylab.model.transfer;

import java.nio.ByteBuffer;

/**
 * A class on its way.
 *
 * @param bytes its class file; empty if there is none
 * @param variables the values of a notebook's variables that it holds, by name, as {@link
 *     ObjectBytes}; empty if there are none
 */
public record TransferredClass(ByteBuffer bytes, ByteBuffer variables) {
  /** A class that there is not. */
  public static final TransferredClass NONE =
      new TransferredClass(ByteBuffer.allocate(0), ByteBuffer.allocate(0));

  /** A class of its class file and its variables' values. */
  static TransferredClass of(byte[] bytes, byte[] variables) {
    return new TransferredClass(ByteBuffer.wrap(bytes), ByteBuffer.wrap(variables));
  }

  /** Whether there is such a class. */
  public boolean exists() {
    return bytes.hasRemaining();
  }

  /** The bytes of a buffer, which stays as it is. */
  public static byte[] array(ByteBuffer buffer) {
    byte[] array = new byte[buffer.remaining()];
    buffer.duplicate().get(array);
    return array;
  }
}
