package io.github.concurrencylab.notebook.jjava;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Lets the lab's jar come to a kernel before its libraries: each {@code %classpath} brings one
 * more, in whatever order, and the kernel asks an extension only once by itself.
 */
public final class Libraries {
  /**
   * A class of each that the lab is compiled against. They are asked for by name: what has once
   * failed to link fails for ever.
   */
  static final List<String> NEEDED =
      List.of(
          "tech.tablesaw.api.Table",
          "org.jfree.chart.JFreeChart",
          "org.apache.batik.svggen.SVGGraphics2D",
          "org.apache.commons.math3.util.FastMath",
          "org.apache.commons.statistics.inference.TTest",
          "org.apache.commons.statistics.descriptive.Mean",
          "com.fasterxml.jackson.databind.ObjectMapper",
          "oshi.SystemInfo");

  private Libraries() {}

  /** A class that is still missing, if one is. */
  public static Optional<String> missing() {
    return NEEDED.stream().filter(name -> !isThere(name)).findFirst();
  }

  private static boolean isThere(String name) {
    try {
      var ignored = Class.forName(name, false, Libraries.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError notYet) {
      return false;
    }
  }

  /**
   * Makes the kernel ask the extension again when something more comes to the class path.
   *
   * @param kernel the kernel; one that this does not know does not ask again
   * @param lab the extension
   */
  public static void askAgain(BaseKernel kernel, Extension lab) {
    try {
      Map<String, Extension> installed = KernelInternals.extensions(kernel);
      installed.remove(lab.getClass().getName(), lab);
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      // There the libraries have to come first.
    }
  }
}
