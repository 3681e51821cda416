package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.Threads;

/** The models that CPython has a counterpart of. */
enum ExecutorKind {
  BLOCKING("blocking", "a plain loop"),
  THREADS("threads", "a concurrent.futures.ThreadPoolExecutor"),
  EVENT_LOOP("eventLoop", "asyncio.run, all tasks gathered"),
  TASKS_FIRST("tasksFirst", "asyncio.run, tasks created first, each awaited when needed"),
  PROCESSES("processes", "a concurrent.futures.ProcessPoolExecutor");

  private final String key;
  private final String words;

  ExecutorKind(String key, String words) {
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

  static ExecutorKind of(Model model) {
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
