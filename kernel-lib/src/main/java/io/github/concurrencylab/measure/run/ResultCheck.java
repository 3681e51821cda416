package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.WrongResultException;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether each trial's results are right: those that the workload knows to be, and the same under
 * all models of a family, and as in an earlier run that is gone on with.
 */
final class ResultCheck {
  private final Workload workload;
  private final Map<String, Agreed> agreed = new HashMap<>();
  private final Map<ModelId, List<Trial.Measured>> earlier = new HashMap<>();

  /** The results that a family of models agrees on, and the model that had them first. */
  private record Agreed(List<Object> results, ModelId by) {}

  ResultCheck(Workload workload) {
    this.workload = workload;
  }

  /** A trial of an earlier run, whose results the new ones must be. */
  void takeOver(Trial.Measured trial) {
    earlier.computeIfAbsent(trial.model(), model -> new ArrayList<>()).add(trial);
  }

  /**
   * Holds a trial's results to what is known of them.
   *
   * @param model what computed them
   * @param round the trial's number; 0 for a warm-up
   * @param results one per task
   * @throws WrongResultException if they are wrong, or others than before
   */
  void check(Model model, int round, List<Object> results) {
    Optional<String> fault = workload.validate(results);
    if (fault.isPresent()) {
      throw new WrongResultException(
          "%s, %s: %s".formatted(model.name(), roundWords(round), fault.get()));
    }
    if (!workload.deterministic()) {
      return;
    }
    Agreed own = new Agreed(results, model.id());
    Agreed first = agreed.putIfAbsent(model.resultsFamily(workload), own);
    checkEarlier(model, round, results);
    if (first == null) {
      return;
    }
    Optional<String> difference = workload.difference(first.results(), results);
    if (difference.isPresent()) {
      throw new WrongResultException(
          "%s, %s: results must be those of %s, got others, %s"
              .formatted(model.name(), roundWords(round), first.by(), difference.get()));
    }
  }

  /** Holds new results to the earlier ones of the same model, of which only checksums are left. */
  private void checkEarlier(Model model, int round, List<Object> results) {
    String checksum = workload.checksum(results);
    for (Trial.Measured trial : earlier.getOrDefault(model.id(), List.of())) {
      String before = trial.details().map(Trial.Details::checksum).orElse(checksum);
      if (!before.equals(checksum)) {
        throw new WrongResultException(
            "%s, %s: the checksum must be the earlier run's, %s, got %s; use run(...) to start anew"
                .formatted(model.name(), roundWords(round), before, checksum));
      }
    }
  }

  private static String roundWords(int round) {
    return round < 1 ? "warm-up" : "trial " + round;
  }
}
