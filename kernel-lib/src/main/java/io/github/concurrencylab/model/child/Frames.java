package io.github.concurrencylab.model.child;

import io.github.concurrencylab.workload.WorkloadData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The format of what crosses a pipe between two virtual machines: one message per frame.
 *
 * <p>A frame is the four bytes {@code "CLAB"}, the payload's length as a four-byte big-endian
 * integer, and the payload: one byte for the kind of message, then its fields as {@link
 * DataOutputStream} writes them. The mark in front tells a frame from anything else that gets into
 * a pipe.
 */
public final class Frames {
  /** The largest payload: a graph of objects, and a little more. */
  public static final int MOST_BYTES = (64 << 20) + 1024;

  /** The four bytes before each frame, {@code "CLAB"}. */
  public static final int MARK = 0x434c4142;

  private static final String OTHER_SIZE = "frame must have 1 to %,d bytes, got %,d";

  /** The most parameters of a workload. */
  private static final int MOST_VALUES = 100;

  /** Bytes before the payload. */
  private static final int HEAD = 8;

  private Frames() {}

  /** A message that can be framed. */
  public interface Message {
    // Each message writes itself: a switch over their types would cost a child ten milliseconds of
    // its start, since the first one in a virtual machine has to be linked.
    /**
     * Writes the payload.
     *
     * @param fields takes it
     * @throws IOException if that fails
     */
    void writeTo(DataOutputStream fields) throws IOException;
  }

  /**
   * A message as it crosses the pipe.
   *
   * @param message the message
   * @return its bytes
   * @throws IOException if it is larger than one may be
   */
  public static byte[] bytes(Message message) throws IOException {
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(framed);
    fields.writeInt(MARK);
    fields.writeInt(0);
    message.writeTo(fields);
    byte[] bytes = framed.toByteArray();
    int size = bytes.length - HEAD;
    if (size > MOST_BYTES) {
      throw new IOException(String.format(Locale.ROOT, OTHER_SIZE, MOST_BYTES, size));
    }
    ByteBuffer.wrap(bytes).putInt(Integer.BYTES, size);
    return bytes;
  }

  /**
   * Reads the next frame.
   *
   * @param in the pipe
   * @return its payload, or null if the pipe ended before one began
   * @throws IOException if the pipe ended within a frame, or what came is no frame of ours
   */
  public static @Nullable DataInputStream read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    DataInputStream framed = new DataInputStream(in);
    int mark = first << 24 | framed.readUnsignedByte() << 16 | framed.readUnsignedShort();
    if (mark != MARK) {
      throw new IOException(
          String.format(Locale.ROOT, "no frame of ours: began with 0x%08x", mark));
    }
    int size = framed.readInt();
    if (size < 1 || size > MOST_BYTES) {
      throw new IOException(String.format(Locale.ROOT, OTHER_SIZE, MOST_BYTES, size));
    }
    byte[] payload = framed.readNBytes(size);
    if (payload.length < size) {
      throw new EOFException("pipe ended within a frame");
    }
    return new DataInputStream(new ByteArrayInputStream(payload));
  }

  /**
   * The error to throw for a message of a kind that there is not.
   *
   * @param kind the first byte of its payload
   * @return the error
   */
  public static IOException unknown(int kind) {
    return new IOException("no frame of ours: kind " + kind);
  }

  /** Writes bytes after their number. */
  public static void writeBytes(DataOutputStream fields, ByteBuffer bytes) throws IOException {
    byte[] array = array(bytes);
    fields.writeInt(array.length);
    fields.write(array);
  }

  /**
   * Reads what {@link #writeBytes} wrote.
   *
   * @param fields a payload
   * @return the bytes
   * @throws IOException if there are fewer
   */
  public static ByteBuffer readBytes(DataInputStream fields) throws IOException {
    int size = fields.readInt();
    if (size < 0 || size > fields.available()) {
      throw new IOException(
          String.format(Locale.ROOT, "bytes must be 0 to %,d, got %,d", fields.available(), size));
    }
    return ByteBuffer.wrap(fields.readNBytes(size));
  }

  /**
   * The bytes of a field.
   *
   * @param bytes the field, which stays as it is
   * @return a new array
   */
  public static byte[] array(ByteBuffer bytes) {
    byte[] array = new byte[bytes.remaining()];
    bytes.duplicate().get(array);
    return array;
  }

  /** Writes a workload. */
  public static void writeWorkload(DataOutputStream fields, WorkloadData data) throws IOException {
    fields.writeUTF(data.kind());
    fields.writeInt(data.values().size());
    for (Map.Entry<String, String> entry : data.values().entrySet()) {
      fields.writeUTF(entry.getKey());
      fields.writeUTF(entry.getValue());
    }
  }

  /**
   * Reads what {@link #writeWorkload} wrote.
   *
   * @param fields a payload
   * @return the workload
   * @throws IOException if it is none
   */
  public static WorkloadData readWorkload(DataInputStream fields) throws IOException {
    String kind = fields.readUTF();
    int count = fields.readInt();
    if (count < 0 || count > MOST_VALUES) {
      throw new IOException("workload must have at most %s values".formatted(MOST_VALUES));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(fields.readUTF(), fields.readUTF());
    }
    return new WorkloadData(kind, values);
  }
}
