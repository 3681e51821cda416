package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.machine.ClockWatch;
import io.github.concurrencylab.measure.run.Protocol;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.stats.Summary;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import tech.tablesaw.api.Table;

/**
 * The processors' clocks while each of several models runs. As the last value of a cell it shows
 * its table.
 *
 * <p>A processor that is idle most of the time may be clocked low, and then each model that leaves
 * its processors idle takes longer for the same work. Of each reading the fastest processor counts,
 * since it is the one that was at work.
 *
 * @param workload what was run
 * @param models the models with their readings
 */
public record Clocks(String workload, List<Read> models) implements Answer {
  /**
   * What was read while one model ran.
   *
   * @param model the model
   * @param seconds how long its trial took
   * @param gigahertz each reading; none if this system does not tell
   */
  public record Read(ModelId model, double seconds, List<Double> gigahertz) {
    /** Copies the list. */
    public Read {
      gigahertz = List.copyOf(gigahertz);
    }

    private OptionalDouble middle() {
      double[] all = gigahertz.stream().mapToDouble(Double::doubleValue).toArray();
      return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Summary.of(all).median());
    }
  }

  /** Copies the list. */
  public Clocks {
    models = List.copyOf(models);
  }

  /** Runs each model once, one after another, under watch. */
  static Clocks of(Workload workload, Model... models) {
    Check.given("workload", workload, "use article()");
    List<Model> different =
        Arrays.asList(
            Check.given(
                "models", models, "name at least one, blocking() or threads(4) for example"));
    Protocol.checkModels(different);
    List<Read> all = new ArrayList<>();
    for (Model model : different) {
      try (ClockWatch watch = ClockWatch.start()) {
        Report run = Experiment.standard().trials(1).warmups(0).run(workload, model);
        double[] readings = watch.finish();
        double seconds = Summary.of(run.results().series().getFirst().seconds()).median();
        List<Double> gigahertz = Arrays.stream(readings).boxed().toList();
        all.add(new Read(model.id(), seconds, gigahertz));
      }
    }
    return new Clocks(workload.toString(), all);
  }

  /**
   * How many times as fast the processors were clocked while the first model ran as while the last
   * one did: what the clock alone would make the last one slower.
   *
   * @return the ratio of the median readings; empty if this system does not tell
   */
  public OptionalDouble factor() {
    if (models.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble first = models.getFirst().middle();
    OptionalDouble last = models.getLast().middle();
    return first.isPresent() && last.isPresent()
        ? OptionalDouble.of(first.getAsDouble() / last.getAsDouble())
        : OptionalDouble.empty();
  }

  @Override
  public List<String> header() {
    return List.of(workload);
  }

  @Override
  public String sentence() {
    return factor().isPresent()
        ? ""
        : "This system does not tell its processors' clocks, as most virtual machines do not.";
  }

  /**
   * One row per model: the time of its trial in seconds, how often the clocks were read, and the
   * lowest, the median and the highest reading in GHz.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    Rows rows = new Rows("clocks");
    for (Read read : models) {
      rows.put(Columns.MODEL, read.model().label())
          .put(Columns.SECONDS, read.seconds())
          .put(Columns.READINGS, read.gigahertz().size())
          .put(Columns.CLOCK_LOW, lowest(read.gigahertz()))
          .put(Columns.CLOCK, read.middle().orElse(Double.NaN))
          .put(Columns.CLOCK_HIGH, highest(read.gigahertz()));
    }
    return rows.table();
  }

  private static double lowest(List<Double> readings) {
    return readings.isEmpty() ? Double.NaN : Collections.min(readings);
  }

  private static double highest(List<Double> readings) {
    return readings.isEmpty() ? Double.NaN : Collections.max(readings);
  }

  @Override
  public String toString() {
    return text();
  }
}
