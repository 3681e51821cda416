package io.github.concurrencylab.base;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks of arguments: each failure is one line that names the thing, its bound and the value.
 *
 * <p>For the lab's own use; public because every room needs it.
 */
public final class Check {
  private static final int LONGEST_QUOTE = 60;
  private static final int LONGEST_ERROR = 500;
  private static final String LAB = "io.github.concurrencylab.";

  private Check() {}

  /**
   * Checks a whole number against its bounds.
   *
   * @param thing what the number is, for the message
   * @param value the number
   * @param low the smallest allowed
   * @param high the largest allowed
   * @return the number
   * @throws IllegalArgumentException if it lies outside
   */
  public static long between(String thing, long value, long low, long high) {
    if (value < low) {
      throw refusal(
          String.format(Locale.ROOT, "%s must be at least %,d, got %,d", thing, low, value));
    }
    if (value > high) {
      throw refusal(
          String.format(Locale.ROOT, "%s must be at most %,d, got %,d", thing, high, value));
    }
    return value;
  }

  /**
   * Checks a whole number against its bounds.
   *
   * @param thing what the number is, for the message
   * @param value the number
   * @param low the smallest allowed
   * @param high the largest allowed
   * @return the number
   * @throws IllegalArgumentException if it lies outside
   */
  public static int between(String thing, int value, int low, int high) {
    return (int) between(thing, (long) value, low, high);
  }

  /**
   * Checks how many tasks there are to be.
   *
   * @param value the number
   * @param high the largest allowed
   * @return the number
   * @throws IllegalArgumentException if it lies outside; the message says why there is a limit, and
   *     what to do
   */
  public static int tasks(int value, int high) {
    if (value > high) {
      throw refusal(
          String.format(
              Locale.ROOT,
              "tasks must be at most %,d, got %,d: the result and the times of each are kept; let each"
                  + " task do the work of several",
              high,
              value));
    }
    return between("tasks", value, 1, high);
  }

  /**
   * Checks a share.
   *
   * @param thing what it is, for the message
   * @param value the share
   * @return the share
   * @throws IllegalArgumentException if it is not a number from 0 to 1
   */
  public static double share(String thing, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw refusal(thing + " must be between 0 and 1, got " + value);
    }
    return value;
  }

  /**
   * Checks that something was given.
   *
   * @param <T> its type
   * @param thing what it is, for the message
   * @param value the value
   * @param remedy what could have been given, for the message
   * @return the value
   * @throws IllegalArgumentException if it is null
   */
  public static <T> T given(String thing, @Nullable T value, String remedy) {
    if (value == null) {
      throw refusal(thing + " must be given, got null: " + remedy);
    }
    return value;
  }

  /**
   * A time as a number, however long it is.
   *
   * @param thing what it is, for the message
   * @param value the time
   * @return milliseconds
   * @throws IllegalArgumentException if it is null
   */
  public static double millis(String thing, @Nullable Duration value) {
    Duration given = given(thing, value, "Duration.ofMillis(100) for example");
    return given.toSeconds() * 1e3 + given.toNanosPart() / 1e6;
  }

  /**
   * The error to throw for an argument that will not do.
   *
   * @param message one line that names the thing, its bound and the value
   * @return the error, {@linkplain #atCall at the call}
   */
  public static IllegalArgumentException refusal(String message) {
    return atCall(new IllegalArgumentException(message));
  }

  /**
   * Makes an error look as if the call into the lab had thrown it: what the lab did on the way says
   * nothing to whoever called, and a notebook would show all of it.
   *
   * @param <E> the error's type
   * @param error the error
   * @return the same error, whose stack trace begins where the lab was called
   */
  public static <E extends RuntimeException> E atCall(E error) {
    StackTraceElement[] frames = new Throwable().getStackTrace();
    int own = 0;
    for (int i = 0; i < frames.length && isInside(frames[i]); i++) {
      if (frames[i].getClassName().startsWith(LAB)) {
        own = i + 1;
      }
    }
    error.setStackTrace(Arrays.copyOfRange(frames, own, frames.length));
    return error;
  }

  /** The lab, or a stream or the like that the lab called and that called it back. */
  private static boolean isInside(StackTraceElement frame) {
    return frame.getClassName().startsWith(LAB) || frame.getClassName().startsWith("java.util.");
  }

  /**
   * A text from outside, short enough and plain enough to stand in a message.
   *
   * @param text the text
   * @return the text in quotes, control and formatting characters as {@code ?}, cut when long
   */
  public static String quoted(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    return '"' + plain(cut(text, LONGEST_QUOTE)) + '"';
  }

  /**
   * What code of the user's own threw, as one line of a message.
   *
   * @param thrown the error
   * @return its type and message, without what breaks a line, cut when long
   */
  public static String line(Throwable thrown) {
    return line(thrown.toString(), LONGEST_ERROR);
  }

  /**
   * A text from outside, one or more lines, as one line of a message.
   *
   * @param text the text
   * @param longest how many characters of it, at most
   * @return the text, its lines joined, control and formatting characters as {@code ?}
   */
  public static String line(String text, int longest) {
    // Cut before anything else: it may be of any length.
    String some = text.substring(0, Math.min(2 * longest, text.length()));
    String joined = some.strip().replaceAll("\\s*\\R\\s*", " | ").replace('\t', ' ');
    return plain(cut(joined, longest));
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) + "…" : text;
  }

  /**
   * A text from outside without what breaks a line, turns it round or is invisible.
   *
   * @param text the text
   * @return the text, control and formatting characters as {@code ?}
   */
  public static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
  }
}
