package io.github.concurrencylab.measure;

import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One trial: a workload run once under a model. It was measured, or it failed. */
public sealed interface Trial {
  /** Nanoseconds in a second. */
  double SECOND = 1e9;

  /**
   * The model.
   *
   * @return what it is
   */
  ModelId model();

  /**
   * Which trial of that model.
   *
   * @return from 1
   */
  int number();

  /**
   * A trial that came to its end.
   *
   * @param model the model
   * @param number which trial of that model, from 1
   * @param nanos wall time in nanoseconds, from before the pool was made until the last result was
   *     in
   * @param steadiness whether what was timed was steady
   * @param details what else is known of it; nothing of a trial that others published
   */
  record Measured(
      ModelId model, int number, long nanos, Steadiness steadiness, Optional<Details> details)
      implements Trial {
    /**
     * Creates a trial of which nobody told whether it was steady.
     *
     * @param model the model
     * @param number which trial of that model, from 1
     * @param nanos wall time in nanoseconds
     * @param details what else is known of it
     */
    public Measured(ModelId model, int number, long nanos, Optional<Details> details) {
      this(model, number, nanos, Steadiness.NOT_TOLD, details);
    }

    /**
     * The same with another steadiness.
     *
     * @param other whether what was timed was steady
     * @return a new trial
     */
    public Measured with(Steadiness other) {
      return new Measured(model, number, nanos, other, details);
    }

    /**
     * Creates a trial that was measured here.
     *
     * @param model the model
     * @param number which trial of that model, from 1
     * @param nanos wall time in nanoseconds
     * @param details what else is known of it
     */
    public Measured(ModelId model, int number, long nanos, Details details) {
      this(model, number, nanos, Optional.of(details));
    }

    /**
     * Its wall time.
     *
     * @return seconds
     */
    public double seconds() {
      return nanos / SECOND;
    }

    /**
     * How many processors were busy on average for this program.
     *
     * @return processor time by wall time; none where that is not known to two digits, as after a
     *     trial of a few of the clock's steps
     */
    public OptionalDouble meanCores() {
      return details.map(known -> known.cpu.cores(nanos)).orElse(OptionalDouble.empty());
    }

    /**
     * When and where it all ran.
     *
     * @return its timeline, with nothing in it if it was not recorded
     */
    public Timeline timeline() {
      return details.map(Details::timeline).orElse(Timeline.EMPTY);
    }

    /**
     * The processors' use over time.
     *
     * @return samples; none if it was not sampled
     */
    public List<CpuSample> cpu() {
      return details.map(Details::samples).orElse(List.of());
    }
  }

  /**
   * What is known of a trial beside its wall time. All times are in nanoseconds.
   *
   * @param poolStartNanos the part of the wall time until all workers were ready
   * @param cpu processor time of this virtual machine and its children, meanwhile
   * @param checksum stands for all its results
   * @param timeline when and where it all ran; nothing in it if not recorded
   * @param samples the processors' use over time; empty if not sampled
   * @param traffic what crossed a network; {@link Traffic#NONE} if nobody counted
   */
  record Details(
      long poolStartNanos,
      CpuTime cpu,
      String checksum,
      Timeline timeline,
      List<CpuSample> samples,
      Traffic traffic) {
    /** Copies the list. */
    public Details {
      samples = List.copyOf(samples);
    }

    /**
     * What is known of a trial of which nobody counted what travels.
     *
     * @param poolStartNanos the part of the wall time until all workers were ready
     * @param cpu processor time of this virtual machine and its children, meanwhile
     * @param checksum stands for all its results
     * @param timeline when and where it all ran; nothing in it if not recorded
     * @param samples the processors' use over time; empty if not sampled
     */
    public Details(
        long poolStartNanos,
        CpuTime cpu,
        String checksum,
        Timeline timeline,
        List<CpuSample> samples) {
      this(poolStartNanos, cpu, checksum, timeline, samples, Traffic.NONE);
    }

    /**
     * Processor time of this virtual machine and its children, as the clock tells it.
     *
     * @return nanoseconds
     */
    public long cpuNanos() {
      return cpu.nanos();
    }
  }

  /**
   * A trial that failed, and with it those of its model that would have followed.
   *
   * @param model the model
   * @param number which trial of that model, from 1
   * @param reason why, in one line
   */
  record Failed(ModelId model, int number, String reason) implements Trial {
    /** Joins the reason's lines. */
    public Failed {
      reason = reason.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * Creates the only trial of a model that could not be measured at all.
     *
     * @param model the model
     * @param reason why, in one line
     */
    public Failed(ModelId model, String reason) {
      this(model, 1, reason);
    }
  }

  /**
   * The same without what only charts over time need.
   *
   * @return a trial without spans and samples
   */
  default Trial light() {
    return switch (this) {
      case Failed failed -> failed;
      case Measured(var model, int number, long nanos, var steadiness, var details) ->
          new Measured(
              model,
              number,
              nanos,
              steadiness,
              details.map(known ->
                  new Details(
                      known.poolStartNanos,
                      known.cpu,
                      known.checksum,
                      Timeline.EMPTY,
                      List.of(),
                      known.traffic)));
    };
  }

  /**
   * The same, its processor time doubted if so many processors could not have given it. A cluster's
   * are not counted.
   *
   * @param processors how many the machine has
   * @return this, or a trial that is not told how many processors were busy
   */
  default Trial within(int processors) {
    if (!(this instanceof Measured(var model, int number, long nanos, var steadiness, var details))
        || details.isEmpty()
        || model.kind() == ModelKind.SPARK) {
      return this;
    }
    Details known = details.get();
    CpuTime doubted = known.cpu.within(nanos, processors);
    Details less =
        new Details(
            known.poolStartNanos,
            doubted,
            known.checksum,
            known.timeline,
            known.samples,
            known.traffic);
    return doubted.equals(known.cpu)
        ? this
        : new Measured(model, number, nanos, steadiness, Optional.of(less));
  }

  /**
   * The same under another identity.
   *
   * @param other the model's identity
   * @return a new trial
   */
  default Trial of(ModelId other) {
    return switch (this) {
      case Failed(var _, int number, String reason) -> new Failed(other, number, reason);
      case Measured(var _, int number, long nanos, var steadiness, var details) ->
          new Measured(other, number, nanos, steadiness, details);
    };
  }
}
