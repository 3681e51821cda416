package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.spark.Spark;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.ParallelStream;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
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
