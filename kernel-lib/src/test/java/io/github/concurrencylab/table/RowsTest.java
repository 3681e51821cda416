package io.github.concurrencylab.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class RowsTest {
  private static Table table() {
    Rows rows = new Rows("times");
    rows.put("model", "a").put("seconds", 1.0 / 3).put("p (rank)", 1e-7).put("runs", 5);
    rows.put("model", "b").put("seconds", Double.NaN).put("p (rank)", 0.25).put("runs", 5);
    return rows.table();
  }

  @Test
  void should_print_numbers_with_a_few_digits() {
    assertThat(table().print())
        .contains("0.333", "< 0.001", "0.250")
        .doesNotContain("0.3333", "E-7");
  }

  @Test
  void should_print_a_part_of_it_likewise() {
    Table part = table().first(1).selectColumns("seconds");

    assertThat(part.print()).contains("0.333").doesNotContain("0.3333");
  }

  @Test
  void should_keep_every_digit_of_the_number_itself() {
    assertThat(table().doubleColumn("seconds").getDouble(0)).isEqualTo(1.0 / 3);
    assertThat(table().write().toString("csv")).contains("0.333333333");
  }

  @Test
  void should_print_nothing_for_a_missing_number() {
    assertThat(table().doubleColumn("seconds").getString(1)).isEmpty();
  }
}
