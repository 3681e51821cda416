package io.github.concurrencylab.model.python;

import io.github.concurrencylab.model.Blocking;
import io.github.concurrencylab.model.EventLoopModel;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.Threads;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.workload.Check;

/** The models that CPython has a counterpart of. */
enum Form {
  BLOCKING("blocking", "a plain loop"),
  THREADS("threads", "a concurrent.futures.ThreadPoolExecutor"),
  EVENT_LOOP("eventLoop", "asyncio.run, all tasks gathered"),
  TASKS_FIRST("tasksFirst", "asyncio.run, tasks created first, each awaited when needed"),
  PROCESSES("processes", "a concurrent.futures.ProcessPoolExecutor");

  private final String key;
  private final String words;

  Form(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** Its name in the script. */
  String key() {
    return key;
  }

  String words() {
    return words;
  }

  static Form of(Model model) {
    return switch (model) {
      case Blocking() -> BLOCKING;
      case Threads(int workers) -> THREADS;
      case EventLoopModel(boolean tasksFirst, var between) -> tasksFirst ? TASKS_FIRST : EVENT_LOOP;
      case Processes(int workers) -> PROCESSES;
      default ->
          throw Check.refusal(
              "model in python(...) must be blocking(), threads(n), eventLoop() or processes(n), got "
                  + model.name());
    };
  }
}
