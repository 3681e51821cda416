package io.github.concurrencylab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.concurrencylab.Lab;
import io.github.concurrencylab.results.json.Published;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SavingTest {
  private static final Report ARTICLE = new Report(Published.article());

  @TempDir private Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String written(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void should_write_a_report_by_the_ending_of_its_file() throws IOException {
    assertThat(ARTICLE.save(path("r.json"))).isSameAs(ARTICLE);
    assertThat(Lab.load(path("r.json")).results().measurements().getFirst().series())
        .isEqualTo(ARTICLE.results().measurements().getFirst().series());
    ARTICLE.save(path("r.csv"));
    Table read = Table.read().csv(folder.resolve("r.csv").toFile());
    assertThat(read.columnNames()).isEqualTo(ARTICLE.table().columnNames());
    assertThat(read.rowCount()).isEqualTo(ARTICLE.table().rowCount());
    ARTICLE.save(path("r.SVG"));
    assertThat(written("r.SVG")).contains("processes(16)");
  }

  @Test
  void should_write_a_chart_as_a_whole_picture() throws Exception {
    assertThat(ARTICLE.bars().save(path("bars.svg")).save(path("bars.png"))).isNotNull();
    var svg =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("bars.svg").toFile());
    assertThat(svg.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
    assertThat(svg.getDocumentElement().getTextContent()).contains("processes(16)");
    BufferedImage png = Objects.requireNonNull(ImageIO.read(folder.resolve("bars.png").toFile()));
    String width = svg.getDocumentElement().getAttribute("width");
    assertThat(png.getWidth()).isEqualTo(2 * Integer.parseInt(width));
    ARTICLE.boxPlot().save(path("box.svg"));
    ARTICLE.boxPlot().save(path("box.png"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void should_write_any_table_with_all_digits_and_gaps() throws IOException {
    Table summary = ARTICLE.summary();
    assertThat(Lab.save(summary, path("s.csv"))).isSameAs(summary);
    Lab.save(summary, path("s.json"));
    List<String> lines = written("s.csv").lines().toList();
    assertThat(lines).hasSize(summary.rowCount() + 1);
    assertThat(lines.getFirst()).startsWith(summary.columnNames().getFirst() + ",");
    JsonNode rows = new ObjectMapper().readTree(written("s.json"));
    assertThat(rows.size()).isEqualTo(summary.rowCount());
    for (int row = 0; row < rows.size(); row++) {
      for (String column : summary.columnNames()) {
        Object cell = summary.get(row, summary.columnIndex(column));
        JsonNode found = rows.get(row).get(column);
        if (summary.column(column).isMissing(row)) {
          assertThat(found.isNull()).isTrue();
        } else if (cell instanceof Double number) {
          assertThat(found.doubleValue()).isEqualTo(number);
        } else {
          assertThat(found.asText()).isEqualTo(String.valueOf(cell));
        }
      }
    }
  }

  @Test
  void should_write_hostile_cells_so_that_they_are_read_as_they_were() throws IOException {
    String hostile = "a, \"b\"\nc";
    Table table = Table.create(StringColumn.create(hostile, hostile, "", "x"));
    Lab.save(table, path("h.csv"));
    Table read = Table.read().csv(folder.resolve("h.csv").toFile());
    assertThat(read.columnNames()).containsExactly(hostile);
    assertThat(read.stringColumn(0).get(0)).isEqualTo(hostile);
    Lab.save(Table.create("empty"), path("e.csv"));
    Lab.save(Table.create("empty"), path("e.json"));
    assertThat(written("e.csv")).isEmpty();
    assertThat(new ObjectMapper().readTree(written("e.json"))).isEmpty();
  }

  @Test
  void should_write_what_has_no_chart_as_a_table_only() throws IOException {
    Lab.machine().save(path("m.csv"));
    assertThat(written("m.csv")).contains("processor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lab.machine().save(path("m.svg")))
        .withMessage("path must end with .csv or .json, got \"m.svg\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"results", "results.", "results.xlsx", ".svgz", "svg", "a.b/results"})
  void should_refuse_another_ending_in_one_line(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ARTICLE.save(path(name)))
        .withMessageStartingWith("path must end with .csv or .json or .svg or .png, got ")
        .withMessageNotContaining("\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ARTICLE.bars().save(path(name)))
        .withMessageStartingWith("path must end with .svg or .png, got ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void should_say_which_folder_is_missing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ARTICLE.bars().save(path("no/bars.svg")))
        .withMessageEndingWith("its directory does not exist: make it first");
  }
}
