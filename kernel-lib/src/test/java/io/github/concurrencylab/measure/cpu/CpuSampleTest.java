package io.github.concurrencylab.measure.cpu;

import static io.github.concurrencylab.Figures.cpu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CpuSampleTest {
  @Test
  void should_weight_each_stretch_with_its_length() {
    List<CpuSample> samples =
        List.of(
            cpu(1, List.of(1.0, 0.0), 0.5),
            cpu(4, List.of(0.2, 0.4), 1.5),
            cpu(5, List.of(0.0, 1.0), 0.0));

    assertThat(CpuSample.joined(samples, 1)).containsExactly(cpu(5, List.of(0.32, 0.44), 1));
    assertThat(CpuSample.joined(samples, 2))
        .containsExactly(cpu(4, List.of(0.4, 0.3), 1.25), samples.get(2));
    assertThat(CpuSample.joined(samples, 3)).isSameAs(samples);
  }

  @Property(tries = 100)
  void should_keep_what_was_used_in_all(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 1_000) Integer> shares,
      @ForAll @IntRange(min = 1, max = 50) int most) {
    List<CpuSample> samples = new ArrayList<>();
    for (int share : shares) {
      double length = 0.02 + share % 7 / 100.0;
      double end = (samples.isEmpty() ? 0 : samples.getLast().seconds()) + length;
      samples.add(cpu(end, List.of(share / 1000.0), share / 500.0));
    }

    List<CpuSample> fewer = CpuSample.joined(samples, most);

    assertThat(fewer).hasSizeLessThanOrEqualTo(most);
    assertThat(fewer.getLast().seconds()).isEqualTo(samples.getLast().seconds());
    // Each joining rounds to a ten thousandth.
    double tolerance = 1e-4 * samples.size() * samples.getLast().seconds();
    assertThat(used(fewer)).isCloseTo(used(samples), within(tolerance));
  }

  static double used(List<CpuSample> samples) {
    double used = 0;
    double start = 0;
    for (CpuSample sample : samples) {
      used += sample.ownCores() * (sample.seconds() - start);
      start = sample.seconds();
    }
    return used;
  }
}
