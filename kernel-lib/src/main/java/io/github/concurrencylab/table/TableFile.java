package io.github.concurrencylab.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.concurrencylab.results.store.SavedFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.csv.CsvWriteOptions;

/** Tables as files. */
public final class TableFile {
  /** The endings of the files that {@link #save} writes. */
  public static final List<String> ENDINGS = List.of("csv", "json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private TableFile() {}

  /**
   * Writes a table to a file, by the ending of its name: {@code .csv} with a line of column names,
   * or {@code .json}, a list with an object for each row. Numbers have all their digits; a missing
   * cell is empty, or {@code null}. A file that is there is replaced, as a whole or not at all.
   *
   * @param table any table
   * @param path where to; {@code ~/} stands for the home directory
   * @throws IllegalArgumentException if its name ends otherwise, or it cannot be written
   */
  public static void save(Table table, String path) {
    String ending = SavedFile.ending(path, ENDINGS);
    String text = ending.equals("csv") ? csv(table) : json(table);
    SavedFile.write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String csv(Table table) {
    if (table.columnCount() == 0) {
      return ""; // which the writer cannot write
    }
    StringWriter text = new StringWriter();
    table.write().usingOptions(CsvWriteOptions.builder(text).build());
    return text.toString();
  }

  private static String json(Table table) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < table.rowCount(); row++) {
      Map<String, @Nullable Object> cells = new LinkedHashMap<>();
      for (Column<?> column : table.columns()) {
        cells.put(column.name(), cell(column, row));
      }
      rows.add(cells);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + '\n';
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static @Nullable Object cell(Column<?> column, int row) {
    Object value = column.isMissing(row) ? null : column.get(row);
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }
}
