package io.github.concurrencylab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.base.Defaults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuloSumTest {
  private static final ModuloSum SMALL = ModuloSum.article().tasks(6).terms(100_003);

  private static List<Object> sums(ModuloSum work) {
    return sums(work, Safepoint.NONE);
  }

  private static List<Object> sums(ModuloSum work, Safepoint safepoint) {
    List<Object> sums = new ArrayList<>();
    for (Task task : work.newTasks()) {
      try {
        sums.add(task.run(safepoint));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return sums;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, ModuloSum.MOST_TASKS + 1})
  void should_fail_if_tasks_are_out_of_bounds(int tasks) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.tasks(tasks))
        .withMessageStartingWith("tasks must be at ");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, ModuloSum.MOST_TERMS + 1})
  void should_fail_if_terms_are_out_of_bounds(long terms) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.terms(terms))
        .withMessageContaining(" must be at ");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void should_fail_if_skip_is_no_share(double skip) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.skip(skip))
        .withMessage("skip must be between 0 and 1, got " + skip);
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void should_fail_if_random_is_null() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.random(null))
        .withMessageStartingWith("random must be given, got null");
  }

  @Property(tries = 100)
  void should_equal_the_closed_form_if_nothing_is_skipped(
      @ForAll @IntRange(min = 1, max = 40) int tasks,
      @ForAll @LongRange(min = 1, max = 3_000) long terms) {
    ModuloSum work = SMALL.tasks(tasks).terms(terms).random(RandomSource.NONE);
    List<Object> sums = sums(work);
    for (int x = 1; x <= tasks; x++) {
      long brute = 0;
      for (long i = 0; i < terms; i++) {
        brute += i % x;
      }
      assertThat(work.sumOfAll(x)).isEqualTo(brute);
      assertThat(sums.get(x - 1)).isEqualTo(brute);
    }
    assertThat(work.validate(sums)).isEmpty();
  }

  @Test
  void should_have_the_articles_sum_if_nothing_is_skipped() {
    ModuloSum work = ModuloSum.article().terms(Defaults.TERMS);
    long all = 0;
    for (int x = 1; x <= work.tasks(); x++) {
      all += work.sumOfAll(x);
    }
    assertThat(all).isEqualTo(524_999_904);
  }

  @Test
  void should_not_overflow_at_the_largest_size() {
    ModuloSum work = SMALL.tasks(ModuloSum.MOST_TASKS).terms(ModuloSum.MOST_TERMS);
    assertThat(work.units()).isPositive();
    assertThat(work.sumOfAll(ModuloSum.MOST_TASKS)).isPositive();
  }

  @Property(tries = 100)
  void should_choose_as_a_comparison_of_doubles_would(
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(15) double skip, @ForAll long seed) {
    int x = 7;
    ModuloSum work = SMALL.tasks(x).terms(500).skip(skip).seed(seed);
    SplittableRandom root = new SplittableRandom(seed);
    SplittableRandom own = root;
    for (int task = 1; task <= x; task++) {
      own = root.split();
    }
    long expected = 0;
    for (int i = 0; i < 500; i++) {
      if (own.nextDouble() < 1 - skip) {
        expected += i % x;
      }
    }
    assertThat(sums(work).get(x - 1)).isEqualTo(expected);
  }

  @Property(tries = 300)
  void should_have_an_integer_threshold_that_is_exact_at_its_edge(
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(15) double keep) {
    long bound = TermLoop.keptBelow(keep);
    assertThat(bound).isBetween(0L, 1L << 53);
    assertThat(bound * 0x1p-53 < keep).isFalse();
    assertThat(bound == 0 || (bound - 1) * 0x1p-53 < keep).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void should_keep_nearly_all_terms_whatever_the_source(RandomSource source) {
    assertThat(SMALL.random(source).validate(sums(SMALL.random(source)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void should_repeat_its_sums_if_it_says_so(RandomSource source) {
    ModuloSum work = SMALL.random(source);
    if (work.deterministic()) {
      assertThat(sums(work)).isEqualTo(sums(work));
    }
    assertThat(work.deterministic()).isEqualTo(source.repeatable());
  }

  @ParameterizedTest
  @EnumSource(names = {"PER_TASK", "L64X128", "XOROSHIRO", "MERSENNE_TWISTER", "SHARED"})
  void should_draw_other_numbers_with_another_seed(RandomSource source) {
    ModuloSum work = SMALL.random(source);
    assertThat(sums(work)).isNotEqualTo(sums(work.seed(work.seed() + 1)));
  }

  @ParameterizedTest
  @EnumSource(
      value = RandomSource.class,
      names = {"NONE", "PER_TASK", "L64X128", "XOROSHIRO", "MERSENNE_TWISTER", "SHARED"})
  void should_have_the_same_sums_however_often_the_safepoint_is_reached(RandomSource source) {
    ModuloSum work = SMALL.random(source).terms(33_000);
    List<Long> units = new ArrayList<>();
    Safepoint often =
        new Safepoint() {
          @Override
          public void reached(long more) {
            units.add(more);
          }

          @Override
          public long stride() {
            return 100;
          }
        };
    assertThat(sums(work, often)).isEqualTo(sums(work));
    assertThat(units).allMatch(more -> more <= 100).hasSize(6 * 330);
    assertThat(units.stream().mapToLong(Long::longValue).sum()).isEqualTo(work.units());
  }

  @ParameterizedTest
  @EnumSource
  void should_skip_nothing_or_everything_at_the_ends(RandomSource source) {
    ModuloSum work = SMALL.random(source).terms(5_000);
    assertThat(sums(work.skip(0))).isEqualTo(sums(work.random(RandomSource.NONE)));
    if (source != RandomSource.NONE) {
      assertThat(sums(work.skip(1))).allMatch(Long.valueOf(0)::equals);
    }
  }

  @Test
  void should_draw_from_the_shared_generator_as_a_program_would() {
    Random random = new Random(SMALL.seed());
    long expected = 0;
    for (int i = 0; i < 1_000; i++) {
      if (random.nextDouble() < 1 - SMALL.skip()) {
        expected += i % 1;
      }
    }
    for (int i = 0; i < 1_000; i++) {
      if (random.nextDouble() < 1 - SMALL.skip()) {
        expected += i % 2;
      }
    }
    assertThat(sums(SMALL.tasks(2).terms(1_000).random(RandomSource.SHARED)).get(1))
        .isEqualTo(expected);
  }

  @Test
  void should_find_fault_in_wrong_results() {
    List<Object> right = sums(SMALL);
    List<Object> wrong = new ArrayList<>(right);
    wrong.set(3, (Long) right.get(3) + 100_000);
    assertThat(SMALL.validate(wrong))
        .hasValueSatisfying(fault -> assertThat(fault).contains("x = 4"));
    wrong.set(3, "no sum");
    assertThat(SMALL.validate(wrong)).isPresent();
    assertThat(SMALL.validate(right.subList(0, 5))).hasValue("results must be 6, got 5");
    assertThat(SMALL.random(RandomSource.NONE).validate(right)).isPresent();
  }

  @Property(tries = 200)
  void should_find_no_fault_in_right_results_even_if_hardly_any_term_is_skipped(
      @ForAll @DoubleRange(min = 0, max = 0.001) @Scale(15) double skip,
      @ForAll @LongRange(min = 1, max = 2_000) long terms,
      @ForAll long seed) {
    ModuloSum work = SMALL.tasks(20).terms(terms).skip(skip).seed(seed);
    assertThat(work.validate(sums(work))).isEmpty();
  }

  @Test
  void should_not_suppose_a_normal_distribution_where_one_term_in_a_million_is_skipped() {
    ModuloSum work = SMALL.tasks(15).terms(15).skip(1e-6).random(RandomSource.SHARED);
    List<Object> sums = new ArrayList<>(sums(work.random(RandomSource.NONE)));
    sums.set(14, work.sumOfAll(15) - 14); // the largest term, skipped
    assertThat(work.validate(sums)).isEmpty();
  }

  @Property(tries = 100)
  void should_travel_as_data(
      @ForAll @IntRange(min = 1, max = ModuloSum.MOST_TASKS) int tasks,
      @ForAll @LongRange(min = 1, max = ModuloSum.MOST_TERMS) long terms,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(15) double skip,
      @ForAll long seed,
      @ForAll RandomSource source) {
    ModuloSum work = new ModuloSum(tasks, terms, skip, seed, source, Algorithm.LOOP);
    assertThat(work.data().workload()).isEqualTo(work);
  }

  @Test
  void should_fail_if_data_is_unknown_or_incomplete() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkloadData("rm -rf", Map.of()).workload())
        .withMessageContaining(
            "kind of workload must be modulo-sum, waiting or http-gets, got \"rm -rf\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkloadData(ModuloSum.KIND, Map.of()).workload())
        .withMessageContaining("lacks tasks");
    Map<String, String> values = new java.util.HashMap<>(SMALL.data().values());
    values.put("random", "DICE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkloadData(ModuloSum.KIND, values).workload())
        .withMessageStartingWith("random must be one of [NONE, PER_TASK,")
        .withMessageEndingWith("got \"DICE\"");
  }

  @Test
  void should_say_what_it_is() {
    assertThat(SMALL.skip(0.07).toString()).contains(", 7 % skipped,");
    assertThat(SMALL.random(RandomSource.NONE).toString()).contains("none skipped");
    assertThat(SMALL.tasks(1).toString()).contains("1 task of");
    Set<String> words = new HashSet<>();
    assertThat(Arrays.stream(RandomSource.values()).map(RandomSource::words)).allMatch(words::add);
  }

  @Test
  void should_have_one_checksum_for_all_sums() {
    assertThat(SMALL.checksum(List.of(1L, 2L, 39L))).isEqualTo("42");
  }
}
