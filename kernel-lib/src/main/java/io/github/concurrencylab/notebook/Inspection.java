package io.github.concurrencylab.notebook;

import io.github.concurrencylab.notebook.jjava.InspectRequests;
import io.github.concurrencylab.notebook.jjava.KernelInternals;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * What Shift-Tab shows of a function: its signature without packages, and its Javadoc to be read.
 */
final class Inspection {
  private final JShell shell;

  private Inspection(JShell shell) {
    this.shell = shell;
  }

  /** Answers in a kernel that has a shell; another answers as usual. */
  static void install(BaseKernel kernel) {
    try {
      InspectRequests.answerBy(new Inspection(KernelInternals.shell(kernel))::answer);
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      // It answers in its own way.
    }
  }

  private @Nullable DisplayData answer(String code, int at) {
    List<Documentation> found =
        shell.sourceCodeAnalysis().documentation(code, end(code, at), true).stream()
            .distinct()
            .toList();
    if (found.isEmpty()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    StringBuilder html = new StringBuilder();
    for (Documentation each : found) {
      String signature = signature(each.signature());
      List<String> paragraphs = each.javadoc() == null ? List.of() : JavadocText.of(each.javadoc());
      texts.add(signature + "\n\n" + String.join("\n\n", paragraphs));
      html.append("<pre>").append(Html.escaped(signature)).append("</pre>\n");
      paragraphs.forEach(paragraph -> html.append(paragraph(paragraph)));
    }
    DisplayData shown = new DisplayData(String.join("\n\n", texts).strip());
    shown.putHTML(html.toString());
    return shown;
  }

  private static String paragraph(String text) {
    String escaped = Html.escaped(text);
    return text.contains("\n") ? "<pre>" + escaped + "</pre>\n" : "<p>" + escaped + "</p>\n";
  }

  /**
   * Where the name at the cursor ends, with the parenthesis behind it, or where its arguments
   * begin.
   */
  private static int end(String code, int at) {
    int end = Math.clamp(at, 0, code.length());
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    int next = end;
    while (next < code.length() && Character.isWhitespace(code.charAt(next))) {
      next++;
    }
    boolean atName = end > 0 && Character.isJavaIdentifierPart(code.charAt(end - 1));
    return atName && next < code.length() && code.charAt(next) == '(' ? next + 1 : end;
  }

  /**
   * {@code Threads Lab.threads(int workers)}: the packages say nothing here, nor do a record's
   * parts.
   */
  static String signature(String full) {
    return full.replaceAll("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])", "")
        .replaceFirst("([A-Z]\\w*)\\([^()]*\\)\\.(?=\\w+\\()", "$1.");
  }
}
