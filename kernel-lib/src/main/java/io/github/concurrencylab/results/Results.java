package io.github.concurrencylab.results;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.ModelId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Figures from one or more measurements.
 *
 * @param measurements one for each source, workload and machine, in the order in which they were
 *     joined; a trial that is there twice counts once
 */
public record Results(List<Measurement> measurements) {
  /** What makes figures comparable. */
  private record Origin(Source source, String workload, Machine machine) {}

  /** Joins what is comparable, and numbers sources of the same name. */
  public Results {
    Map<Origin, List<Measurement>> byOrigin = new LinkedHashMap<>();
    for (Measurement m : measurements) {
      Origin origin = new Origin(m.source().numbered(0), m.workload(), m.machine());
      byOrigin.computeIfAbsent(origin, o -> new ArrayList<>()).add(m);
    }
    Map<Source, Long> count =
        byOrigin.keySet().stream()
            .collect(Collectors.groupingBy(Origin::source, Collectors.counting()));
    Map<Source, Integer> number = new LinkedHashMap<>();
    List<Measurement> joined = new ArrayList<>();
    byOrigin.forEach((origin, parts) -> {
      boolean only = count.getOrDefault(origin.source(), 1L) == 1;
      int n = only ? 0 : number.merge(origin.source(), 1, Integer::sum);
      Measurement whole =
          parts.size() == 1 ? parts.getFirst() : Measurement.joined(origin.workload(), parts);
      joined.add(whole.from(origin.source().numbered(n)));
    });
    measurements = List.copyOf(joined);
  }

  /**
   * The results of one measurement.
   *
   * @param measurement the measurement
   * @return its results
   */
  public static Results of(Measurement measurement) {
    return new Results(List.of(measurement));
  }

  /**
   * These figures and others.
   *
   * @param others the others
   * @return new results
   * @throws IllegalArgumentException if the others are null
   */
  public Results with(Results others) {
    Check.given("results", others, "published() for example");
    List<Measurement> all = new ArrayList<>(measurements);
    all.addAll(others.measurements);
    return new Results(all);
  }

  /**
   * Whether figures of several sources, workloads or machines stand side by side, so that each must
   * be named.
   *
   * @return true if there is more than one measurement
   */
  public boolean areOfSeveral() {
    return measurements.size() > 1;
  }

  /**
   * The trials by source and model.
   *
   * @return every measurement's series
   */
  public List<Series> series() {
    return measurements.stream().flatMap(measurement -> measurement.series().stream()).toList();
  }

  /**
   * The trials of one model, by source.
   *
   * @param model the model
   * @return the series of every source that has it
   * @throws IllegalArgumentException if none has it
   */
  public List<Series> series(ModelId model) {
    Check.given("model", model, "threads(16).id() for example");
    return found(
        series().stream().filter(series -> series.model().equals(model)).toList(), model.label());
  }

  /**
   * The first trials of one model: of the first source that measured it, else of the first that
   * tried to.
   *
   * @param model the model
   * @return its series; empty if no source has it
   */
  public Optional<Series> first(ModelId model) {
    Check.given("model", model, "threads(16).id() for example");
    return series().stream()
        .filter(series -> series.model().equals(model))
        .min(Comparator.comparing(series -> !series.isMeasured()));
  }

  /**
   * The trials of the models that are called so, by source.
   *
   * @param label a model's label
   * @return the series of every source that has it
   * @throws IllegalArgumentException if none has it
   */
  public List<Series> series(String label) {
    Check.given("model", label, "\"blocking\" for example");
    return found(
        series().stream().filter(series -> series.model().label().equals(label)).toList(), label);
  }

  private List<Series> found(List<Series> found, String label) {
    if (found.isEmpty()) {
      String labels =
          series().stream()
              .map(series -> Check.quoted(series.model().label()))
              .distinct()
              .limit(20)
              .collect(Collectors.joining(", "));
      throw Check.refusal("model must be one of %s, got %s".formatted(labels, Check.quoted(label)));
    }
    return found;
  }
}
