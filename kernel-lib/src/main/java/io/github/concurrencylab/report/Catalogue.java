package io.github.concurrencylab.report;

import io.github.concurrencylab.model.Blocking;
import io.github.concurrencylab.model.EventLoopModel;
import io.github.concurrencylab.model.ForkJoin;
import io.github.concurrencylab.model.Gil;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ParallelStream;
import io.github.concurrencylab.model.Threads;
import io.github.concurrencylab.model.VirtualThreads;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.spark.Spark;
import io.github.concurrencylab.results.Columns;
import io.github.concurrencylab.results.Rows;
import io.github.concurrencylab.workload.Defaults;
import java.util.List;
import tech.tablesaw.api.Table;

/** What there is to choose from. */
public final class Catalogue {
  private Catalogue() {}

  /**
   * One row a model: the call that makes it, and what it does in one line.
   *
   * @return a new table
   */
  public static Table models() {
    int workers = Defaults.WORKERS;
    List<Model> models =
        List.of(
            new Blocking(),
            new Threads(workers),
            EventLoopModel.gathering(),
            EventLoopModel.gathering().createTasksFirst(),
            new Processes(workers),
            new VirtualThreads(),
            new ForkJoin(workers),
            new ParallelStream(),
            new Gil(workers),
            Python.of(new Threads(workers)),
            new Spark(Spark.HERE));
    Rows rows = new Rows("models");
    for (Model model : models) {
      rows.put(Columns.MODEL, call(model.name())).put(Columns.WORDS, model.words());
    }
    return rows.table();
  }

  /** How a name is written in a cell: {@code blocking} as {@code blocking()}. */
  private static String call(String name) {
    return name.endsWith(")") ? name : name + "()";
  }
}
