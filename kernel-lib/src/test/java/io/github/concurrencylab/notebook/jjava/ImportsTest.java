package io.github.concurrencylab.notebook.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.junit.jupiter.api.Test;

@Slow
class ImportsTest {
  private static final String KERNEL_S_OWN =
      """
      import java.util.*;
      import java.io.*;
      import java.math.*;
      import java.net.*;
      import java.time.*;
      import java.util.concurrent.*;
      import java.util.prefs.*;
      import java.util.regex.*;
      import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.*;
      """;

  private static final List<String> CELLS =
      List.of(
          "threads(16).name() + processes(4) + eventLoop().createTasksFirst() + blocking()",
          "article().terms(1_000).random(SHARED).tasks(2).skip(0.05).seed(7).random(PER_TASK)",
          "Report r = trials(2).warmups(0).run(article().terms(10), blocking());",
          "Table t = published().table();",
          "Model m = blocking(); Workload w = article(); Experiment e = trials(1);",
          "List<Integer> l = new ArrayList<>(); EventLoop loop = new EventLoop();",
          "published().table().stringColumn(Columns.MODEL).size()");

  @Test
  @Lengthy
  void should_let_cells_do_without_imports() {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(classPath());
      evaluate(shell, KERNEL_S_OWN);
      evaluate(shell, Imports.OF_THE_LAB);
      CELLS.forEach(cell -> evaluate(shell, cell));
    }
  }

  @Test
  @Lengthy
  void should_import_all_at_once() {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(classPath());
      assertThat(Imports.areTaken(shell, KERNEL_S_OWN)).isTrue();
      CELLS.forEach(cell -> evaluate(shell, cell));
      assertThat(completions(shell, "new ArrayLi")).anyMatch(word -> word.startsWith("ArrayList"));
      assertThat(completions(shell, "publis")).anyMatch(word -> word.startsWith("published"));
    }
  }

  @Test
  @Lengthy
  void should_keep_all_imports_whatever_a_cell_imports() {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(classPath());
      assertThat(Imports.areTaken(shell, KERNEL_S_OWN)).isTrue();
      evaluate(shell, KERNEL_S_OWN);
      evaluate(shell, Imports.OF_THE_LAB);
      evaluate(shell, "import java.util.List;");
      CELLS.forEach(cell -> evaluate(shell, cell));
    }
  }

  @Test
  void should_not_take_imports_that_are_wrong() {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(classPath());
      assertThat(Imports.areTaken(shell, "import no.such.name.*;")).isFalse();
    }
  }

  private static List<String> completions(JShell shell, String code) {
    return shell
        .sourceCodeAnalysis()
        .completionSuggestions(code, code.length(), new int[1])
        .stream()
        .map(Suggestion::continuation)
        .toList();
  }

  /** The test runner's own class path is one jar that names the others. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static void evaluate(JShell shell, String code) {
    CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(code);
    while (info.completeness().isComplete()) {
      for (SnippetEvent event : shell.eval(info.source())) {
        assertThat(event.status()).as(info.source()).isEqualTo(Snippet.Status.VALID);
        assertThat(event.exception()).as(info.source()).isNull();
      }
      info = shell.sourceCodeAnalysis().analyzeCompletion(info.remaining());
    }
    assertThat(info.remaining()).isBlank();
  }
}
