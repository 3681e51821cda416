package io.github.concurrencylab.table;

import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ShownTableTest {
  private static List<String> names(Table table) {
    return ShownTable.of(table).columns().stream().map(Cells::name).toList();
  }

  private static List<String> texts(Table table, String column) {
    return ShownTable.of(table).columns().stream()
        .filter(cells -> cells.name().equals(column))
        .findFirst()
        .orElseThrow()
        .texts();
  }

  private static Rows mean(Rows rows, double mean, double low, double high) {
    return rows.put(Columns.MEAN, mean).put(Columns.MEAN_LOW, low).put(Columns.MEAN_HIGH, high);
  }

  @Test
  void should_show_both_ends_of_an_interval_in_one_column() {
    Rows rows = new Rows("times").put(Columns.MODEL, "blocking");
    Table table = mean(rows, 1.5, 1.25, 1.75).table();

    assertThat(names(table)).containsExactly("model", "mean (s)", "95 % (s)");
    assertThat(texts(table, "95 % (s)")).containsExactly("1.25 to 1.75");
    assertThat(table.columnNames()).as("for programs").contains("95 % low (s)", "95 % high (s)");
  }

  @Test
  void should_write_a_mean_with_as_many_decimals_as_its_interval() {
    Rows rows = new Rows("times");
    mean(rows, 12.3, 12.25, 12.35);
    mean(rows, 0.0123, 0.01, 0.0146);
    Table table = rows.table();

    assertThat(texts(table, "mean (s)")).containsExactly("12.300", "0.012");
    assertThat(texts(table, "95 % (s)")).containsExactly("12.250 to 12.350", "0.010 to 0.015");
  }

  @Test
  void should_name_intervals_apart_where_there_are_several() {
    Table summary = Tables.summary(here(trials("blocking", 1, 2, 3)));
    assertThat(names(summary)).contains("95 % of mean (s)", "95 %, BCa (s)").doesNotContain("95 %");

    Table comparison = Tables.comparison(here(trials("blocking", 1, 2, 3), trials("a", 1, 2, 4)));
    assertThat(names(comparison)).contains("95 %").doesNotContain("speed-up low");
  }

  @Test
  void should_choose_the_unit_by_the_time_taken_and_not_by_that_of_all_processors() {
    Table table = new Rows("times").put(Columns.SECONDS, 0.05).put(Columns.CPU, 0.8).table();

    assertThat(names(table)).containsExactly("milliseconds", "cpu (ms)");
    assertThat(texts(table, "cpu (ms)")).containsExactly("800.00");
  }

  @Test
  void should_show_all_times_of_a_table_in_the_unit_that_fits_the_longest() {
    Table table =
        new Rows("times")
            .put(Columns.SECONDS, 0.0123)
            .put(Columns.POOL_START, 0.000_45)
            .put(Columns.MEAN_CORES, 1.5)
            .table();

    assertThat(names(table)).containsExactly("milliseconds", "pool start (ms)", "mean cores");
    assertThat(texts(table, "milliseconds")).containsExactly("12.30");
    assertThat(texts(table, "pool start (ms)")).containsExactly("0.450");
    assertThat(texts(table, "mean cores")).containsExactly("1.50");
    assertThat(table.doubleColumn("seconds").get(0)).as("for programs").isEqualTo(0.0123);
    assertThat(names(new Rows("slow").put(Columns.MEDIAN, 0.2).table()))
        .containsExactly("median (s)");
  }

  @Test
  void should_leave_the_interval_of_a_single_run_empty() {
    Table table = mean(new Rows("times"), 1, Double.NaN, Double.NaN).table();
    assertThat(texts(table, "95 % (s)")).containsExactly("");
  }

  @Test
  void should_count_in_whole_numbers() {
    Table table = new Rows("memory").put(Columns.BYTES_A_TASK, 5.0).table();
    assertThat(texts(table, Columns.BYTES_A_TASK)).containsExactly("5");
  }

  @Test
  void should_show_the_ends_alone_where_their_estimate_was_left_out() {
    Rows rows = new Rows("times");
    Table table = mean(rows, 1, 0.5, 1.5).table().selectColumns("95 % low (s)", "95 % high (s)");
    assertThat(names(table)).containsExactly("95 % low (s)", "95 % high (s)");
  }

  @Test
  void should_not_cut_what_is_to_be_done() {
    String note = "Spark is not here: " + "x".repeat(150) + ", or use threads(16)";
    Table table = new Rows("failed").put(Columns.NOTE, note).table();

    assertThat(TextTable.of(table)).contains("or use threads(16)");
  }
}
