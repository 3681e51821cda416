package io.github.concurrencylab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What a real interpreter draws is what we draw. */
class MersenneTwisterTest {
  private static final List<BigInteger> SEEDS =
      java.util.stream.Stream.of(
              "0",
              "1",
              "-1",
              "2020",
              "-9223372036854775808",
              "9223372036854775807",
              "9223372036854775808",
              "18446744073709551616",
              "4294967295",
              "123456789012345678901234567890123456789012345678901234567890")
          .map(BigInteger::new)
          .toList();

  private static final List<Long> WORKLOAD_SEEDS =
      List.of(0L, 1L, -1L, 2020L, Long.MIN_VALUE, Long.MAX_VALUE, 42L, -2020L, 1L << 32, 7L);

  private static List<String> python(String script) throws IOException, InterruptedException {
    Process python;
    try {
      python = new ProcessBuilder("python3", "-c", script).redirectErrorStream(true).start();
    } catch (IOException none) {
      assumeTrue(false, "no python3 here, so nothing to compare with: " + none.getMessage());
      throw none;
    }
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(python.exitValue()).as(said).isZero();
    return said.lines().toList();
  }

  @Test
  void should_draw_cpythons_doubles_bit_for_bit() throws IOException, InterruptedException {
    int draws = 1_300; // more than two blocks of 624 words
    List<String> theirs =
        python(
            """
            import random
            for seed in %s:
                r = random.Random(seed)
                for _ in range(%d):
                    print(r.random().hex())
            """
                .formatted(SEEDS, draws));
    List<Double> ours = new ArrayList<>();
    for (BigInteger seed : SEEDS) {
      MersenneTwister random = new MersenneTwister(seed);
      for (int draw = 0; draw < draws; draw++) {
        ours.add(random.nextDouble());
      }
    }
    assertThat(theirs.stream().map(Double::parseDouble)).isEqualTo(ours);
  }

  @Test
  void should_return_cpythons_sums_for_the_same_seeds() throws Exception {
    ModuloSum work =
        ModuloSum.article().tasks(3).terms(3_000).random(RandomSource.MERSENNE_TWISTER);
    List<String> theirs =
        python(
            """
            import random
            for seed in %s:
                for x in (1, 2, 3):
                    r = random.Random((x << 64) | (seed & (2**64 - 1)))
                    print(sum(i %% x for i in range(%d) if r.random() < 1 - %s))
            """
                .formatted(WORKLOAD_SEEDS, work.terms(), work.skip()));
    List<String> ours = new ArrayList<>();
    for (long seed : WORKLOAD_SEEDS) {
      for (Task task : work.seed(seed).newTasks()) {
        ours.add(task.run(Safepoint.NONE).toString());
      }
    }
    assertThat(theirs).isEqualTo(ours);
  }

  @Test
  void should_start_as_the_authors_generator_does() {
    // The authors' test vector is for the key {0x123, 0x234, 0x345, 0x456}: 1067595299 is its
    // first.
    MersenneTwister random =
        new MersenneTwister(new BigInteger("00000456000003450000023400000123", 16));
    assertThat(random.next53Bits() >>> 26).isEqualTo(1067595299L >>> 5);
  }

  @Property(tries = 200)
  void should_have_a_seed_of_its_own_for_each_task(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 1_000) int x) {
    Set<BigInteger> seeds = new HashSet<>();
    assertThat(seeds.add(ModuloSum.taskSeed(seed, x))).isTrue();
    assertThat(seeds.add(ModuloSum.taskSeed(seed, x + 1))).isTrue();
    assertThat(seeds.add(ModuloSum.taskSeed(seed + 1, x))).isTrue();
    assertThat(seeds.add(ModuloSum.taskSeed(seed + 1, x + 1))).isTrue();
    assertThat(seeds).allMatch(one -> one.signum() > 0);
  }
}
