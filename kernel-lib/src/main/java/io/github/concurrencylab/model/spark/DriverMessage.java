package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.model.Traffic;
import io.github.concurrencylab.model.child.Frames;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What crosses the pipe between the lab and the driver, one message a {@linkplain Frames frame}.
 */
sealed interface DriverMessage extends Frames.Message {
  /** To the driver: run this. */
  record Run(SparkWork work) implements DriverMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('R');
      Frames.writeWorkload(fields, work.data());
      fields.writeInt(work.tasks());
      Frames.writeBytes(fields, ByteBuffer.wrap(work.serialized()));
    }
  }

  /** From the driver: Spark is up. */
  record Ready(String version) implements DriverMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('r');
      fields.writeUTF(version);
    }
  }

  /** From the driver: it lives. */
  record Beat() implements DriverMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('b');
    }
  }

  /** From the driver of a cluster: what ran the tasks. */
  record Executors(int executors, int cores) implements DriverMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('x');
      fields.writeInt(executors);
      fields.writeInt(cores);
    }
  }

  /** From the driver: what travelled for all tasks, in bytes. */
  record Counted(Traffic traffic) implements DriverMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('c');
      fields.writeLong(traffic.sent());
      fields.writeLong(traffic.received());
    }
  }

  /** From the driver: one more task ended somewhere. */
  record Ended(int task) implements DriverMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('e');
      fields.writeInt(task);
    }
  }

  /** From the driver: a task's outcome. */
  record Done(int task, String worker, Times times, ByteBuffer result) implements DriverMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('d');
      fields.writeInt(task);
      fields.writeUTF(worker);
      fields.writeLong(times.start());
      fields.writeLong(times.end());
      fields.writeLong(times.cpu());
      Frames.writeBytes(fields, result);
    }
  }

  /** From the driver: a line that a task printed. */
  record Printed(int task, String line) implements DriverMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('p');
      fields.writeInt(task);
      fields.writeUTF(line);
    }
  }

  /** From the driver: a task failed and what it threw, or all failed, which has number -1. */
  record Failed(int task, String worker, String error, ByteBuffer thrown) implements DriverMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('f');
      fields.writeInt(task);
      fields.writeUTF(worker);
      fields.writeUTF(error);
      Frames.writeBytes(fields, thrown);
    }
  }

  /** When a task ran, in nanoseconds since 1970, and the processor time it used. */
  record Times(long start, long end, long cpu) {}

  /**
   * Reads the next message.
   *
   * @param in the pipe
   * @return the message, or null if the pipe ended before one began
   * @throws IOException if the pipe ended within a frame, or what came is no message of ours
   */
  static @Nullable DriverMessage read(InputStream in) throws IOException {
    DataInputStream fields = Frames.read(in);
    return fields == null ? null : parse(fields);
  }

  private static DriverMessage parse(DataInputStream fields) throws IOException {
    int kind = fields.readByte();
    return switch (kind) {
      case 'R' ->
          new Run(
              new SparkWork(
                  Frames.readWorkload(fields),
                  fields.readInt(),
                  Frames.array(Frames.readBytes(fields))));
      case 'r' -> new Ready(fields.readUTF());
      case 'b' -> new Beat();
      case 'x' -> new Executors(fields.readInt(), fields.readInt());
      case 'c' -> new Counted(new Traffic(fields.readLong(), fields.readLong()));
      case 'e' -> new Ended(fields.readInt());
      case 'd' ->
          new Done(
              fields.readInt(),
              fields.readUTF(),
              new Times(fields.readLong(), fields.readLong(), fields.readLong()),
              Frames.readBytes(fields));
      case 'p' -> new Printed(fields.readInt(), fields.readUTF());
      case 'f' ->
          new Failed(
              fields.readInt(), fields.readUTF(), fields.readUTF(), Frames.readBytes(fields));
      default -> throw Frames.unknown(kind);
    };
  }
}
