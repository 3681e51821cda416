package io.github.concurrencylab.results;

import static io.github.concurrencylab.Figures.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.github.concurrencylab.Fault;
import io.github.concurrencylab.results.store.SavedResults;
import io.github.concurrencylab.results.store.StoreTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of results made to break their reader: refused in one line, and before they take much. */
@Timeout(240)
@Fault
class BombsFaultsTest {
  private static final long MOST_ALLOCATED = 1_500L << 20;
  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final String BEGIN = "{\"schema\": 2,\n \"measurements\":\n [";

  @TempDir private Path folder;

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("depth of lists", BEGIN + "[".repeat(1 << 20), "(line 3)"),
        Arguments.of("depth of objects", BEGIN + "{\"a\":".repeat(1 << 20), "(line 3)"),
        Arguments.of("a number of a million digits", BEGIN + "1".repeat(1 << 20), "(line 3)"),
        Arguments.of("a power of a million digits", BEGIN + "1e" + "9".repeat(1 << 20), "(line 3)"),
        Arguments.of("a name of a million letters", BEGIN + '"' + "x".repeat(1 << 20), "(line 3)"),
        Arguments.of(
            "a field of a million letters", BEGIN + "{\"" + "x".repeat(1 << 20), "(line 3)"),
        Arguments.of("not a number", BEGIN + "NaN]}", "(line 3)"),
        Arguments.of("a field twice", BEGIN + "],\n\"schema\": 2}", "(line 4)"),
        Arguments.of("many empty lists", BEGIN + "[],".repeat(6_000_000) + "[]]}", "(line 3)"),
        Arguments.of("many numbers", BEGIN + "1,".repeat(6_000_000) + "1]}", "(line 3)"),
        Arguments.of("just not too many", BEGIN + "{},".repeat(2_000_000) + "{}]}", "source"),
        Arguments.of("a wrong type", BEGIN + "{\"source\": {\"@class\": \"x.Y\"}}]}", "source"),
        Arguments.of("a long schema", "{\"schema\": " + "1".repeat(1 << 20), "(line 1)"),
        Arguments.of("another schema", "{\"schema\": 99}", "schema must be 2"),
        Arguments.of("only spaces", " ".repeat(1 << 24), "schema must be 2"),
        Arguments.of("no text at all", "\0\1\2\377", "(line 1)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void should_refuse_in_one_line_that_says_where(String what, String document, String where)
      throws IOException {
    Path file = Files.writeString(folder.resolve("bomb.json"), document);

    String message = refusal(file);

    assertThat(message).as(what).startsWith("bomb.json: ").contains(where);
  }

  private static String refusal(Path file) {
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    IllegalArgumentException refused =
        catchThrowableOfType(
            IllegalArgumentException.class, () -> SavedResults.load(file.toString()));
    assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
    assertThat(refused).isNotNull();
    String message = String.valueOf(refused.getMessage());
    assertThat(message).doesNotContain("\n").hasSizeLessThan(400);
    return message;
  }

  @Test
  void should_refuse_a_huge_file_before_it_is_read() throws IOException {
    Path file = folder.resolve("huge.json");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(100L << 30); // a hole: it takes no room on the disk
    }

    assertThat(refusal(file)).endsWith("huge.json: must have at most 64 MB, has more");
  }

  private Results load(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    Path file = Files.write(folder.resolve("run.jsonl"), all.toByteArray());
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    Results results = SavedResults.load(file.toString());
    assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
    return results;
  }

  @Test
  void should_not_look_at_millions_of_damaged_lines() throws IOException {
    Results results = load(StoreTest.wholeRun(), "x\n".repeat(20_000_000).getBytes(UTF_8));

    assertThat(results.series()).hasSize(2);
    assertThat(texts(results.measurements().getFirst().notes()))
        .anyMatch(w -> w.startsWith("run.jsonl, line 7 skipped, it is damaged: "))
        .contains("run.jsonl is not read from line 1008 on: too much is damaged")
        .hasSizeLessThan(10);
  }

  @Test
  void should_skip_a_bomb_of_a_line_and_name_it() throws IOException {
    byte[] lines =
        String.join("\n", "[".repeat(1 << 20), "1".repeat(1 << 20), "x".repeat(60 << 20), "")
            .getBytes(UTF_8);

    Results results = load(StoreTest.wholeRun(), lines);

    assertThat(texts(results.measurements().getFirst().notes()))
        .anyMatch(w -> w.startsWith("run.jsonl, line 7 skipped, it is damaged: "))
        .anyMatch(w -> w.startsWith("run.jsonl, line 8 skipped, it is damaged: "))
        .contains("run.jsonl, line 9 skipped, it is damaged: longer than 4 MB")
        .allMatch(w -> w.length() < 300);
  }
}
