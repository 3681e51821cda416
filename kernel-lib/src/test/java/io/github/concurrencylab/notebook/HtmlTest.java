package io.github.concurrencylab.notebook;

import static io.github.concurrencylab.Figures.HOSTILE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class HtmlTest {
  @Test
  void should_escape_whatever_a_cell_or_a_header_holds() {
    String html = Html.table(Table.create(HOSTILE, StringColumn.create(HOSTILE, HOSTILE)));

    assertThat(html)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&quot;quoted&quot; &#39;single")
        .doesNotContain("<script", "\u0000", "\u001b", "\u202e");
  }

  @Test
  void should_bound_a_long_cell_and_a_long_table() {
    String[] cells =
        IntStream.range(0, 1_000).mapToObj(i -> "x".repeat(10_000)).toArray(String[]::new);

    String html = Html.table(Table.create(StringColumn.create("text", cells)));

    assertThat(html).hasSizeLessThan(30_000).contains("<small>shown: 60 of 1,000 rows</small>");
  }

  @Test
  void should_set_numbers_to_the_right_and_leave_missing_ones_empty() {
    Table table =
        Table.create(
            StringColumn.create("model", "a"),
            IntColumn.create("n", new int[] {12_345}),
            DoubleColumn.create("s", new double[] {Double.NaN}));

    assertThat(Html.table(table))
        .contains(
            "<th scope=\"col\" align=\"right\" style=\"text-align:right\">n</th>",
            "<th scope=\"row\" align=\"left\" style=\"text-align:left\">a</th>"
                + "<td align=\"right\" style=\"text-align:right\">12,345</td>"
                + "<td align=\"right\" style=\"text-align:right\"></td>");
  }
}
