package io.github.concurrencylab.measure.profile;

import io.github.concurrencylab.model.gil.Gil;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedFrame;

/**
 * What a stack trace of the flight recorder says, in names that a reader knows.
 *
 * @param running the method that was running: the innermost one that is no atomic variable's
 * @param waiting the method that waited: the innermost one that is no waiting library's
 * @param top the method that was running, whatever it is
 * @param inTask whether it was in a task
 * @param inGlobalLock whether it was in a global lock
 */
record StackFrames(
    String running, String waiting, String top, boolean inTask, boolean inGlobalLock) {
  static final String UNKNOWN = "unknown";

  /** What a method of these does, it does for its caller, and to its caller's variable. */
  private static final Pattern ATOMIC =
      Pattern.compile(
          "java\\.util\\.concurrent\\.atomic\\..*|jdk\\.internal\\.misc\\.Unsafe|java\\.lang\\.invoke\\..*");

  private static final Pattern WAITING =
      Pattern.compile(
          "java\\.util\\.concurrent\\..*|java\\.lang\\.(Object|Thread)|jdk\\.internal\\..*");

  private static final Pattern CELL = Pattern.compile("^REPL\\.\\$JShell\\$\\w+?(\\$(?!JShell)|$)");
  private static final Pattern OWN =
      Pattern.compile("^io\\.github\\.concurrencylab\\.(\\w+\\.)*(?=[A-Z])");
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");

  /** What is said of an event without a trace. */
  static final StackFrames NONE = of(List.of());

  /** Looks through a trace, from the innermost frame outwards. */
  static StackFrames of(List<RecordedFrame> frames) {
    String task = InstrumentedWorkload.WatchedTask.class.getName();
    return new StackFrames(
        firstNot(ATOMIC, frames),
        firstNot(WAITING, frames),
        frames.isEmpty() ? UNKNOWN : name(frames.getFirst()),
        frames.stream().anyMatch(frame -> type(frame).equals(task)),
        frames.stream().anyMatch(frame -> Gil.isLock(type(frame))));
  }

  private static String firstNot(Pattern library, List<RecordedFrame> frames) {
    return frames.stream()
        .filter(frame -> !library.matcher(type(frame)).matches())
        .findFirst()
        .map(StackFrames::name)
        .orElseGet(() -> frames.isEmpty() ? UNKNOWN : name(frames.getFirst()));
  }

  private static String type(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }

  private static String name(RecordedFrame frame) {
    String method = LAMBDA.matcher(frame.getMethod().getName()).replaceFirst("lambda in $1");
    String type = plain(type(frame));
    String name = type.isEmpty() ? method : type + "." + method;
    return name.replace("lambda in do_it", "lambda in the cell").replace("do_it$", "the cell");
  }

  /**
   * A class as it is written in Java. One of a cell goes without what the kernel adds, one of the
   * lab's without its package.
   */
  static String plain(String type) {
    String shown = OWN.matcher(CELL.matcher(type).replaceFirst("")).replaceFirst("");
    return shown.replaceFirst("\\$\\$Lambda.*", "").replaceAll("(?<=\\w)\\$(?=[A-Za-z])", ".");
  }

  /** A class of an event's, arrays as they are written in Java. */
  static String plain(RecordedClass type) {
    String name = type.getName();
    int dimensions = name.lastIndexOf('[') + 1;
    if (dimensions == 0) {
      return plain(name);
    }
    String element =
        switch (name.charAt(dimensions)) {
          case 'B' -> "byte";
          case 'C' -> "char";
          case 'D' -> "double";
          case 'F' -> "float";
          case 'I' -> "int";
          case 'J' -> "long";
          case 'S' -> "short";
          case 'Z' -> "boolean";
          default -> plain(name.substring(dimensions + 1, name.length() - 1));
        };
    return element + "[]".repeat(dimensions);
  }
}
