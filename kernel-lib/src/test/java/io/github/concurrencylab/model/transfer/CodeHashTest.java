package io.github.concurrencylab.model.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.workload.OwnTasks;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as the same work, with code as cells have it: in classes of JShell's. */
@Slow
public class CodeHashTest {
  /** Where code in JShell puts its tasks: its classes know this one. */
  public static final List<OwnTasks> MADE = new ArrayList<>();

  private JShell shell;

  @BeforeEach
  void open() {
    MADE.clear();
    shell = shell();
  }

  private static JShell shell() {
    JShell shell = JShell.builder().executionEngine("local").build();
    shell.addToClasspath(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    evaluate(shell, "import io.github.concurrencylab.workload.OwnTasks;");
    return shell;
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private static void evaluate(JShell shell, String code) {
    for (SnippetEvent event : shell.eval(code)) {
      assertThat(event.status()).as(code).isIn(Snippet.Status.VALID, Snippet.Status.OVERWRITTEN);
      assertThat(event.exception()).as(code).isNull();
    }
  }

  private String hash(String body) {
    return hash(shell, body);
  }

  private static String hash(JShell shell, String body) {
    evaluate(
        shell, CodeHashTest.class.getName() + ".MADE.add(OwnTasks.of(\"a\", 2, " + body + "));");
    return CodeHash.of(MADE.removeLast());
  }

  @Test
  void should_be_the_same_for_the_same_code_in_another_cell_and_another_shell() {
    String body = "i -> { long s = 0; for (int j = 0; j < i; j++) s += j % 3; return s; }";
    String hash = hash(body);
    evaluate(shell, "int unrelated = 1;");
    assertThat(hash(body)).isEqualTo(hash).matches("[0-9a-f]{16}");
    try (JShell another = shell()) {
      assertThat(hash(another, body)).isEqualTo(hash);
    }
  }

  @Test
  void should_differ_if_code_differs() {
    assertThat(
            List.of(
                hash("i -> i + 1"),
                hash("i -> i + 2"),
                hash("i -> i - 1"),
                hash("i -> \"a\" + i"),
                hash("i -> \"b\" + i"),
                hash("i -> { if (i > 0) return 1; return 2; }"),
                hash("i -> { if (i >= 0) return 1; return 2; }")))
        .doesNotHaveDuplicates();
  }

  @Test
  @Lengthy
  void should_follow_methods_classes_and_variables_of_other_cells() {
    evaluate(shell, "int twice(int i) { return 2 * i; }");
    evaluate(shell, "class Adder { int n = 3; int add(int i) { return i + n; } }");
    evaluate(shell, "int factor = 4;");
    evaluate(shell, "int[] data = {1, 2, 3};");
    String body = "i -> twice(i) * factor + new Adder().add(data[i])";
    String hash = hash(body);
    assertThat(hash(body)).isEqualTo(hash);

    evaluate(shell, "factor = 5;");
    String otherVariable = hash(body);
    evaluate(shell, "data[2] = 4;");
    String otherArray = hash(body);
    evaluate(shell, "class Adder { int n = 3; int add(int i) { return i - n; } }");
    String otherClass = hash(body);
    evaluate(shell, "int twice(int i) { return 3 * i; }");
    String otherMethod = hash(body);
    assertThat(List.of(hash, otherVariable, otherArray, otherClass, otherMethod))
        .doesNotHaveDuplicates();
  }

  @Test
  void should_count_what_is_captured() {
    evaluate(shell, "OwnTasks by(int n) { return OwnTasks.of(\"a\", 2, i -> i * n); }");
    String add = CodeHashTest.class.getName() + ".MADE.add(by(%d));";
    evaluate(shell, add.formatted(3));
    evaluate(shell, add.formatted(4));
    evaluate(shell, add.formatted(3));
    List<String> hashes = MADE.stream().map(CodeHash::of).toList();
    assertThat(hashes.get(0)).isEqualTo(hashes.get(2)).isNotEqualTo(hashes.get(1));
  }
}
