package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.measured;
import static io.github.concurrencylab.Figures.texts;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.plot.ChartImages;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.workload.ModuloSum;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

@Slow
class ScalingTest {
  private static final ModuloSum WORK = ModuloSum.article().terms(1_000);
  private static final Experiment QUICK = Experiment.standard().trials(2).warmups(0);

  /** Amdahl's law with a twentieth serial, give or take a hundredth, on a machine made up. */
  static Report measured(int processors, int... workers) {
    List<Trial> trials = new ArrayList<>();
    for (int p : workers) {
      double time = 10 * (0.05 + 0.95 / p);
      trials.addAll(trials("threads(" + p + ")", time, 0.99 * time, 1.01 * time));
    }
    Machine machine = new Machine("Some Processor", processors, "Some System", "Java 25");
    return new Report(
        Results.of(new Measurement(Source.HERE, "some work", machine, trials, List.of())));
  }

  static String svg(JFreeChart chart) {
    Dimension size = ChartImages.size(chart);
    return ChartImages.svg(chart, size.width, size.height);
  }

  @Test
  void should_measure_one_worker_too() {
    Scaling scaling = QUICK.scaling(WORK, new Threads(7), 2, 4);

    assertThat(scaling.table().intColumn("workers").asList()).containsExactly(1, 2, 4);
    assertThat(scaling.table().intColumn("trials").asList()).containsExactly(2, 2, 2);
    assertThat(scaling.table().doubleColumn("efficiency").get(0)).isEqualTo(1);
    assertThat(texts(scaling.notes()))
        .contains(
            "15 tasks, if equally long, cannot be shared out evenly: at best 1.88x with 2, 3.75x"
                + " with 4");
  }

  @Test
  void should_predict_where_the_points_carry_a_fit() {
    Scaling scaling = Scaling.of(measured(8, 1, 2, 4, 8, 16));
    Table prediction = scaling.predict(4, 64);

    assertThat(scaling.fits().stringColumn("note").unique()).containsExactly("");
    assertThat(scaling.fits().doubleColumn("value").get(0)).isBetween(0.04999, 0.05001);
    assertThat(prediction.stringColumn("note").asList().subList(0, 2))
        .containsExactly("the fit, within what was measured", "a prediction, not a measurement");
    assertThat(prediction.doubleColumn("predicted speed-up").get(1)).isBetween(15.42, 15.43);
    assertThat(texts(scaling.notes()))
        .containsExactly(
            "more workers (16) than processors (8) say nothing of more processors: no law is"
                + " fitted to them");
    assertThat(svg(scaling.chart(64))).contains("prediction", "ideal", "Amdahl");
    assertThat(scaling.toString())
        .contains("Amdahl's law: serial share σ = 0.05", "workers 4: 3.48");
  }

  @Test
  void should_predict_nothing_on_two_processors() {
    Scaling scaling = Scaling.of(measured(2, 1, 2, 4, 8, 16));

    assertThat(scaling.predict(8).stringColumn("note").asList())
        .allMatch(note -> note.startsWith("no prediction: it needs at least"));
    assertThat(scaling.predict(8).doubleColumn("predicted speed-up").countMissing()).isEqualTo(2);
    assertThat(scaling.header()).anyMatch(line -> line.startsWith("no fit of Amdahl's law"));
    assertThat(svg(scaling.chart()))
        .contains("more workers than processors")
        .doesNotContain("prediction", "Amdahl");
  }

  @Test
  void should_take_the_family_that_has_workers_from_a_report() {
    Report both = QUICK.run(WORK, new Blocking(), new Threads(1), new Threads(2));

    assertThat(Scaling.of(both).table().intColumn("workers").asList()).containsExactly(1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scaling.of(QUICK.run(WORK, new Blocking())))
        .withMessage("report must have a model with workers, threads(2) for example");
  }

  @Test
  void should_draw_whatever_there_is() {
    assertThat(svg(new Scaling(new Results(List.of())).chart())).contains("<svg");
    assertThat(svg(Scaling.of(measured(1, 1)).chart())).contains("<svg");
    assertThat(svg(Scaling.of(measured(1, 4, 2)).chart())).contains("<svg");
    assertThat(new Scaling(new Results(List.of())).toString()).contains("no fit");
  }

  @Test
  void should_change_the_workers_of_every_model_that_has_them() {
    assertThat(new Threads(1).withWorkers(3).name()).isEqualTo("threads(3)");
    assertThat(new Processes(1).withWorkers(3).name()).isEqualTo("processes(3)");
    assertThat(new ForkJoin(1).withWorkers(3).name()).isEqualTo("forkJoin(3)");
    assertThat(new Gil(1).switchInterval(1).withWorkers(3).name())
        .isEqualTo("gil(3).switchInterval(1)");
    assertThat(Python.of(new Threads(1)).withWorkers(3).name()).isEqualTo("python(threads(3))");
    assertThat(new Threads(1).withWorkers(3)).isEqualTo(new Threads(3));
  }

  @Test
  @SuppressWarnings("NullAway") // what a notebook may hand over
  void should_refuse_in_one_line() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.scaling(WORK, new VirtualThreads(), 1, 2))
        .withMessage(
            "virtualThreads has no number of workers to set: use threads(4) or forkJoin(4), for"
                + " example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.scaling(WORK, new Threads(1), 0))
        .withMessage("workers must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.scaling(WORK, new Threads(1)))
        .withMessageStartingWith("numbers of workers must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.scaling(WORK, null, 1))
        .withMessageStartingWith("model must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scaling.of(measured(8, 1, 2)).predict(0))
        .withMessage("processors must be at least 1, got 0");
  }
}
