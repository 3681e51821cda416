package io.github.concurrencylab.model.child;

import io.github.concurrencylab.base.UserFrames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task threw in another process, as its parent shows it: the words of the original, the
 * {@linkplain UserFrames user's own frames}, and its causes likewise. The original's class may be
 * one that only the other process has.
 */
public final class RemoteThrowable extends Exception {
  private static final long serialVersionUID = 1;

  private static final int LONGEST = 2_000;
  private static final int LONGEST_NAME = 500;
  private static final int MOST_FRAMES = 100;

  /**
   * Creates one from its parts.
   *
   * @param words what the original's {@code toString} says
   * @param frames where it was thrown
   * @param cause its cause, if it has one
   */
  public RemoteThrowable(
      String words, List<StackTraceElement> frames, @Nullable RemoteThrowable cause) {
    super(words, cause, false, true);
    setStackTrace(frames.toArray(StackTraceElement[]::new));
  }

  /** The original's words, which name its class, and not this one. */
  @Override
  @SuppressWarnings(
      "OverrideThrowableToString") // by getMessage its name would still be before them
  public String toString() {
    return String.valueOf(getMessage());
  }

  /**
   * An error, its frames and causes, as they travel.
   *
   * @param thrown the original
   * @return what {@link #read} reads
   * @throws IOException never; there is memory for it or not
   */
  public static byte[] bytes(Throwable thrown) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(bytes);
    List<Throwable> chain = new ArrayList<>();
    for (Throwable one = thrown;
        one != null && chain.size() < UserFrames.MOST_CAUSES;
        one = one.getCause()) {
      chain.add(one);
    }
    fields.writeByte(chain.size());
    for (Throwable one : chain) {
      fields.writeUTF(cut(words(one), LONGEST));
      StackTraceElement[] frames = UserFrames.of(one);
      fields.writeByte(Math.min(MOST_FRAMES, frames.length));
      for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++) {
        fields.writeUTF(cut(frames[i].getClassName(), LONGEST_NAME));
        fields.writeUTF(cut(frames[i].getMethodName(), LONGEST_NAME));
        fields.writeUTF(cut(String.valueOf(frames[i].getFileName()), LONGEST_NAME));
        fields.writeInt(frames[i].getLineNumber());
      }
    }
    return bytes.toByteArray();
  }

  /** What an error says of itself, even if it cannot. */
  private static String words(Throwable thrown) {
    try {
      return String.valueOf(thrown);
    } catch (RuntimeException | StackOverflowError itself) {
      return thrown.getClass().getName();
    }
  }

  private static String cut(String text, int longest) {
    return text.substring(0, Math.min(longest, text.length()));
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @param bytes what it wrote, or nothing
   * @return the error, null if there is none
   */
  public static @Nullable RemoteThrowable read(ByteBuffer bytes) {
    byte[] array = new byte[bytes.remaining()];
    bytes.duplicate().get(array);
    try (DataInputStream fields = new DataInputStream(new ByteArrayInputStream(array))) {
      return array.length == 0 ? null : read(fields);
    } catch (IOException cutOff) {
      return null; // whoever sent it has said in words what happened
    }
  }

  private static @Nullable RemoteThrowable read(DataInputStream fields) throws IOException {
    int links = fields.readUnsignedByte();
    List<String> words = new ArrayList<>();
    List<List<StackTraceElement>> frames = new ArrayList<>();
    for (int i = 0; i < links; i++) {
      words.add(fields.readUTF());
      int count = fields.readUnsignedByte();
      List<StackTraceElement> its = new ArrayList<>();
      for (int frame = 0; frame < count; frame++) {
        its.add(
            new StackTraceElement(
                fields.readUTF(), fields.readUTF(), fields.readUTF(), fields.readInt()));
      }
      frames.add(its);
    }
    RemoteThrowable thrown = null;
    for (int i = links - 1; i >= 0; i--) {
      thrown = new RemoteThrowable(words.get(i), frames.get(i), thrown);
    }
    return thrown;
  }
}
