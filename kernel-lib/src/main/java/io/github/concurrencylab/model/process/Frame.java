package io.github.concurrencylab.model.process;

import io.github.concurrencylab.workload.WorkloadData;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What crosses the pipe between a parent and its child, one message a frame.
 *
 * <p>A frame is the four bytes {@code "CLAB"}, the payload's length as a four-byte big-endian
 * integer, and the payload: one byte for the kind, then fields as {@link DataOutputStream} writes
 * them. The mark in front tells a frame from anything else that gets into a pipe.
 */
sealed interface Frame {
  // Each frame writes itself: a switch over their types would cost a child ten milliseconds of its
  // start, since the first one in a virtual machine has to be linked.

  /** Parent to child: the workload whose tasks will be asked for. */
  record Work(WorkloadData data) implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('W');
      fields.writeUTF(data.kind());
      fields.writeInt(data.values().size());
      for (Map.Entry<String, String> entry : data.values().entrySet()) {
        fields.writeUTF(entry.getKey());
        fields.writeUTF(entry.getValue());
      }
    }
  }

  /** Parent to child: tasks of the user's own, whose body is an object. */
  record Ship(int tasks, ByteBuffer body) implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('S');
      fields.writeInt(tasks);
      writeBytes(fields, body);
    }
  }

  /** Child to parent: it needs a class. */
  record Need(String name) implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('n');
      fields.writeUTF(name);
    }
  }

  /** Parent to child: the class that it needs, empty if there is none. */
  record Code(ByteBuffer bytes, ByteBuffer variables) implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('C');
      writeBytes(fields, bytes);
      writeBytes(fields, variables);
    }
  }

  /** Parent to child: run one task. */
  record Run(int task) implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('R');
      fields.writeInt(task);
    }
  }

  /** Child to parent: the virtual machine is up. */
  record Ready() implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('r');
    }
  }

  /** Child to parent: this much more of the running task is done. */
  record Progressed(long units) implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('p');
      fields.writeLong(units);
    }
  }

  /** Child to parent: it lives, whether or not its task has come any further. */
  record Beat() implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('b');
    }
  }

  /** Child to parent: a task's result, and how long it ran. */
  record Done(int task, long nanos, long result) implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('d');
      fields.writeInt(task);
      fields.writeLong(nanos);
      fields.writeLong(result);
    }
  }

  /** Child to parent: the result, an object, of a task of the user's own, and how long it ran. */
  record Returned(int task, long nanos, ByteBuffer result) implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('o');
      fields.writeInt(task);
      fields.writeLong(nanos);
      writeBytes(fields, result);
    }
  }

  /** Child to parent: a task threw. */
  record Failed(int task, String error) implements Frame {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('f');
      fields.writeInt(task);
      fields.writeUTF(error);
    }
  }

  /**
   * Writes the payload.
   *
   * @param fields takes it
   * @throws IOException if that fails
   */
  void writeTo(DataOutputStream fields) throws IOException;

  /** The largest payload: a graph of objects, and a little more. */
  int MOST_BYTES = (64 << 20) + 1024;

  /** The most parameters of a workload. */
  int MOST_VALUES = 100;

  /** Bytes before the payload. */
  int HEAD = 8;

  /** "CLAB" */
  int MARK = 0x434c4142;

  private static void writeBytes(DataOutputStream fields, ByteBuffer bytes) throws IOException {
    byte[] array = new byte[bytes.remaining()];
    bytes.duplicate().get(array);
    fields.writeInt(array.length);
    fields.write(array);
  }

  private static ByteBuffer readBytes(DataInputStream fields) throws IOException {
    int size = fields.readInt();
    if (size < 0 || size > fields.available()) {
      throw new IOException(
          String.format(Locale.ROOT, "bytes must be 0 to %,d, got %,d", fields.available(), size));
    }
    return ByteBuffer.wrap(fields.readNBytes(size));
  }

  /**
   * Writes a frame and flushes.
   *
   * @param out the pipe
   * @param frame the frame
   * @throws IOException if the other side is gone
   */
  static void write(OutputStream out, Frame frame) throws IOException {
    out.write(bytes(frame));
    out.flush();
  }

  /**
   * A frame as it crosses the pipe.
   *
   * @param frame the frame
   * @return its bytes
   * @throws IOException if it is larger than one may be
   */
  static byte[] bytes(Frame frame) throws IOException {
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(framed);
    fields.writeInt(MARK);
    fields.writeInt(0);
    frame.writeTo(fields);
    byte[] bytes = framed.toByteArray();
    int size = bytes.length - HEAD;
    if (size > MOST_BYTES) {
      throw new IOException(
          String.format(Locale.ROOT, "frame must have 1 to %,d bytes, got %,d", MOST_BYTES, size));
    }
    ByteBuffer.wrap(bytes).putInt(Integer.BYTES, size);
    return bytes;
  }

  /**
   * Reads the next frame.
   *
   * @param in the pipe
   * @return the frame, or null if the pipe ended before one began
   * @throws IOException if the pipe ended within a frame, or what came is no frame of ours
   */
  static @Nullable Frame read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    DataInputStream framed = new DataInputStream(in);
    int mark = first << 24 | framed.readUnsignedByte() << 16 | framed.readUnsignedShort();
    if (mark != MARK) {
      throw new IOException("no frame of ours: began with 0x%08x".formatted(mark));
    }
    int size = framed.readInt();
    if (size < 1 || size > MOST_BYTES) {
      throw new IOException(
          String.format(Locale.ROOT, "frame must have 1 to %,d bytes, got %,d", MOST_BYTES, size));
    }
    byte[] payload = framed.readNBytes(size);
    if (payload.length < size) {
      throw new EOFException("pipe ended within a frame");
    }
    return parse(new DataInputStream(new java.io.ByteArrayInputStream(payload)));
  }

  private static Frame parse(DataInputStream fields) throws IOException {
    int kind = fields.readByte();
    return switch (kind) {
      case 'W' -> {
        String workload = fields.readUTF();
        int count = fields.readInt();
        if (count < 0 || count > MOST_VALUES) {
          throw new IOException("workload must have at most %s values".formatted(MOST_VALUES));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
          values.put(fields.readUTF(), fields.readUTF());
        }
        yield new Work(new WorkloadData(workload, values));
      }
      case 'S' -> new Ship(fields.readInt(), readBytes(fields));
      case 'C' -> new Code(readBytes(fields), readBytes(fields));
      case 'n' -> new Need(fields.readUTF());
      case 'o' -> new Returned(fields.readInt(), fields.readLong(), readBytes(fields));
      case 'R' -> new Run(fields.readInt());
      case 'r' -> new Ready();
      case 'b' -> new Beat();
      case 'p' -> new Progressed(fields.readLong());
      case 'd' -> new Done(fields.readInt(), fields.readLong(), fields.readLong());
      case 'f' -> new Failed(fields.readInt(), fields.readUTF());
      default -> throw new IOException("no frame of ours: kind " + kind);
    };
  }
}
