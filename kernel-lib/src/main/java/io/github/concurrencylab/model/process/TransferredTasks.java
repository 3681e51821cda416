package io.github.concurrencylab.model.process;

import io.github.concurrencylab.model.transfer.ObjectBytes;
import io.github.concurrencylab.model.transfer.TransferredClass;
import io.github.concurrencylab.model.transfer.TransferredClassLoader;
import io.github.concurrencylab.workload.Task;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The child's side of tasks of the user's own: their classes come from the parent when needed. */
final class TransferredTasks {
  private final ChildMessage.Load load;
  private final ChildMain child;
  private final ArrayBlockingQueue<ChildMessage.Code> answers = new ArrayBlockingQueue<>(1);
  private final TransferredClassLoader loader = new TransferredClassLoader(this::fetch);
  private @Nullable List<Task> tasks;

  TransferredTasks(ChildMessage.Load load, ChildMain child) {
    this.load = load;
    this.child = child;
  }

  /** The parent's answer, brought by the thread that reads. */
  void answered(ChildMessage.Code code) throws InterruptedException {
    answers.put(code);
  }

  private synchronized TransferredClass fetch(String name)
      throws IOException, InterruptedException {
    child.send(new ChildMessage.Need(name));
    ChildMessage.Code code = answers.take();
    return new TransferredClass(code.bytes(), code.variables());
  }

  /** The tasks; made by the thread that runs them, since the one that reads must go on reading. */
  List<Task> tasks() throws IOException, ClassNotFoundException {
    List<Task> known = tasks;
    if (known == null) {
      Thread.currentThread().setContextClassLoader(loader);
      known = loader.tasks(TransferredClass.array(load.body()), load.tasks());
      tasks = known;
    }
    return known;
  }

  ChildMessage returned(int task, long nanos, Object result) throws IOException {
    try {
      return new ChildMessage.Returned(task, nanos, ByteBuffer.wrap(ObjectBytes.write(result)));
    } catch (NotSerializableException refused) {
      return new ChildMessage.Failed(task, ObjectBytes.resultRefusal(refused));
    }
  }
}
