package io.github.concurrencylab.model.process;

import io.github.concurrencylab.model.child.Frames;
import io.github.concurrencylab.workload.WorkloadData;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What crosses the pipe between a parent and its child, one message a {@linkplain Frames frame}.
 */
sealed interface ChildMessage extends Frames.Message {
  /** Parent to child: the workload whose tasks will be asked for. */
  record Work(WorkloadData data) implements ChildMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('W');
      Frames.writeWorkload(fields, data);
    }
  }

  /** Parent to child: tasks of the user's own, whose body is an object. */
  record Load(int tasks, ByteBuffer body) implements ChildMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('S');
      fields.writeInt(tasks);
      Frames.writeBytes(fields, body);
    }
  }

  /** Child to parent: it needs a class. */
  record Need(String name) implements ChildMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('n');
      fields.writeUTF(name);
    }
  }

  /** Parent to child: the class that it needs, empty if there is none. */
  record Code(ByteBuffer bytes, ByteBuffer variables) implements ChildMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('C');
      Frames.writeBytes(fields, bytes);
      Frames.writeBytes(fields, variables);
    }
  }

  /** Parent to child: run one task. */
  record Run(int task) implements ChildMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('R');
      fields.writeInt(task);
    }
  }

  /** Child to parent: the virtual machine is up. */
  record Ready() implements ChildMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('r');
    }
  }

  /** Child to parent: this much more of the running task is done. */
  record Progressed(long units) implements ChildMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('p');
      fields.writeLong(units);
    }
  }

  /** Child to parent: it lives, whether or not its task has come any further. */
  record Beat() implements ChildMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('b');
    }
  }

  /** Child to parent: a task's result, and how long it ran. */
  record Done(int task, long nanos, long result) implements ChildMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('d');
      fields.writeInt(task);
      fields.writeLong(nanos);
      fields.writeLong(result);
    }
  }

  /** Child to parent: the result, an object, of a task of the user's own, and how long it ran. */
  record Returned(int task, long nanos, ByteBuffer result) implements ChildMessage {
    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('o');
      fields.writeInt(task);
      fields.writeLong(nanos);
      Frames.writeBytes(fields, result);
    }
  }

  /** Child to parent: a task failed, and what it threw, empty if that is not told. */
  record Failed(int task, String error, ByteBuffer thrown) implements ChildMessage {
    Failed(int task, String error) {
      this(task, error, ByteBuffer.allocate(0));
    }

    @Override
    public void writeTo(DataOutputStream fields) throws IOException {
      fields.writeByte('f');
      fields.writeInt(task);
      fields.writeUTF(error);
      Frames.writeBytes(fields, thrown);
    }
  }

  /**
   * Reads the next message.
   *
   * @param in the pipe
   * @return the message, or null if the pipe ended before one began
   * @throws IOException if the pipe ended within a frame, or what came is no message of ours
   */
  static @Nullable ChildMessage read(InputStream in) throws IOException {
    DataInputStream fields = Frames.read(in);
    return fields == null ? null : parse(fields);
  }

  private static ChildMessage parse(DataInputStream fields) throws IOException {
    int kind = fields.readByte();
    return switch (kind) {
      case 'W' -> new Work(Frames.readWorkload(fields));
      case 'S' -> new Load(fields.readInt(), Frames.readBytes(fields));
      case 'C' -> new Code(Frames.readBytes(fields), Frames.readBytes(fields));
      case 'n' -> new Need(fields.readUTF());
      case 'o' -> new Returned(fields.readInt(), fields.readLong(), Frames.readBytes(fields));
      case 'R' -> new Run(fields.readInt());
      case 'r' -> new Ready();
      case 'b' -> new Beat();
      case 'p' -> new Progressed(fields.readLong());
      case 'd' -> new Done(fields.readInt(), fields.readLong(), fields.readLong());
      case 'f' -> new Failed(fields.readInt(), fields.readUTF(), Frames.readBytes(fields));
      default -> throw Frames.unknown(kind);
    };
  }
}
