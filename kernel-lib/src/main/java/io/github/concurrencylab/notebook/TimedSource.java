package io.github.concurrencylab.notebook;

import io.github.concurrencylab.measure.timeit.Blackhole;
import io.github.concurrencylab.measure.timeit.TimedLoop;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * The code of a {@code %timeit}, cut into what comes first and the last piece. If that has a value,
 * the value must be taken: nobody else would want it, and the compiler could leave it out.
 *
 * @param first statements, perhaps none
 * @param last the last piece, without a semicolon at its end
 */
record TimedSource(String first, String last) {
  /** Cuts some code. What is not complete stays in one piece: the compiler will say so. */
  static TimedSource of(String code, JShell shell) {
    SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
    List<String> pieces = new ArrayList<>();
    CompletionInfo info = analysis.analyzeCompletion(code);
    while (info.completeness().isComplete() && !info.source().isBlank()) {
      pieces.add(info.source());
      info = analysis.analyzeCompletion(info.remaining());
    }
    boolean whole = !pieces.isEmpty() && info.remaining().isBlank();
    String last = whole ? pieces.removeLast() : code;
    return new TimedSource(
        whole ? String.join("\n", pieces) : "", last.strip().replaceFirst(";\\s*$", ""));
  }

  /** The loop that hands the last piece's value to the sink. */
  String takingItsValue() {
    return loop(first + "\nsinkOfTimeit.take(" + last + "\n);");
  }

  /** The loop that just runs the code. */
  String asItStands() {
    return loop(first + "\n" + last + "\n;");
  }

  private static String loop(String body) {
    // The names are long so that none of the code's own is hidden.
    return """
    new %s() {
      public void run(long loopsOfTimeit, %s sinkOfTimeit) throws Throwable {
        for (long loopOfTimeit = 0; loopOfTimeit < loopsOfTimeit; loopOfTimeit++) {
    %s
        }
      }
    }\
    """
        .formatted(TimedLoop.class.getName(), Blackhole.class.getName(), body);
  }
}
