package io.github.concurrencylab.measure.memory;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.RunInterruptedException;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunProgress;
import io.github.concurrencylab.measure.WrongResultException;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.machine.MachineLock;
import io.github.concurrencylab.measure.run.Protocol;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs models to see how much memory they hold. That is a measurement of its own: to ask for the
 * memory every few milliseconds would cost a timed trial too much.
 *
 * <p>A virtual machine keeps what its heap once had, and hands it out again: how much of the heap
 * is resident says nothing of the run that it serves. So the heap counts by its objects, which are
 * collected before each run, and everything else by what is resident. A run before the counted ones
 * loads and compiles the code. The models take their turns one after another, so that no process of
 * one is there while another is watched.
 *
 * @param runs counted runs per model, from 1 to {@value #MOST_RUNS}
 */
public record MemoryWatch(int runs) {
  /** The most runs of a model. */
  public static final int MOST_RUNS = 1_000;

  /** Checks the number. */
  public MemoryWatch {
    Check.between("runs", runs, 1, MOST_RUNS);
  }

  /**
   * Watches a workload under each model. A model that cannot run here, or fails, has no figure but
   * the reason; the others go on.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @param listener sees how it goes on
   * @return what each model held
   * @throws IllegalArgumentException if something is null, there is no model, or the same one twice
   * @throws RunInterruptedException if the thread is interrupted; nothing is left running
   * @throws WrongResultException if a run's results are wrong
   * @throws TaskFailedException if a task fails, and no model is left that did not fail
   * @throws ModelUnavailableException if a model cannot run here, and no model is left
   */
  public Footprints watch(Workload workload, List<? extends Model> models, RunListener listener) {
    Check.given("workload", workload, "use article()");
    Protocol.checkModels(models);
    Protocol.checkAnyCanRun(workload, models);
    String summary = "";
    String what =
        "the memory of "
            + workload.name()
            + " under "
            + models.stream().map(Model::name).collect(Collectors.joining(", "));
    try (var _ =
        MachineLock.HERE.await(what, other -> listener.update(RunProgress.waiting(other)))) {
      Footprints footprints = new Watching(workload, models, listener).all();
      summary =
          "watched the memory of " + models.size() + (models.size() == 1 ? " model" : " models");
      return footprints;
    } catch (InterruptedException stopped) {
      summary = "stopped: the memory was not watched to the end";
      throw new RunInterruptedException(summary, workload);
    } finally {
      listener.ended(summary);
    }
  }

  /** One watch under way. */
  private final class Watching {
    private final Workload workload;
    private final List<? extends Model> models;
    private final RunListener listener;
    private final ResidentMemory resident = ResidentMemory.here();
    private final Set<String> runtimes = new LinkedHashSet<>();
    private int ended;

    Watching(Workload workload, List<? extends Model> models, RunListener listener) {
      this.workload = workload;
      this.models = models;
      this.listener = listener;
    }

    Footprints all() throws InterruptedException {
      List<Footprint> all = new ArrayList<>();
      RuntimeException first = null;
      for (Model model : models) {
        try {
          model
              .refusal(workload)
              .ifPresent(refusal -> {
                throw new ModelUnavailableException(refusal, null);
              });
          all.add(new Footprint(model.id(), footprint(model), ""));
        } catch (TaskFailedException | ModelUnavailableException failure) {
          first = first == null ? failure : first;
          all.add(new Footprint(model.id(), List.of(), String.valueOf(failure.getMessage())));
        }
        ended = all.size() * (runs + 1);
      }
      if (first != null && all.stream().allMatch(footprint -> footprint.runs().isEmpty())) {
        throw first;
      }
      Machine machine = Machine.here();
      for (String runtime : runtimes) {
        machine = machine.with(runtime);
      }
      return new Footprints(workload.toString(), workload.tasks(), machine, all, warnings());
    }

    private List<String> warnings() {
      return resident.tells()
          ? List.of()
          : List.of("this system or its collector tells of the heap only: the rest is not counted");
    }

    /** Of each model's runs the first does not count. */
    private int counted() {
      return ended - ended / (runs + 1) - (ended % (runs + 1) > 0 ? 1 : 0);
    }

    private List<Footprint.Run> footprint(Model model) throws InterruptedException {
      List<Footprint.Run> counted = new ArrayList<>();
      try (Session session = model.open()) {
        for (int run = 0; run <= runs; run++) {
          int all = models.size() * (runs + 1);
          listener.update(
              new RunProgress(
                  run == 0 ? RunProgress.Phase.WARMING_UP : RunProgress.Phase.MEASURING,
                  model.name(),
                  new RunProgress.Count(counted(), models.size() * runs),
                  (double) ended / all,
                  null));
          Footprint.Run one = run(model, session);
          if (run >= 1) {
            counted.add(one);
          }
          ended++;
        }
        if (!session.runtime().isEmpty()) {
          runtimes.add(session.runtime());
        }
      }
      return counted;
    }

    private Footprint.Run run(Model model, Session session) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      System.gc();
      Progress progress = new Progress();
      try (MemorySampler sampler =
          new MemorySampler(resident, () -> progress.children().keySet())) {
        Execution execution = session.execute(workload, progress);
        Footprint.Run seen = sampler.finish(execution.nanos());
        Optional<String> fault = workload.validate(execution.results());
        if (fault.isPresent()) {
          throw new WrongResultException(model.name() + ": " + fault.get());
        }
        return seen;
      }
    }
  }
}
