package io.github.concurrencylab.notebook.jjava;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.channels.Loop;

/**
 * Ends a kernel that has lost an answer, or a thread by which it hears or speaks, as happens when
 * that one is the first to ask for memory and gets none: it would seem to work for ever. Jupyter
 * starts another in place of one that has ended, and says so.
 *
 * <p>Once a second it asks a handful of threads whether they live, and allocates nothing for that.
 */
public final class DeafKernel {
  /** The threads of JeroMQ, which have no class of their own. */
  private static final List<String> MESSENGERS = List.of("iothread-", "reaper-");

  /** A kernel that is asked to end loses them too; Jupyter gives it five seconds. */
  private static final int PATIENCE_LOOKS = 5;

  /** Who does not listen by then is another kernel than the one this knows. */
  private static final int LATEST_LOOKS = 60;

  private static final int MOST_THREADS = 1_000;

  private static final byte[] FAREWELL =
      "The kernel ends: it can hear or answer no more, most likely for lack of memory.\n"
          .getBytes(US_ASCII);

  private DeafKernel() {}

  /** Watches this virtual machine's kernel from now on. */
  public static void watch() {
    Thread.ofPlatform().daemon().name("deaf-kernel").start(DeafKernel::awaitLoss);
  }

  private static void awaitLoss() {
    try {
      Thread[] needed = needed();
      if (needed.length == 0) {
        return; // another kernel
      }
      for (Thread thread : needed) {
        if (thread instanceof Loop loop) {
          endOnLostAnswer(loop);
        }
      }
      int lost = 0;
      while (lost < PATIENCE_LOOKS) {
        TimeUnit.SECONDS.sleep(1);
        lost = allLive(needed) ? 0 : lost + 1;
      }
    } catch (InterruptedException nobodyDoes) {
      return;
    } catch (OutOfMemoryError full) {
      // Here too: who hears has allocated far more in the meantime, or got none.
    }
    end();
  }

  /** What comes as far as the loop was not answered, and a cell without an answer never ends. */
  private static void endOnLostAnswer(Loop loop) {
    try {
      Field field = KernelInternals.field(Loop.class, "onErrorCb");
      @SuppressWarnings("unchecked")
      ToLongFunction<Throwable> usual = (ToLongFunction<Throwable>) field.get(loop);
      if (usual == null) {
        return; // then the loop itself ends, which is seen
      }
      ToLongFunction<Throwable> handler =
          thrown -> {
            if (thrown instanceof OutOfMemoryError) {
              end();
            }
            return usual.applyAsLong(thrown);
          };
      field.set(loop, handler);
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      // Its own way stays.
    }
  }

  private static void end() {
    // Not by System.exit: that waits for others, who may wait for memory.
    try (OutputStream terminal = new FileOutputStream(FileDescriptor.err)) {
      terminal.write(FAREWELL);
    } catch (IOException | OutOfMemoryError unsaid) {
      // It ends all the same.
    }
    Runtime.getRuntime().halt(1);
  }

  /** The threads it cannot do without, once they are all there. */
  private static Thread[] needed() throws InterruptedException {
    Thread[] needed = {};
    for (int look = 0; look < LATEST_LOOKS; look++) {
      TimeUnit.SECONDS.sleep(1);
      Thread[] all = new Thread[MOST_THREADS];
      Thread[] now =
          Stream.of(all)
              .limit(Thread.enumerate(all))
              .filter(DeafKernel::isNeeded)
              .toArray(Thread[]::new);
      boolean listens = Stream.of(now).anyMatch(Loop.class::isInstance);
      if (listens && now.length == needed.length) {
        return now;
      }
      needed = now;
    }
    return new Thread[0];
  }

  private static boolean isNeeded(Thread thread) {
    return thread instanceof Loop || MESSENGERS.stream().anyMatch(thread.getName()::startsWith);
  }

  private static boolean allLive(Thread[] threads) {
    for (Thread thread : threads) {
      if (!thread.isAlive()) {
        return false;
      }
    }
    return true;
  }
}
