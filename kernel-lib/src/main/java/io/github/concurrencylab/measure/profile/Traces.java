package io.github.concurrencylab.measure.profile;

import java.util.List;

/**
 * What was seen while something was profiled, most first.
 *
 * @param methods the methods that were running
 * @param waits what workers waited for
 * @param workers how each worker spent its time, by name
 * @param allocations what was allocated where
 * @param garbage the garbage collections
 */
public record Traces(
    List<HotMethod> methods,
    List<WaitedFor> waits,
    List<WorkerTime> workers,
    List<AllocatedType> allocations,
    GarbageCollections garbage) {
  /** Copies the lists. */
  public Traces {
    methods = List.copyOf(methods);
    waits = List.copyOf(waits);
    workers = List.copyOf(workers);
    allocations = List.copyOf(allocations);
  }
}
