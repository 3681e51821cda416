package io.github.concurrencylab.results.store;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.table.TrialTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedResultsTest {
  private static final Results RESULTS = here(trials(HOSTILE, 1, 2), trials("b", 3));

  @TempDir private Path folder;

  @Test
  void should_load_what_was_saved_and_label_another_machine_s() {
    String path = folder.resolve("räsults 1.json").toString();

    SavedResults.save(RESULTS, path);
    SavedResults.save(RESULTS, path);

    assertThat(SavedResults.load(path).measurements().getFirst())
        .isEqualTo(RESULTS.measurements().getFirst().from(Source.LOADED));
    assertThat(folder.toFile().list()).containsExactly("räsults 1.json");
  }

  @Test
  void should_load_a_file_of_the_store() throws IOException {
    Path file = Files.write(folder.resolve("x.jsonl"), StoreTest.wholeRun());

    assertThat(SavedResults.load(file.toString()).series()).hasSize(2);
  }

  @Test
  void should_refuse_in_one_line_what_is_no_file() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "hello");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedResults.load(text.toString()))
        .withMessageStartingWith("text: not the lab's results: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedResults.load("missing.json"))
        .withMessageStartingWith("missing.json: no such file; the working directory is ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedResults.load(" "))
        .withMessage("path must name a file, got \" \"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedResults.load("a\0b"))
        .withMessage("path must name a file, got \"a?b\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedResults.save(RESULTS, folder.toString()))
        .withMessageEndingWith("is a directory: name a file in it, results.json for example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedResults.save(RESULTS, folder.resolve("no/x.json").toString()))
        .withMessageEndingWith("its directory does not exist: make it first");
  }

  @Test
  void should_find_recorded_results_in_the_notebook_s_directory_or_below() throws IOException {
    Path recorded = Files.createDirectories(folder.resolve("notebooks").resolve("recorded"));
    SavedResults.save(RESULTS, recorded.resolve("sixteen-cores.json").toString());

    assertThat(SavedResults.recorded("sixteen-cores", folder))
        .isEqualTo(SavedResults.recorded("sixteen-cores", folder.resolve("notebooks")));
    assertThat(SavedResults.recorded("sixteen-cores", folder).measurements().getFirst().source())
        .isEqualTo(Source.RECORDED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedResults.recorded("other", folder))
        .withMessage("name must be one of sixteen-cores, got \"other\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/b", "", ".", "-x", "x.json", "a\\b", "ä", "~", "a\0"})
  void should_fail_if_a_recorded_name_could_be_a_path(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavedResults.recorded(name, folder))
        .withMessageStartingWith("name must be letters, digits and dashes, got ");
  }

  /** Whatever is read is drawn without trouble, or refused in one line. */
  private static void assertHarmless(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("damaged", ".jsonl");
    try {
      Files.write(file, bytes);
      Results results = SavedResults.load(file.toString());
      assertThat(TrialTable.of(results).rowCount()).isNotNegative();
      assertThat(results.measurements()).isNotEmpty();
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).doesNotContain("\n").hasSizeLessThan(500);
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 200)
  void should_read_or_refuse_any_bytes(@ForAll byte[] bytes) throws IOException {
    assertHarmless(bytes);
  }

  @Property(tries = 200)
  void should_read_or_refuse_a_damaged_run(
      @ForAll @IntRange(min = 0, max = 5_000) int at, @ForAll byte value) throws IOException {
    byte[] bytes = StoreTest.wholeRun();
    bytes[at % bytes.length] = value;
    assertHarmless(bytes);
  }

  @Property(tries = 100)
  void should_read_whatever_is_left_of_a_run(@ForAll @IntRange(min = 0, max = 5_000) int length)
      throws IOException {
    byte[] bytes = StoreTest.wholeRun();
    byte[] head = Arrays.copyOf(bytes, length % bytes.length);
    assertHarmless(head);
  }
}
