package io.github.concurrencylab.base;

import org.jspecify.annotations.Nullable;

/**
 * A method of a cell that uses a name which no cell declares. JShell takes such a method, in case
 * the name comes later, and lets it throw until then.
 */
public final class UndeclaredName {
  private static final String THROWN = "jdk.jshell.spi.SPIResolutionException";

  private UndeclaredName() {}

  /**
   * Whether it is what was thrown, here or in another process. Such a throwable may not be a cause:
   * the kernel can show it alone, and ends the cell without an answer where it stands behind
   * another.
   *
   * @param thrown what was thrown
   * @return true if it, or a cause of it, is that
   */
  public static boolean isBehind(@Nullable Throwable thrown) {
    return find(thrown) != null;
  }

  private static @Nullable Throwable find(@Nullable Throwable thrown) {
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < UserFrames.MOST_CAUSES; depth++) {
      if (each.toString().startsWith(THROWN)) { // of another process too, whose class is another
        return each;
      }
      each = each.getCause();
    }
    return null;
  }

  /**
   * What is to be said of it.
   *
   * @param how what would be said otherwise
   * @param thrown what was thrown
   * @return the method and the remedy, or what was given if it is something else
   */
  public static String explained(String how, @Nullable Throwable thrown) {
    Throwable found = find(thrown);
    if (found == null) {
      return how;
    }
    StackTraceElement[] stack = found.getStackTrace();
    String method = stack.length == 0 ? "<init>" : stack[0].getMethodName();
    return usedBy(method.startsWith("<") ? "a class of a cell" : method);
  }

  /**
   * What is to be said of it, where it is known who uses the name.
   *
   * @param what a method or a class of a cell
   * @return that, and the remedy
   */
  public static String usedBy(String what) {
    return what
        + " uses a name that no cell declares: import it, or run the cell that declares it, and then"
        + " this one again";
  }
}
