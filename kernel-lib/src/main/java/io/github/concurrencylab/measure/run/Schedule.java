package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a run stands: which model needs another warm-up, and how many trials there is time for. */
final class Schedule {
  private final Protocol protocol;
  private final TimeEstimate eta;
  private final Map<ModelId, Standing> standings = new LinkedHashMap<>();
  private int planned;

  /** One model's. */
  private static final class Standing {
    final boolean compiled;
    final List<Double> warmups = new ArrayList<>();
    Warmups.State state;
    final Set<Integer> trials = new HashSet<>();
    boolean failed;

    Standing(boolean compiled, Warmups.State state) {
      this.compiled = compiled;
      this.state = state;
    }
  }

  Schedule(Protocol protocol, List<? extends Model> models, TimeEstimate eta) {
    this.protocol = protocol;
    this.eta = eta;
    this.planned = protocol.trials();
    for (Model model : models) {
      boolean compiled = model.warmsUp();
      Warmups.State state = protocol.warmups().after(List.of(), compiled);
      standings.put(model.id(), new Standing(compiled, state));
    }
  }

  private Standing of(ModelId model) {
    Standing standing = standings.get(model);
    if (standing == null) {
      throw new IllegalArgumentException("no model of this run: " + model);
    }
    return standing;
  }

  /** Whether a model needs another warm-up. */
  synchronized boolean isCold(ModelId model) {
    return of(model).state == Warmups.State.GOING_ON;
  }

  synchronized void warmedUp(ModelId model, double seconds) {
    Standing standing = of(model);
    standing.warmups.add(seconds);
    standing.state = protocol.warmups().after(standing.warmups, standing.compiled);
  }

  synchronized void counted(ModelId model, int number) {
    of(model).trials.add(number);
  }

  /** An earlier run has that trial; if it has all, nothing has to be warmed up. */
  synchronized void takenOver(ModelId model, int number) {
    Standing standing = of(model);
    standing.trials.add(number);
    if (standing.trials.size() >= protocol.trials()) {
      standing.state = Warmups.State.DONE;
    }
  }

  /** Whether a model has that trial. */
  synchronized boolean has(ModelId model, int number) {
    return of(model).trials.contains(number);
  }

  synchronized void failed(ModelId model) {
    of(model).failed = true;
  }

  /** How often each model is still to run, the one running now included. */
  synchronized Map<ModelId, Integer> left() {
    Map<ModelId, Integer> left = new HashMap<>();
    standings.forEach((model, standing) -> {
      int warmups =
          standing.state == Warmups.State.GOING_ON
              ? Math.max(1, protocol.warmups().atLeast(standing.compiled) - standing.warmups.size())
              : 0;
      left.put(
          model, standing.failed ? 0 : warmups + Math.max(0, planned - standing.trials.size()));
    });
    return left;
  }

  /** Seconds that one round takes; 0 while nothing is known. */
  private double round() {
    Map<ModelId, Integer> once = new HashMap<>();
    standings.forEach((model, standing) -> once.put(model, standing.failed ? 0 : 1));
    Double seconds = eta.seconds(once);
    return seconds == null ? 0 : seconds;
  }

  /** Ends the warm-ups of models that are not steady if trials would have to be given up for it. */
  synchronized void capWarmups(double elapsed) {
    int trials = Math.min(protocol.trials(), Defaults.LEAST_TRIALS);
    double needed = elapsed + (1 + trials) * round();
    if (protocol.warmups().untilSteady() && needed > seconds()) {
      for (Standing standing : standings.values()) {
        if (standing.state == Warmups.State.GOING_ON && !standing.warmups.isEmpty()) {
          standing.state = Warmups.State.NOT_STEADY;
        }
      }
    }
  }

  /**
   * How many trials there is time for.
   *
   * @param rounds how many rounds of trials are done
   * @param elapsed seconds since the run's start
   * @return trials a model
   */
  synchronized int plan(int rounds, double elapsed) {
    double round = round();
    double fitting = round > 0 ? Math.floor((seconds() - elapsed) / round) : Protocol.MOST_TRIALS;
    double most = Math.max(rounds + fitting, Math.max(rounds, Defaults.LEAST_TRIALS));
    planned = (int) Math.min(protocol.trials(), most);
    return planned;
  }

  synchronized int planned() {
    return planned;
  }

  private double seconds() {
    return protocol.cap().toMillis() / 1e3;
  }

  /** What a reader should know of warm-ups and cap, a line each. */
  synchronized List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    if (planned < protocol.trials()) {
      notes.add(
          new Note(
              Note.Kind.CAPPED,
              "cap of %s s: %s of %s trials; within(seconds) sets another"
                  .formatted(protocol.cap().toSeconds(), planned, protocol.trials())));
    }
    standings.forEach((model, standing) -> {
      if (standing.state == Warmups.State.NOT_STEADY && !standing.failed) {
        notes.add(
            new Note(
                Note.Kind.NOT_STEADY,
                model + ": not steady after " + warmups(standing.warmups.size())));
      }
    });
    String steady = steady();
    if (!steady.isEmpty()) {
      notes.add(new Note(Note.Kind.STEADY, steady));
    }
    return notes;
  }

  /** {@code steady after 2 warm-ups: a, b; after 3 warm-ups: c}; empty if none is. */
  private String steady() {
    Map<Integer, List<String>> byCount = new TreeMap<>();
    standings.forEach((model, standing) -> {
      if (standing.state == Warmups.State.STEADY && !standing.failed) {
        byCount.computeIfAbsent(standing.warmups.size(), n -> new ArrayList<>()).add(model.label());
      }
    });
    boolean all =
        byCount.size() == 1
            && byCount.values().stream().allMatch(models -> models.size() == standings.size());
    return byCount.entrySet().stream()
        .map(entry ->
            "after "
                + warmups(entry.getKey())
                + (all ? "" : ": " + String.join(", ", entry.getValue())))
        .collect(Collectors.joining("; ", byCount.isEmpty() ? "" : "steady ", ""));
  }

  private static String warmups(int count) {
    return count == 1 ? "1 warm-up" : count + " warm-ups";
  }
}
