package io.github.concurrencylab.measure.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationSamplesTest {
  private final AllocationSamples samples = new AllocationSamples();

  @Test
  void should_add_up_by_class_and_method() {
    samples.add("byte[]", "Task.run", 30);
    samples.add("String", "Task.run", 25);
    samples.add("byte[]", "Task.other", 10);
    samples.add("String", "Task.run", 25);

    assertThat(samples.within(90))
        .containsExactly(
            new AllocatedType("String", "Task.run", 50),
            new AllocatedType("byte[]", "Task.run", 30),
            new AllocatedType("byte[]", "Task.other", 10));
  }

  @Test
  void should_cut_what_cannot_have_been_allocated_meanwhile() {
    samples.add("byte[]", "Task.run", 2_000);
    samples.add("byte[]", "Task.run", 3);
    samples.add("String", "Task.run", 1_000);
    samples.add("String", "Task.run", 3);

    // 16 bytes: 3 and 3 as they are, 5 and 5 of the two that are too heavy.
    assertThat(samples.within(16))
        .containsExactlyInAnyOrder(
            new AllocatedType("byte[]", "Task.run", 8), new AllocatedType("String", "Task.run", 8));
  }

  @Test
  void should_leave_every_sample_where_the_whole_is_not_known() {
    samples.add("byte[]", "Task.run", 2_000);

    assertThat(samples.within(Double.NaN))
        .containsExactly(new AllocatedType("byte[]", "Task.run", 2_000));
  }

  @Test
  void should_be_empty_without_a_sample() {
    assertThat(samples.within(10)).isEmpty();
  }
}
