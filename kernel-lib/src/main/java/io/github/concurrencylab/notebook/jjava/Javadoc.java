package io.github.concurrencylab.notebook.jjava;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.SourceCodeAnalysis;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/**
 * Lets Shift-Tab show the Javadoc of the lab. JShell reads Javadoc from sources and looks for those
 * of the JDK alone; ours lie in the lab's own jar, so that none need be at hand.
 *
 * <p>JShell has no place to name more sources. It keeps a list of those it has found; this is put
 * in its place. Where a later one has no such list, only signatures are shown.
 */
public final class Javadoc {
  /** Where the jar has our sources: not among its classes, where a compiler would find them. */
  private static final String SOURCES = "META-INF/sources";

  private Javadoc() {}

  /**
   * Offers it from now on.
   *
   * @param kernel the kernel
   */
  public static void offer(BaseKernel kernel) {
    try {
      SourceCodeAnalysis analysis = KernelInternals.shell(kernel).sourceCodeAnalysis();
      Field known = KernelInternals.field(analysis.getClass(), "availableSources");
      Method find = analysis.getClass().getDeclaredMethod("findSources");
      find.setAccessible(true);
      known.set(analysis, new AllSources(analysis, known, find));
    } catch (ReflectiveOperationException | RuntimeException otherShell) {
      // Signatures are shown all the same.
    }
  }

  /** Those of the JDK and ours, looked for when the first Javadoc is asked for. */
  private static final class AllSources extends AbstractList<Path> {
    private final SourceCodeAnalysis analysis;
    private final Field known;
    private final Method find;
    private @Nullable List<Path> found;

    AllSources(SourceCodeAnalysis analysis, Field known, Method find) {
      this.analysis = analysis;
      this.known = known;
      this.find = find;
    }

    @Override
    public Path get(int index) {
      return found().get(index);
    }

    @Override
    public int size() {
      return found().size();
    }

    private synchronized List<Path> found() {
      List<Path> all = found;
      if (all == null) {
        all = new ArrayList<>(jdks());
        all.addAll(ours());
        found = all;
      }
      return all;
    }

    @SuppressWarnings("unchecked")
    private List<Path> jdks() {
      try {
        known.set(analysis, null);
        return (List<Path>) find.invoke(analysis);
      } catch (ReflectiveOperationException unknown) {
        return List.of();
      } finally {
        restore();
      }
    }

    private void restore() {
      try {
        known.set(analysis, this);
      } catch (IllegalAccessException notOpen) {
        throw new IllegalStateException(notOpen);
      }
    }

    private static List<Path> ours() {
      try {
        Path place =
            Path.of(Javadoc.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path sources =
            Files.isDirectory(place)
                ? place.resolve(SOURCES)
                : FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())
                    .getPath(SOURCES);
        return Files.isDirectory(sources) ? List.of(sources) : List.of();
      } catch (URISyntaxException | IOException | RuntimeException none) {
        return List.of();
      }
    }
  }
}
