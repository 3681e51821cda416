package io.github.concurrencylab.model;

import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.Task;
import io.github.concurrencylab.workload.Workload;
import io.github.concurrencylab.workload.WorkloadData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A long workload, one task of which throws. */
record FailingWork(int tasks, int failing) implements Workload {
  private ModuloSum others() {
    return ModuloSum.article().tasks(tasks).terms(3_000_000);
  }

  @Override
  public String name() {
    return "failing work";
  }

  @Override
  public long units() {
    return others().units();
  }

  @Override
  public List<Task> newTasks() {
    List<Task> tasks = new ArrayList<>(others().newTasks());
    tasks.set(
        failing,
        safepoint -> {
          throw new ArithmeticException("planted");
        });
    return tasks;
  }

  @Override
  public boolean deterministic() {
    return true;
  }

  @Override
  public Optional<String> validate(List<?> results) {
    return Optional.empty();
  }

  @Override
  public String checksum(List<?> results) {
    return "";
  }

  @Override
  public WorkloadData data() {
    throw new UnsupportedOperationException();
  }
}
