package io.github.concurrencylab.notebook.jjava;

import io.github.concurrencylab.measure.RunInterruptedException;
import java.lang.reflect.Field;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * Lets a run that was stopped say what is kept of it, and not what Java calls that. The kernel has
 * no place for it but the object that colours its errors.
 */
public final class StoppedWords extends StringStyler {
  private static final String CLASS = RunInterruptedException.class.getName() + ": ";

  private StoppedWords(
      String primary, String secondary, String highlight, Function<Integer, String> linePrefix) {
    super(primary, secondary, highlight, linePrefix);
  }

  /**
   * Takes its place in the kernel, if the kernel is one that it knows.
   *
   * @param kernel the kernel
   */
  public static void install(BaseKernel kernel) {
    try {
      Field place = KernelInternals.field(BaseKernel.class, "errorStyler");
      StringStyler usual = (StringStyler) place.get(kernel);
      @SuppressWarnings("unchecked")
      Function<Integer, String> linePrefix = (Function<Integer, String>) part(usual, "linePrefix");
      place.set(
          kernel,
          new StoppedWords(
              (String) part(usual, "primaryStyle"),
              (String) part(usual, "secondaryStyle"),
              (String) part(usual, "hlStyle"),
              linePrefix));
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      // Its own words stay.
    }
  }

  private static Object part(StringStyler styler, String name) throws ReflectiveOperationException {
    return KernelInternals.field(StringStyler.class, name).get(styler);
  }

  @Override
  public String secondary(String line) {
    return super.secondary(line.startsWith(CLASS) ? line.substring(CLASS.length()) : line);
  }
}
