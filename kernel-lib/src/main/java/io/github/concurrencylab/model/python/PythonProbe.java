package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.Uninterruptibly;
import io.github.concurrencylab.model.child.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/** Which Python a command starts. Each is started once for that, and its answer kept. */
final class PythonProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final ConcurrentMap<List<String>, Optional<PythonBuild>> KNOWN =
      new ConcurrentHashMap<>();

  private PythonProbe() {}

  /** Which Python it is; empty if it is none that the lab's script runs on. */
  static Optional<PythonBuild> build(List<String> command) {
    return KNOWN.computeIfAbsent(command, PythonProbe::ask);
  }

  /** Asks those anew that gave no answer: they may be there by now. */
  static void forgetFailures() {
    KNOWN.values().removeIf(Optional::isEmpty);
  }

  /** In a thread of its own, so that an interruption of this one does not change the answer. */
  private static Optional<PythonBuild> ask(List<String> command) {
    AtomicReference<Optional<PythonBuild>> answer = new AtomicReference<>(Optional.empty());
    Uninterruptibly.join(
        Thread.ofPlatform().daemon().name("python-probe").start(() -> answer.set(answer(command))));
    return Objects.requireNonNull(answer.get());
  }

  private static Optional<PythonBuild> answer(List<String> command) {
    try (Script script = Script.write(Path.of(System.getProperty("java.io.tmpdir")));
        Interpreter interpreter = Interpreter.start(script.command(command))) {
      return interpreter.child().next(PATIENCE)
                  instanceof ChildProcess.Event.Said(var child, PythonMessage.Hello(var info))
              && info.build().isUsable()
          ? Optional.of(info.build())
          : Optional.empty();
    } catch (IOException refused) {
      return Optional.empty(); // who opens a session is told why
    } catch (InterruptedException nobodyDoes) {
      return Optional.empty();
    }
  }
}
