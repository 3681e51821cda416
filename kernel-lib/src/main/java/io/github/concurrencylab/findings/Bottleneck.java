package io.github.concurrencylab.findings;

import io.github.concurrencylab.measure.profile.AllocatedType;
import io.github.concurrencylab.measure.profile.HotMethod;
import io.github.concurrencylab.measure.profile.Profiling;
import io.github.concurrencylab.measure.profile.WaitedFor;
import io.github.concurrencylab.measure.profile.WorkerState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What takes the time of a workload under a model, as far as its profile carries it.
 *
 * @param kind what sort of thing it is
 * @param words a sentence, without its full stop
 */
public record Bottleneck(Kind kind, String words) {
  /** The sorts of things that take time. */
  public enum Kind {
    /** A lock that threads wait for. */
    LOCK,

    /** The seed of a generator that tasks share. */
    SEED,

    /** The objects that are made, and their collection. */
    ALLOCATION,

    /** Too few processors. */
    PROCESSORS,

    /** A method, with nothing to say against it. */
    METHOD,

    /** Nothing was seen. */
    NOTHING
  }

  /** From this share of the workers' time on, what they wait for is what to look at first. */
  private static final double MUCH_WAITING = 0.1;

  /** From this share of the running time on, a method is what to look at first. */
  private static final double HOT = 0.25;

  /** From this many times the processor time that a unit of work takes on one thread on. */
  private static final double FIGHTING = 1.5;

  /** From so many bytes in a second of processor time on, to make objects is much of the work. */
  private static final double MUCH_ALLOCATION = 5e8;

  /** From this share of the workers' time on, they mostly wait for a processor. */
  private static final double MOSTLY = 0.5;

  private static final String SEED_UPDATE = "java.util.Random.next";

  /**
   * What a profile says.
   *
   * @param profiling the profile
   * @return the first that holds: waits for a lock, a shared seed, allocation, too few processors;
   *     else the method that runs most
   */
  public static Bottleneck of(Profiling profiling) {
    return lock(profiling)
        .or(() -> seed(profiling))
        .or(() -> allocation(profiling))
        .or(() -> processors(profiling))
        .or(() -> method(profiling))
        .orElse(new Bottleneck(Kind.NOTHING, "nothing was seen running: profile for longer"));
  }

  /**
   * Whether tasks wait for a lock that one of them holds.
   *
   * @param profiling the profile of more than one worker
   * @return a sentence about it, without its full stop; none if they do not
   */
  public static Optional<String> lockWait(Profiling profiling) {
    return lock(profiling).map(Bottleneck::words);
  }

  /**
   * Whether work costs much more processor time beside other work than it does alone, as where
   * tasks fight over a variable without ever waiting.
   *
   * @param profiling the profile of more than one worker
   * @return a sentence about it, without its full stop; none if it does not
   */
  public static Optional<String> fight(Profiling profiling) {
    double cost = profiling.span().cost();
    return cost >= FIGHTING
        ? seed(profiling)
            .map(Bottleneck::words)
            .or(() ->
                Optional.of(
                    String.format(
                        Locale.ROOT,
                        "a task's work costs %.1f times the processor time that it costs on one"
                            + " thread",
                        cost)))
        : Optional.empty();
  }

  private static Optional<Bottleneck> lock(Profiling profiling) {
    // Without the waits for a processor: how many other programs run says nothing of the lock.
    double waiting = ProfileShares.of(profiling, WorkerState.LOCK);
    double share = waiting / (1 - ProfileShares.of(profiling, WorkerState.READY));
    List<WaitedFor> locks =
        profiling.traces().waits().stream().filter(w -> w.state() == WorkerState.LOCK).toList();
    if (!(share >= MUCH_WAITING) || locks.isEmpty()) {
      return Optional.empty();
    }
    WaitedFor first = locks.getFirst();
    String lock =
        first.object().equals(WaitedFor.GLOBAL_LOCK)
            ? WaitedFor.GLOBAL_LOCK + ", which only one of them can hold"
            : "the lock of one " + first.object() + ", in " + first.at();
    return Optional.of(
        new Bottleneck(
            Kind.LOCK,
            "the workers wait for "
                + lock
                + ": "
                + percent(share)
                + " of their time, waits for a processor left out"));
  }

  private static Optional<Bottleneck> seed(Profiling profiling) {
    double share = ProfileShares.running(profiling.traces(), SEED_UPDATE);
    if (!(share >= HOT)) {
      return Optional.empty();
    }
    String takes =
        SEED_UPDATE
            + " takes "
            + percent(share)
            + " of the running time: it updates the seed of a Random";
    double cost = profiling.span().cost();
    String fight =
        cost >= FIGHTING
            ? String.format(
                Locale.ROOT,
                ", and the tasks fight over one seed: their work costs %.1f times the processor time"
                    + " that it costs on one thread",
                cost)
            : " by compare-and-set, at every draw";
    return Optional.of(new Bottleneck(Kind.SEED, takes + fight));
  }

  private static Optional<Bottleneck> allocation(Profiling profiling) {
    double running = ProfileShares.seconds(profiling, WorkerState.RUNNING);
    double collecting = ProfileShares.of(profiling, WorkerState.COLLECTING);
    List<AllocatedType> allocations = profiling.traces().allocations();
    double bytes = allocations.stream().mapToDouble(AllocatedType::bytes).sum();
    if (allocations.isEmpty()
        || !(collecting >= MUCH_WAITING || bytes / running >= MUCH_ALLOCATION)) {
      return Optional.empty();
    }
    AllocatedType first = allocations.getFirst();
    return Optional.of(
        new Bottleneck(
            Kind.ALLOCATION,
            String.format(
                Locale.ROOT,
                "the tasks allocate %.1f GB in a second of processor time, %s of it %s in %s;"
                    + " collecting garbage takes %s of their time",
                bytes / running / 1e9,
                percent(first.bytes() / bytes),
                first.type(),
                first.at(),
                percent(collecting))));
  }

  private static Optional<Bottleneck> processors(Profiling profiling) {
    double share = ProfileShares.of(profiling, WorkerState.READY);
    int processors = profiling.machine().processors();
    int workers = profiling.traces().workers().size();
    if (!(share >= MOSTLY)) {
      return Optional.empty();
    }
    String why =
        workers > processors
            ? String.format(Locale.ROOT, "%,d of them share %,d", workers, processors)
            : "other programs keep them busy";
    return Optional.of(
        new Bottleneck(
            Kind.PROCESSORS,
            "the workers wait for a processor " + percent(share) + " of their time: " + why));
  }

  private static Optional<Bottleneck> method(Profiling profiling) {
    return profiling.traces().methods().stream()
        .findFirst()
        .map(HotMethod::name)
        .map(name ->
            new Bottleneck(
                Kind.METHOD,
                name
                    + " takes "
                    + percent(ProfileShares.running(profiling.traces(), name))
                    + " of the running time, and nothing holds it up"));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
