package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.base.Words;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Steadiness;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a run stands: which model needs another warm-up, and how many trials there is time for. */
final class Schedule {
  /** A cap is held to within a trial or so: only what is well over it is worth a word. */
  private static final double OVER = 1.2;

  /** One time on one side of a compilation is too easily an outlier. */
  private static final int LEAST_ASIDE = 2;

  private static final String GROUNDS = " (nothing measured was compiled any more)";

  private final Protocol protocol;
  private final TimeEstimate eta;
  private final boolean told;
  private final Map<ModelId, Standing> standings = new LinkedHashMap<>();
  private int planned;
  private final List<Integer> lateRounds = new ArrayList<>();

  /** One model's. */
  private static final class Standing {
    final boolean compiled;
    final List<Double> round = new ArrayList<>();
    double roundSeconds;
    final List<Warmups.Round> rounds = new ArrayList<>();
    Warmups.State state;
    final SortedMap<Integer, Double> trials = new TreeMap<>();
    boolean failed;

    /** What this virtual machine compiles says nothing of code that another system runs. */
    final boolean here;

    Standing(Model model, Warmups.State state) {
      this.compiled = model.warmsUp();
      this.here = compiled && model.id().platform().kind() == Platform.Kind.JAVA;
      this.state = state;
    }

    int warmups() {
      return round.size() + rounds.stream().mapToInt(Warmups.Round::count).sum();
    }
  }

  Schedule(Protocol protocol, List<? extends Model> models, TimeEstimate eta, boolean told) {
    this.told = told;
    this.protocol = protocol;
    this.eta = eta;
    this.planned = protocol.trials();
    for (Model model : models) {
      Warmups.State state = protocol.warmups().after(List.of(), model.warmsUp());
      standings.put(model.id(), new Standing(model, state));
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

  /**
   * Whether a model's warm-ups of this round are to go on: they are until there is something to
   * time.
   *
   * @param model a model that is cold
   * @param seconds how long they have taken so far
   */
  synchronized boolean roundGoesOn(ModelId model, double seconds) {
    Standing standing = of(model);
    return protocol.warmups().untilSteady()
        && standing.compiled
        && !standing.failed
        && seconds < Defaults.WARMUP_ROUND_SECONDS;
  }

  /**
   * A model has had a warm-up.
   *
   * @param seconds how long its tasks took
   * @param wallSeconds how long all of it took
   */
  synchronized void warmedUp(ModelId model, double seconds, double wallSeconds) {
    Standing standing = of(model);
    standing.round.add(seconds);
    standing.roundSeconds += wallSeconds;
  }

  /**
   * All cold models have had their warm-ups of a round.
   *
   * @param compiled how many methods that may be part of what is measured were compiled meanwhile
   */
  synchronized void roundEnded(int compiled) {
    for (Standing standing : standings.values()) {
      int count = standing.round.size();
      int own = standing.here ? compiled : 0;
      // Models share code: what was compiled under another is new to one that was steady, too.
      boolean again =
          standing.state == Warmups.State.STEADY
              && own > 0
              && Warmups.seconds(standing.rounds) < Defaults.MOST_WARMUP_SECONDS;
      if (count > 0 || again) {
        double mean = standing.round.stream().mapToDouble(each -> each).average().orElse(0);
        standing.rounds.add(new Warmups.Round(count, standing.roundSeconds, mean, own));
        standing.state = protocol.warmups().after(standing.rounds, standing.compiled);
        standing.round.clear();
        standing.roundSeconds = 0;
      }
    }
  }

  synchronized void counted(ModelId model, int number, double seconds) {
    of(model).trials.put(number, seconds);
  }

  /**
   * Something that may be part of what is measured was compiled during the trials.
   *
   * @param round the last round that may have run the old code
   */
  synchronized void compiledDuring(int round) {
    lateRounds.add(round);
  }

  /** An earlier run has that trial; if it has all, nothing has to be warmed up. */
  synchronized void takenOver(ModelId model, int number) {
    Standing standing = of(model);
    standing.trials.put(number, Double.NaN); // of another virtual machine, or another hour
    if (standing.trials.size() >= protocol.trials()) {
      standing.state = Warmups.State.DONE;
    }
  }

  /** Whether a model has that trial. */
  synchronized boolean has(ModelId model, int number) {
    return of(model).trials.containsKey(number);
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
              ? Math.max(1, protocol.warmups().atLeast(standing.compiled) - standing.rounds.size())
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
        if (standing.state == Warmups.State.GOING_ON && standing.warmups() > 0) {
          standing.state = Warmups.State.NO_TIME;
        }
      }
    }
  }

  /**
   * How many trials there is time for.
   *
   * @param rounds how many rounds of trials are done
   * @param elapsed seconds since the run's start
   * @return trials per model
   */
  synchronized int plan(int rounds, double elapsed) {
    double round = round();
    double fitting = round > 0 ? Math.floor((seconds() - elapsed) / round) : Protocol.MOST_TRIALS;
    double most = Math.max(rounds + fitting, Math.max(rounds, Defaults.LEAST_TRIALS));
    planned = (int) Math.min(protocol.trials(), most);
    return planned;
  }

  private double seconds() {
    return protocol.cap().toMillis() / 1e3;
  }

  /**
   * What a reader should know of warm-ups and cap, a line each.
   *
   * @param elapsed seconds since the run's start
   */
  synchronized List<Note> notes(double elapsed) {
    List<Note> notes = new ArrayList<>();
    boolean over = elapsed > OVER * seconds();
    if (planned < protocol.trials() || over) {
      notes.add(
          new Note(
              Note.Kind.CAPPED,
              "cap of %s s: %s of %s trials%s; within(seconds) sets another"
                  .formatted(
                      protocol.cap().toSeconds(),
                      planned,
                      protocol.trials(),
                      over
                          ? ", in %s: no fewer than a warm-up and %s trials a model are measured"
                              .formatted(Words.duration(elapsed), Defaults.LEAST_TRIALS)
                          : "")));
    }
    standings.forEach((model, standing) -> {
      Steadiness steadiness = steadiness(model);
      if (!steadiness.steady() && !standing.failed) {
        notes.add(new Note(Note.Kind.NOT_STEADY, model + ": not steady " + steadiness.why()));
      }
    });
    String steady = steady();
    if (!steady.isEmpty()) {
      notes.add(new Note(Note.Kind.STEADY, steady));
    }
    return notes;
  }

  /**
   * Whether a model is steady, as far as is known now.
   *
   * @param model a model of this run
   * @return whether it is, and on what grounds
   */
  synchronized Steadiness steadiness(ModelId model) {
    Standing standing = of(model);
    String after = "after " + warmups(standing.warmups());
    for (int round : lateRounds) {
      double change = change(standing, round);
      if (change != 0) {
        return Steadiness.notSteady(
            String.format(
                Locale.ROOT,
                "in its trials: it was compiled anew after trial %d, and took %.0f %% %s from then on",
                round,
                100 * Math.abs(change),
                change > 0 ? "longer" : "less"));
      }
    }
    return switch (standing.state) {
      case GOING_ON -> Steadiness.NOT_TOLD;
      case DONE ->
          protocol.warmups().untilSteady() ? Steadiness.steady(after) : Steadiness.NOT_TOLD;
      case STEADY -> Steadiness.steady(after + grounds());
      case STILL_COMPILED -> Steadiness.notSteady(after + ": it was still being compiled");
      case STILL_FASTER -> Steadiness.notSteady(after + ": it still became faster");
      case NO_TIME ->
          Steadiness.notSteady(after + ": no time for more, within(seconds) gives it some");
    };
  }

  /**
   * By what share a model's times changed when its code was compiled during the trials; 0 if they
   * did not: a change is a gap between at least two before and two after that is wider than either
   * of them spread. Known once all trials are done.
   */
  private double change(Standing standing, int round) {
    double[] before = measured(standing.trials.headMap(round + 1));
    double[] after = measured(standing.trials.tailMap(round + 1));
    boolean done = standing.trials.size() >= planned;
    if (!standing.here || !done || before.length < LEAST_ASIDE || after.length < LEAST_ASIDE) {
      return 0;
    }
    double gap =
        Math.max(after[0] - before[before.length - 1], before[0] - after[after.length - 1]);
    boolean apart = gap > Math.max(range(before), range(after));
    double change = after[after.length / 2] / before[before.length / 2] - 1;
    return apart && Math.abs(change) > Defaults.STEADY_SHARE ? change : 0;
  }

  private static double range(double[] sorted) {
    return sorted[sorted.length - 1] - sorted[0];
  }

  private static double[] measured(SortedMap<Integer, Double> trials) {
    return trials.values().stream()
        .mapToDouble(each -> each)
        .filter(Double::isFinite)
        .sorted()
        .toArray();
  }

  /** {@code steady after 2 warm-ups: a, b; after 3 warm-ups: c}; empty if none is. */
  private String steady() {
    Map<Integer, List<String>> byCount = new TreeMap<>();
    standings.forEach((model, standing) -> {
      if (standing.state == Warmups.State.STEADY
          && steadiness(model).steady()
          && !standing.failed) {
        byCount.computeIfAbsent(standing.warmups(), n -> new ArrayList<>()).add(model.label());
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
        .collect(
            Collectors.joining(
                "; ", byCount.isEmpty() ? "" : "steady ", byCount.isEmpty() ? "" : grounds()));
  }

  private String grounds() {
    return told
        ? GROUNDS
        : " (by their times: this virtual machine does not tell what it compiles)";
  }

  private static String warmups(int count) {
    return count == 1 ? "1 warm-up" : count + " warm-ups";
  }
}
