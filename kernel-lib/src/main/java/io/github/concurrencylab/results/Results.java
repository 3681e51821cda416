package io.github.concurrencylab.results;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Figures from one or more measurements, joined.
 *
 * @param measurements what was measured, here or elsewhere; one that is there twice counts once
 */
public record Results(List<Measurement> measurements) {
  /** Copies the list. */
  public Results {
    measurements = List.copyOf(new LinkedHashSet<>(measurements));
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

  /** What makes figures comparable. */
  private record Origin(String source, String workload, Machine machine) {}

  /**
   * The figures by source, workload and machine.
   *
   * @return the groups, in the order in which they were joined
   */
  public List<Group> groups() {
    Map<Origin, List<Measurement>> byOrigin = new LinkedHashMap<>();
    for (Measurement m : measurements) {
      Origin origin = new Origin(m.source(), m.workload(), m.machine());
      byOrigin.computeIfAbsent(origin, o -> new ArrayList<>()).add(m);
    }
    Map<String, Long> count =
        byOrigin.keySet().stream()
            .collect(Collectors.groupingBy(Origin::source, Collectors.counting()));
    Map<String, Integer> number = new LinkedHashMap<>();
    List<Group> groups = new ArrayList<>();
    byOrigin.forEach((origin, joined) -> {
      String source = origin.source();
      int n = number.merge(source, 1, Integer::sum);
      String label = count.getOrDefault(source, 1L) == 1 ? source : source + " " + n;
      List<Trial> trials = joined.stream().flatMap(m -> m.trials().stream()).toList();
      List<String> warnings =
          joined.stream().flatMap(m -> m.warnings().stream()).distinct().toList();
      groups.add(new Group(label, origin.workload(), origin.machine(), trials, warnings));
    });
    return groups;
  }

  /**
   * The trials by source and model.
   *
   * @return every group's series
   */
  public List<Series> series() {
    return groups().stream().flatMap(group -> group.series().stream()).toList();
  }

  /**
   * The trials of one model, by source.
   *
   * @param model the model's name
   * @return the series of every source that has it
   * @throws IllegalArgumentException if none has it
   */
  public List<Series> series(String model) {
    Check.given("model", model, "\"blocking\" for example");
    List<Series> found = series().stream().filter(s -> s.model().equals(model)).toList();
    if (found.isEmpty()) {
      String names =
          series().stream()
              .map(s -> Check.quoted(s.model()))
              .distinct()
              .limit(20)
              .collect(Collectors.joining(", "));
      throw Check.refusal("model must be one of %s, got %s".formatted(names, Check.quoted(model)));
    }
    return found;
  }
}
