package io.github.concurrencylab.table;

import io.github.concurrencylab.findings.ProfileShares;
import io.github.concurrencylab.measure.profile.AllocatedType;
import io.github.concurrencylab.measure.profile.GarbageCollections;
import io.github.concurrencylab.measure.profile.HotMethod;
import io.github.concurrencylab.measure.profile.Profiling;
import io.github.concurrencylab.measure.profile.WaitedFor;
import io.github.concurrencylab.measure.profile.WorkerState;
import io.github.concurrencylab.measure.profile.WorkerTime;
import tech.tablesaw.api.Table;

/** The tables of a profile. */
public final class ProfileTables {
  private ProfileTables() {}

  /**
   * One row a method that was seen running, the hottest first.
   *
   * @param profiling the profile
   * @return method, share of the running time in percent, samples, workers
   */
  public static Table methods(Profiling profiling) {
    Rows rows = new Rows("methods");
    for (HotMethod hot : profiling.traces().methods()) {
      rows.put(Columns.METHOD, hot.name())
          .put(Columns.SHARE, 100 * ProfileShares.running(profiling.traces(), hot.name()))
          .put(Columns.SAMPLES, hot.samples())
          .put(Columns.WORKERS, hot.workers());
    }
    return rows.table();
  }

  /**
   * One row a thing that workers waited for, the longest first.
   *
   * @param profiling the profile
   * @return what and where, workers, waits, seconds of all workers together, and their share of the
   *     workers' time in percent
   */
  public static Table waits(Profiling profiling) {
    double busy = profiling.traces().workers().stream().mapToDouble(WorkerTime::busy).sum();
    Rows rows = new Rows("waits");
    for (WaitedFor waited : profiling.traces().waits()) {
      rows.put(Columns.STATE, waited.state().words())
          .put(Columns.OBJECT, waited.object())
          .put(Columns.AT, waited.at())
          .put(Columns.WORKERS, waited.workers())
          .put(Columns.WAITS, waited.waits().times())
          .put(Columns.SECONDS, waited.waits().seconds())
          .put(Columns.SHARE, 100 * waited.waits().seconds() / busy);
    }
    return rows.table();
  }

  /**
   * One row per worker: the seconds that it spent in each state.
   *
   * @param profiling the profile
   * @return worker, and a column per state
   */
  public static Table states(Profiling profiling) {
    Rows rows = new Rows("states");
    for (WorkerTime worker : profiling.traces().workers()) {
      rows.put(Columns.WORKER, worker.worker());
      for (WorkerState state : WorkerState.values()) {
        rows.put(Columns.secondsIn(state.words()), worker.in(state));
      }
    }
    return rows.table();
  }

  /**
   * One row: the garbage collections.
   *
   * @param profiling the profile
   * @return collections, seconds of pause, the longest, and their share of the time in percent
   */
  public static Table garbage(Profiling profiling) {
    GarbageCollections garbage = profiling.traces().garbage();
    return new Rows("garbage")
        .put(Columns.COLLECTIONS, garbage.collections())
        .put(Columns.PAUSE, garbage.pauseSeconds())
        .put(Columns.LONGEST_PAUSE, garbage.longestSeconds())
        .put(Columns.SHARE, 100 * garbage.pauseSeconds() / profiling.span().seconds())
        .table();
  }

  /**
   * One row a class and method that made objects of it, the largest first.
   *
   * @param profiling the profile
   * @return class, method, megabytes (an estimate from samples), their share in percent
   */
  public static Table allocations(Profiling profiling) {
    double all = profiling.traces().allocations().stream().mapToDouble(AllocatedType::bytes).sum();
    Rows rows = new Rows("allocations");
    for (AllocatedType allocated : profiling.traces().allocations()) {
      rows.put(Columns.OBJECT, allocated.type())
          .put(Columns.AT, allocated.at())
          .put(Columns.MEGABYTES, allocated.bytes() / 1e6)
          .put(Columns.SHARE, 100 * allocated.bytes() / all);
    }
    return rows.table();
  }
}
