package io.github.concurrencylab.notebook;

import io.github.concurrencylab.measure.RunListeners;
import io.github.concurrencylab.model.transfer.ClassBytes;
import io.github.concurrencylab.notebook.jjava.CellClasses;
import io.github.concurrencylab.notebook.jjava.CellThreads;
import io.github.concurrencylab.notebook.jjava.CompletionIndex;
import io.github.concurrencylab.notebook.jjava.DeafKernel;
import io.github.concurrencylab.notebook.jjava.Imports;
import io.github.concurrencylab.notebook.jjava.Javadoc;
import io.github.concurrencylab.notebook.jjava.Libraries;
import io.github.concurrencylab.notebook.jjava.MemoryErrors;
import io.github.concurrencylab.notebook.jjava.ResetVariables;
import io.github.concurrencylab.notebook.jjava.StopButton;
import io.github.concurrencylab.notebook.jjava.StoppedWords;
import io.github.concurrencylab.notebook.jjava.UnshownErrors;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/**
 * Makes the lab at home in the kernel: imports, renderers, magics and the progress display. The
 * kernel finds it by itself, as a service on its class path. To install it again does nothing;
 * before its libraries are there it waits for them.
 */
public final class LabExtension implements Extension {
  private static final CellClasses CELL_CLASSES = new CellClasses();

  private static final AtomicReference<@Nullable BaseKernel> INSTALLED_IN = new AtomicReference<>();

  /** Creates the extension; the kernel does. */
  public LabExtension() {}

  @Override
  public void install(BaseKernel kernel) {
    Optional<String> missing = Libraries.missing();
    if (missing.isPresent()) {
      Libraries.askAgain(kernel, this);
      System.out.println(
          "Concurrency Lab waits for its libraries, %s for one: add concurrency-lab-libraries.jar too"
              .formatted(missing.get()));
      return;
    }
    if (!INSTALLED_IN.compareAndSet(null, kernel)) {
      return;
    }
    DeafKernel.watch();
    ProxyPassword.install(System.getenv());
    CompletionIndex.putOff(kernel);
    Renderers.register(kernel.getRenderer());
    CellThreads.makeDaemons(kernel);
    StopButton.install(kernel);
    Javadoc.offer(kernel);
    Inspection.install(kernel);
    ResetVariables.tell(kernel);
    MemoryErrors.explain(kernel);
    UnshownErrors.answer(kernel);
    StoppedWords.install(kernel);
    Magics.register(kernel.getMagicsRegistry());
    ClassBytes.add(CELL_CLASSES);
    WarmUp warmUp = new WarmUp();
    RunListeners.use(() -> {
      warmUp.finish();
      return new ProgressDisplay(new Displays(kernel.getIO().display));
    });
    warmUp.start();
    Imports.install(kernel, this);
    warmUp.awaitTables();
  }

  @Override
  public void uninstall(BaseKernel kernel) {
    if (INSTALLED_IN.compareAndSet(kernel, null)) {
      RunListeners.reset();
      ClassBytes.remove(CELL_CLASSES);
    }
  }
}
