package io.github.concurrencylab.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  /** A cell is put, or a column made, under a name that is written where it is used. */
  private static final Pattern LITERAL =
      Pattern.compile("(rows|\\))\\s*\\.put\\(\\s*\"|create\\(\"[^\"]*\",");

  private static final Path SOURCES = Path.of("src/main/java/io/github/concurrencylab");

  @Test
  void should_be_the_only_place_of_column_names() throws IOException {
    List<String> found = new ArrayList<>();
    for (String room : List.of("table", "report")) {
      try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          Matcher literal = LITERAL.matcher(Files.readString(file));
          while (literal.find()) {
            found.add(file.getFileName() + ": " + literal.group());
          }
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(LITERAL.matcher("rows.put(\"mean\", 1)").find()).isTrue();
  }

  @Test
  void should_have_each_name_once() throws IllegalAccessException {
    List<String> names = new ArrayList<>();
    for (Field field : Columns.class.getFields()) {
      names.add((String) field.get(null));
    }
    assertThat(names).hasSizeGreaterThan(100).doesNotHaveDuplicates();
  }
}
