package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Platform;
import java.util.Optional;

/** The models that Python has a counterpart of, and one that it alone has. */
enum ExecutorKind {
  BLOCKING("blocking", "a plain loop"),
  THREADS("threads", "a concurrent.futures.ThreadPoolExecutor"),
  EVENT_LOOP("eventLoop", "asyncio.run, all tasks gathered"),
  TASKS_FIRST("tasksFirst", "asyncio.run, tasks created first, each awaited when needed"),
  PROCESSES("processes", "a concurrent.futures.ProcessPoolExecutor"),
  INTERPRETERS("interpreters", "a concurrent.futures.InterpreterPoolExecutor");

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

  /** What CPython has in a model's place, if anything. */
  static Optional<ExecutorKind> counterpart(ModelId model) {
    if (model.platform().kind() != Platform.Kind.JAVA) {
      return Optional.empty();
    }
    return switch (model.kind()) {
      case BLOCKING -> Optional.of(BLOCKING);
      case THREADS -> Optional.of(THREADS);
      case EVENT_LOOP ->
          Optional.of(model.variant().equals(ModelId.TASKS_FIRST) ? TASKS_FIRST : EVENT_LOOP);
      case PROCESSES -> Optional.of(PROCESSES);
      case INTERPRETERS -> Optional.of(INTERPRETERS);
      default -> Optional.empty();
    };
  }

  static ExecutorKind of(Model model) {
    return counterpart(model.id())
        .orElseThrow(() ->
            Check.refusal(
                "model in python(...) must be blocking(), threads(n), eventLoop(), processes(n) or"
                    + " interpreters(n), got "
                    + model.name()));
  }
}
