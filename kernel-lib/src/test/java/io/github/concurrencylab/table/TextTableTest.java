package io.github.concurrencylab.table;

import static io.github.concurrencylab.Figures.HOSTILE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TextTableTest {
  private static Cells cells(String name, double... numbers) {
    return Cells.of(DoubleColumn.create(name, numbers), 100);
  }

  @Test
  void should_give_all_numbers_of_a_column_the_same_decimals() {
    assertThat(cells("s", 65.97, 2.68).texts()).containsExactly("65.97", "2.68");
    assertThat(cells("s", 0.361, 0.19).texts()).containsExactly("0.361", "0.190");
    assertThat(cells("s", 5.02, 0.042).texts()).containsExactly("5.020", "0.042");
    assertThat(cells("s", 12_345.6, 1_000).texts()).containsExactly("12,346", "1,000");
    assertThat(cells("s", 0, 0).texts()).containsExactly("0.00", "0.00");
  }

  @Test
  void should_give_three_digits_each_to_numbers_that_are_far_apart() {
    String point = "\u2008";
    String digit = "\u2007";
    assertThat(cells("s", 0.158, 0.000_036, 0).texts())
        .containsExactly("0.158" + digit.repeat(4), "0.0000360", "0.000" + digit.repeat(4));
    assertThat(cells("s", 64.54, 0.0064).texts())
        .containsExactly("64.54" + digit.repeat(3), "0.00640");
    assertThat(cells("s", 12_345.6, 0.5, Double.NaN).texts())
        .containsExactly("12,346" + point + digit.repeat(3), "0.500", "");
    assertThat(cells("s", 1, 2e-8).texts()).as("too small for zeros").contains("2.000e-08");
  }

  @Test
  void should_leave_a_missing_cell_empty() {
    assertThat(cells("s", Double.NaN, 1).texts()).containsExactly("", "1.00");
    assertThat(Cells.of(StringColumn.create("x").appendMissing(), 9).texts()).containsExactly("");
    assertThat(Cells.of(IntColumn.create("x").appendMissing(), 9).texts()).containsExactly("");
  }

  @Test
  void should_not_write_a_tiny_p_value_as_zero() {
    assertThat(cells(Columns.P, 1e-10, 0.126).texts()).containsExactly("< 0.001", "0.126");
  }

  @Test
  void should_bound_huge_numbers() {
    assertThat(cells("s", 1e300, 1e-300).texts()).allMatch(text -> text.length() < 20);
  }

  @Test
  void should_set_numbers_to_the_right_and_text_to_the_left() {
    Table table =
        Table.create(StringColumn.create("name", "a", "bcd"), IntColumn.create("n", 1, 1_000));

    assertThat(TextTable.of(table)).isEqualTo("name      n\na         1\nbcd   1,000\n");
  }

  @Test
  void should_cut_a_long_table_and_say_so() {
    Table table = Table.create(IntColumn.create("n", IntStream.range(0, 1_000).toArray()));

    assertThat(TextTable.of(table)).endsWith("shown: 60 of 1,000 rows\n");
    assertThat(TextTable.of(table).lines()).hasSize(62);
  }

  @Test
  void should_keep_a_hostile_cell_on_one_line() {
    Table table = Table.create(StringColumn.create(HOSTILE, HOSTILE, "x".repeat(10_000)));

    assertThat(TextTable.of(table).lines()).hasSize(3).allMatch(line -> line.length() <= 80);
    assertThat(TextTable.of(table)).doesNotContain("\u001b", "\u202e", "\0");
  }

  @Test
  void should_write_a_table_without_columns() {
    assertThat(TextTable.of(Table.create("nothing"))).isEqualTo("\n");
  }
}
