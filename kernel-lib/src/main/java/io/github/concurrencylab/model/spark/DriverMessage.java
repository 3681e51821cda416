package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.workload.WorkloadData;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What crosses the pipe between the lab and the driver: a byte for the kind, then fields as {@link
 * DataOutputStream} writes them.
 */
sealed interface DriverMessage {
  /** To the driver: run this. */
  record Run(SparkWork work) implements DriverMessage {}

  /** From the driver: Spark is up. */
  record Ready(String version) implements DriverMessage {}

  /** From the driver: it lives. */
  record Beat() implements DriverMessage {}

  /** From the driver of a cluster: what ran the tasks. */
  record Executors(int executors, int cores) implements DriverMessage {}

  /** From the driver: one more task ended somewhere. */
  record Ended(int task) implements DriverMessage {}

  /** From the driver: a task's outcome. */
  record Done(int task, String worker, Times times, Bytes result) implements DriverMessage {}

  /** From the driver: a task threw, or all failed, which has number -1. */
  record Failed(int task, String worker, String error) implements DriverMessage {}

  /** When a task ran, in nanoseconds since 1970, and the processor time it used. */
  record Times(long start, long end, long cpu) {}

  /** A result. */
  record Bytes(java.nio.ByteBuffer buffer) {
    byte[] array() {
      byte[] array = new byte[buffer.remaining()];
      buffer.duplicate().get(array);
      return array;
    }
  }

  /** The largest result, and the most code of one's own. */
  int MOST_BYTES = 64 << 20;

  /** The most parameters of a workload. */
  int MOST_VALUES = 100;

  /**
   * Writes a message and flushes.
   *
   * @param out the pipe
   * @param message the message
   * @throws IOException if the other side is gone
   */
  static void write(DataOutputStream out, DriverMessage message) throws IOException {
    switch (message) {
      case Run(SparkWork work) -> {
        out.writeByte('R');
        WorkloadData data = work.data();
        out.writeUTF(data.kind());
        out.writeInt(data.values().size());
        for (Map.Entry<String, String> entry : data.values().entrySet()) {
          out.writeUTF(entry.getKey());
          out.writeUTF(entry.getValue());
        }
        out.writeInt(work.tasks());
        byte[] parcel = work.parcel();
        out.writeInt(parcel.length);
        out.write(parcel);
      }
      case Ready(String version) -> {
        out.writeByte('r');
        out.writeUTF(version);
      }
      case Beat() -> out.writeByte('b');
      case Executors(int executors, int cores) -> {
        out.writeByte('x');
        out.writeInt(executors);
        out.writeInt(cores);
      }
      case Ended(int task) -> {
        out.writeByte('e');
        out.writeInt(task);
      }
      case Done(int task, String worker, Times times, Bytes result) -> {
        out.writeByte('d');
        out.writeInt(task);
        out.writeUTF(worker);
        out.writeLong(times.start());
        out.writeLong(times.end());
        out.writeLong(times.cpu());
        byte[] bytes = result.array();
        out.writeInt(bytes.length);
        out.write(bytes);
      }
      case Failed(int task, String worker, String error) -> {
        out.writeByte('f');
        out.writeInt(task);
        out.writeUTF(worker);
        out.writeUTF(error);
      }
    }
    out.flush();
  }

  /**
   * A message as it crosses the pipe.
   *
   * @param message the message
   * @return its bytes
   * @throws IOException if it cannot be written
   */
  static byte[] bytes(DriverMessage message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(new DataOutputStream(bytes), message);
    return bytes.toByteArray();
  }

  /**
   * Reads the next message.
   *
   * @param in the pipe
   * @return the message, or null if the pipe ended before one began
   * @throws IOException if the pipe ended within a message, or what came is none of ours
   */
  static @Nullable DriverMessage read(DataInputStream in) throws IOException {
    int kind = in.read();
    return switch (kind) {
      case -1 -> null;
      case 'R' -> {
        String workload = in.readUTF();
        int count = size(in, MOST_VALUES);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
          values.put(in.readUTF(), in.readUTF());
        }
        int tasks = in.readInt();
        byte[] parcel = new byte[size(in, MOST_BYTES)];
        in.readFully(parcel);
        yield new Run(new SparkWork(new WorkloadData(workload, values), tasks, parcel));
      }
      case 'r' -> new Ready(in.readUTF());
      case 'b' -> new Beat();
      case 'x' -> new Executors(in.readInt(), in.readInt());
      case 'e' -> new Ended(in.readInt());
      case 'd' -> {
        int task = in.readInt();
        String worker = in.readUTF();
        Times times = new Times(in.readLong(), in.readLong(), in.readLong());
        byte[] bytes = new byte[size(in, MOST_BYTES)];
        in.readFully(bytes);
        yield new Done(task, worker, times, new Bytes(java.nio.ByteBuffer.wrap(bytes)));
      }
      case 'f' -> new Failed(in.readInt(), in.readUTF(), in.readUTF());
      default -> throw new IOException("no message of ours: kind " + kind);
    };
  }

  private static int size(DataInputStream in, int most) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > most) {
      throw new IOException(
          String.format(Locale.ROOT, "size must be from 0 to %,d, got %,d", most, size));
    }
    return size;
  }
}
