package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.memory.Footprint;
import io.github.concurrencylab.measure.memory.Footprints;
import io.github.concurrencylab.plot.ChartImages;
import java.awt.Dimension;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** The memory that models held, as table and chart. */
class MemoryTest {
  private static Memory of(Footprint... models) {
    return new Memory(new Footprints(HOSTILE, 1_000, Machine.here(), List.of(models), List.of()));
  }

  private static Footprint.Run run(long heap, long outside, long children) {
    return new Footprint.Run(heap, outside, children, 500_000_000);
  }

  private static String svg(Memory memory) {
    JFreeChart chart = memory.chart();
    Dimension size = ChartImages.size(chart);
    return ChartImages.svg(chart, size.width, size.height);
  }

  @Test
  void should_show_the_run_in_the_middle_in_millions_of_bytes_and_by_task() {
    Footprint threads =
        new Footprint(
            id("threads(9)"),
            List.of(run(9_000_000, 0, 0), run(1_000_000, 3_000_000, 0), run(0, 0, 0)),
            "");
    Table table = of(threads).table();
    assertThat(table.columnNames())
        .containsExactly(
            "model",
            "median (s)",
            "peak (MB)",
            "heap (MB)",
            "outside heap (MB)",
            "children (MB)",
            "bytes a task");
    assertThat(table.row(0).getDouble("peak (MB)")).isEqualTo(4);
    assertThat(table.row(0).getDouble("outside heap (MB)")).isEqualTo(3);
    assertThat(table.row(0).getDouble("bytes a task")).isEqualTo(4_000);
  }

  @Test
  void should_show_what_failed_and_whatever_else_there_is() {
    Memory memory =
        of(
            new Footprint(id("eventLoop"), List.of(run(5_000_000, 1_000, 0)), ""),
            new Footprint(id("none"), List.of(run(0, 0, 0)), ""),
            new Footprint(id(HOSTILE), List.of(), "it broke"));
    assertThat(memory.table().row(2).isMissing("peak (MB)")).isTrue();
    assertThat(texts(memory.notes())).containsExactly(HOSTILE + ": it broke");
    assertThat(memory.toString())
        .contains("eventLoop", "######## 5.0 MB", "not measured", " 0 MB")
        .doesNotContain("\u001b", "\u202e");
    assertThat(svg(memory))
        .contains("<svg", "5.0 MB", "stacks of threads")
        .doesNotContain("<script", "\u0000", "\u001b", "\u202e");
    assertThat(svg(of())).contains("<svg");
  }
}
