package io.github.concurrencylab.measure.run;

import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.Steadiness;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final String GROUNDS = " (nothing measured was compiled any more)";
  private static final String STEADY_AFTER_2 = "steady after 2 warm-ups" + GROUNDS;

  private final TimeEstimate eta = new TimeEstimate(100);

  private Schedule course(int trials, int seconds, Model... models) {
    Protocol protocol = new Protocol(trials, Warmups.UNTIL_STEADY, 0, Duration.ofSeconds(seconds));
    return new Schedule(protocol, List.of(models), eta, true);
  }

  /** Warm-ups without compiling, each a round of its own. */
  private void warm(Schedule course, String model, double... seconds) {
    warmCompiling(course, model, 0, seconds);
  }

  private void warmCompiling(Schedule course, String model, int compiled, double... seconds) {
    for (double each : seconds) {
      course.warmedUp(id(model), each, each);
      course.roundEnded(compiled);
      eta.ended(id(model), each);
    }
  }

  @Test
  void should_count_what_is_left_of_each_model() {
    Schedule course = course(5, 600, new Blocking(), new Threads(2), Python.of(new Blocking()));
    assertThat(course.left())
        .isEqualTo(Map.of(id("blocking"), 7, id("threads(2)"), 7, id("python(blocking)"), 6));

    warm(course, "blocking", 2, 1);
    warm(course, "threads(2)", 1, 1);
    warm(course, "python(blocking)", 1);
    course.counted(id("threads(2)"), 1, 1);

    assertThat(course.isCold(id("blocking"))).isTrue();
    assertThat(course.isCold(id("threads(2)"))).isFalse();
    assertThat(course.left())
        .isEqualTo(Map.of(id("blocking"), 6, id("threads(2)"), 4, id("python(blocking)"), 5));
    course.failed(id("blocking"));
    assertThat(course.left()).containsEntry(id("blocking"), 0);
  }

  @Test
  void should_cut_the_trials_to_what_the_cap_has_time_for() {
    Schedule course = course(5, 600, new Blocking(), new Threads(2));
    warm(course, "blocking", 100, 100);
    warm(course, "threads(2)", 60, 60);
    assertThat(course.plan(0, 100)).isEqualTo(3); // 160 s a round, in 500 s
    assertThat(texts(course.notes(1)))
        .containsExactly(
            "cap of 600 s: 3 of 5 trials; within(seconds) sets another", STEADY_AFTER_2);

    // Faster than it seemed: some come back.
    eta.ended(id("blocking"), 40);
    assertThat(course.plan(1, 200)).isEqualTo(5);
    assertThat(texts(course.notes(1))).containsExactly(STEADY_AFTER_2);
    // Slower: what is done is done.
    eta.ended(id("blocking"), 4_000);
    assertThat(course.plan(4, 500)).isEqualTo(4);
    assertThat(course.plan(0, 500)).isEqualTo(2);
  }

  @Test
  void should_say_what_it_took_where_the_cap_could_not_be_held() {
    Schedule course = course(5, 3, new Blocking());
    warm(course, "blocking", 7.5);
    course.capWarmups(7.5);
    assertThat(course.plan(0, 7.5)).isEqualTo(2);
    assertThat(texts(course.notes(22.5)))
        .contains(
            "cap of 3 s: 2 of 5 trials, in 23 s: no fewer than a warm-up and 2 trials a model are"
                + " measured; within(seconds) sets another");
  }

  @Test
  void should_warm_up_once_what_begins_anew_each_time() {
    Schedule course = course(5, 600, new Processes(2), Python.of(new Processes(2)), new Threads(2));
    for (String model : List.of("processes(2)", "python(processes(2))", "threads(2)")) {
      warm(course, model, 1);
    }
    assertThat(course.isCold(id("processes(2)"))).isFalse();
    assertThat(course.isCold(id("python(processes(2))"))).isFalse();
    assertThat(course.isCold(id("threads(2)"))).isTrue();
    assertThat(texts(course.notes(1))).isEmpty();
  }

  @Test
  void should_end_warm_ups_rather_than_give_up_trials() {
    Schedule course = course(5, 10, new Blocking());
    warm(course, "blocking", 3.5);
    course.capWarmups(3.5);
    assertThat(course.isCold(id("blocking"))).isFalse();
    assertThat(texts(course.notes(1)))
        .containsExactly(
            "blocking: not steady after 1 warm-up: no time for more, within(seconds) gives it some");
  }

  @Test
  void should_say_after_how_many_warm_ups_models_were_steady() {
    Schedule course = course(5, 600, new Blocking(), new Threads(2), new Threads(4));
    warm(course, "blocking", 1, 1);
    warm(course, "threads(2)", 2, 1, 1);
    warm(course, "threads(4)", 3.9, 3.5, 3.0);
    assertThat(texts(course.notes(1)))
        .containsExactly(
            "threads(4): not steady after 3 warm-ups: it still became faster",
            "steady after 2 warm-ups: blocking; after 3 warm-ups: threads(2)" + GROUNDS);

    Schedule alike = course(5, 600, new Blocking(), new Threads(2));
    warm(alike, "blocking", 1, 1);
    warm(alike, "threads(2)", 1, 1);
    assertThat(texts(alike.notes(1))).containsExactly(STEADY_AFTER_2);
  }

  @Test
  void should_warm_up_again_what_another_model_has_compiled_anew() {
    Schedule course = course(5, 600, new Blocking(), new Threads(2));
    warm(course, "blocking", 1, 1);
    assertThat(course.isCold(id("blocking"))).isFalse();
    warmCompiling(course, "threads(2)", 1, 1);
    assertThat(course.isCold(id("blocking"))).isTrue();
    warm(course, "blocking", 1, 1);
    assertThat(course.steadiness(id("blocking")))
        .isEqualTo(Steadiness.steady("after 4 warm-ups" + GROUNDS));
  }

  @Test
  void should_not_be_steady_at_the_bound_while_it_is_compiled() {
    Schedule course = course(5, 600, new Blocking());
    warmCompiling(course, "blocking", 2, 3, 3, 3, 3);
    assertThat(course.isCold(id("blocking"))).isFalse();
    assertThat(course.steadiness(id("blocking")))
        .isEqualTo(Steadiness.notSteady("after 4 warm-ups: it was still being compiled"));
  }

  @Test
  void should_not_be_steady_if_the_times_changed_when_it_was_compiled_during_the_trials() {
    Schedule course = course(5, 600, new Blocking(), new Threads(2), Python.of(new Blocking()));
    warm(course, "blocking", 1, 1);
    warm(course, "threads(2)", 1, 1);
    warm(course, "python(blocking)", 1);
    for (int trial = 1; trial <= 5; trial++) {
      course.counted(id("blocking"), trial, trial <= 2 ? 1 : 0.7);
      course.counted(id("python(blocking)"), trial, trial <= 2 ? 1 : 0.7);
      course.counted(id("threads(2)"), trial, trial == 2 ? 0.6 : 0.7);
    }
    assertThat(course.steadiness(id("blocking")).steady()).isTrue();
    course.compiledDuring(2);
    assertThat(course.steadiness(id("blocking")))
        .isEqualTo(
            Steadiness.notSteady(
                "in its trials: it was compiled anew after trial 2, and took 30 % less from then"
                    + " on"));
    assertThat(course.steadiness(id("threads(2)")).steady()).isTrue();
    assertThat(course.steadiness(id("python(blocking)")).steady()).isTrue();
  }

  @Test
  void should_not_take_noise_for_a_change_where_it_was_compiled_during_the_trials() {
    Schedule course = course(5, 600, new Blocking());
    warm(course, "blocking", 1, 1);
    double[] seconds = {0.9, 1.0, 1.3, 1.1, 1.6};
    for (int trial = 1; trial <= 5; trial++) {
      course.counted(id("blocking"), trial, seconds[trial - 1]);
    }
    course.compiledDuring(1); // the fastest is first by chance
    course.compiledDuring(5);
    assertThat(course.steadiness(id("blocking")).steady()).isTrue();
  }

  @Test
  void should_not_take_one_slow_trial_for_a_change() {
    Schedule course = course(3, 600, new Blocking());
    warm(course, "blocking", 1, 1);
    double[] seconds = {1.3, 1.0, 1.01};
    for (int trial = 1; trial <= 3; trial++) {
      course.counted(id("blocking"), trial, seconds[trial - 1]);
    }
    course.compiledDuring(1);
    course.compiledDuring(2);
    assertThat(course.steadiness(id("blocking")).steady()).isTrue();
  }

  @Test
  void should_not_judge_another_system_by_what_is_compiled_here() {
    Model jython = new Python(new Blocking(), "jython");
    Schedule course = course(4, 600, new Blocking(), jython);
    warm(course, "blocking", 1, 1);
    for (int trial = 1; trial <= 4; trial++) {
      course.counted(id("blocking"), trial, trial <= 2 ? 1 : 0.7);
      course.counted(jython.id(), trial, trial <= 2 ? 1 : 0.7);
    }
    course.compiledDuring(2);
    assertThat(course.steadiness(id("blocking")).steady()).isFalse();
    assertThat(course.steadiness(jython.id()).why()).isEmpty();
  }

  @Test
  void should_say_that_it_goes_by_the_times_where_the_virtual_machine_does_not_tell() {
    Protocol protocol = new Protocol(5, Warmups.UNTIL_STEADY, 0, Duration.ofMinutes(10));
    Schedule course = new Schedule(protocol, List.of(new Blocking()), eta, false);
    warm(course, "blocking", 1, 1);
    assertThat(texts(course.notes(1)))
        .containsExactly(
            "steady after 2 warm-ups (by their times: this virtual machine does not tell what it"
                + " compiles)");
  }
}
