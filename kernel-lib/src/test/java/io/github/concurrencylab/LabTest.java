package io.github.concurrencylab;

import static io.github.concurrencylab.Lab.article;
import static io.github.concurrencylab.Lab.blocking;
import static io.github.concurrencylab.Lab.eventLoop;
import static io.github.concurrencylab.Lab.full;
import static io.github.concurrencylab.Lab.machine;
import static io.github.concurrencylab.Lab.order;
import static io.github.concurrencylab.Lab.processes;
import static io.github.concurrencylab.Lab.published;
import static io.github.concurrencylab.Lab.quick;
import static io.github.concurrencylab.Lab.run;
import static io.github.concurrencylab.Lab.threads;
import static io.github.concurrencylab.Lab.trials;
import static io.github.concurrencylab.Lab.warmups;
import static io.github.concurrencylab.Lab.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.measure.run.Protocol;
import io.github.concurrencylab.measure.run.Warmups;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.report.Experiment;
import io.github.concurrencylab.report.Report;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

@Slow
class LabTest {
  @Test
  @Lengthy
  void should_measure_all_models_in_the_order_asked_for() {
    Report report =
        trials(2).warmups(0).run(article().terms(1_000), threads(2), blocking(), eventLoop());

    assertThat(report.table().stringColumn("model").asList())
        .containsExactly(
            "threads(2)", "threads(2)", "blocking", "blocking", "eventLoop", "eventLoop");
    assertThat(report.table().stringColumn("checksum").unique().size()).isEqualTo(1);
    assertThat(report.with(published()).summary().rowCount()).isEqualTo(7);
  }

  @Test
  void should_run_five_trials_by_default() {
    assertThat(run(article().terms(10), blocking()).table().rowCount()).isEqualTo(5);
    assertThat(warmups(0).run(article().terms(10), blocking()).table().rowCount()).isEqualTo(5);
  }

  @Test
  void should_have_a_knob_for_each_part_of_the_protocol() {
    Protocol all = order(7).trials(3).warmups(2).within(Duration.ofMinutes(2)).protocol();
    assertThat(all).isEqualTo(new Protocol(3, Warmups.fixed(2), 7, Duration.ofMinutes(2)));
    assertThat(full().protocol().trials()).isGreaterThan(quick().protocol().trials());
    assertThat(quick().warmupsUntilSteady().protocol().warmups()).isEqualTo(Warmups.UNTIL_STEADY);
    assertThat(quick().run(article().terms(1_000), blocking()).table().rowCount()).isEqualTo(3);
  }

  /** What measures with the standard protocol measures with any: only the receiver differs. */
  @Test
  void should_have_each_verb_of_an_experiment_in_all_its_forms() {
    Set<String> experiment = forms(Experiment.class);
    Set<String> verbs = names(experiment);
    assertThat(verbs).contains("run", "cost", "factorial", "checkAdvice");
    assertThat(forms(Lab.class).stream().filter(form -> verbs.contains(name(form))))
        .filteredOn(form -> !form.equals("scaling(Report)")) // runs nothing
        .isSubsetOf(experiment);
  }

  private static Set<String> forms(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(method ->
            Stream.of(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", method.getName() + "(", ")")))
        .collect(Collectors.toSet());
  }

  private static Set<String> names(Set<String> forms) {
    return forms.stream().map(LabTest::name).collect(Collectors.toSet());
  }

  private static String name(String form) {
    return form.substring(0, form.indexOf('('));
  }

  @Test
  void should_describe_the_machine() {
    Table machine = machine().table();
    assertThat(machine.stringColumn("machine").asList())
        .contains("processor", "memory", "system", "Java", "garbage collector", "CPython");
    assertThat(machine().toString()).contains(System.getProperty("java.vm.name"));
    assertThat(machine().toString())
        .doesNotContain(System.getProperty("user.home") + "/")
        .doesNotContain(System.getProperty("user.dir"));
  }

  @Test
  @SuppressWarnings("NullAway") // what a notebook may hand over
  void should_refuse_bad_input_in_one_line_at_the_call() {
    refused(() -> threads(0), "workers must be at least 1, got 0");
    refused(() -> processes(-1), "workers must be at least 1, got -1");
    refused(() -> trials(0), "trials must be at least 1, got 0");
    refused(() -> warmups(-1), "warmups must be at least 0, got -1");
    refused(() -> within(0), "seconds must be at least 1, got 0");
    refused(() -> quick().within(null), "cap must be given, got null");
    refused(() -> article().terms(0), "terms must be at least 1, got 0");
    refused(() -> article().skip(1.5), "skip must be between 0 and 1, got 1.5");
    refused(() -> run(article()), "models must be at least 1, got 0: name at least one");
    refused(() -> run(article(), (Model[]) null), "models must be given, got null");
    refused(() -> run(article(), (Model) null), "model must be given, got null");
    refused(() -> run(null, blocking()), "workload must be given, got null: use article()");
    refused(() -> run(article(), blocking(), blocking()), "models must be different, got blocking");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .withMessageStartingWith(message)
        .satisfies(e -> {
          assertThat(e.getMessage()).doesNotContain("\n");
          assertThat(e.getStackTrace())
              .isNotEmpty()
              .noneMatch(frame -> frame.getClassName().equals(Lab.class.getName()));
        });
  }
}
