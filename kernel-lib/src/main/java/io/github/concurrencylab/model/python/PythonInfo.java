package io.github.concurrencylab.model.python;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What an interpreter says of itself.
 *
 * @param build which Python it is
 * @param switchSeconds after how long a waiting thread asks for the global lock; 0 if it has none
 * @param startMethod how it makes child processes by default: fork, spawn or forkserver; empty if
 *     it makes none
 * @param processors how many hardware threads it may use
 */
public record PythonInfo(
    PythonBuild build, double switchSeconds, String startMethod, int processors) {
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(build.implementation())
        .append(' ')
        .append(build.version())
        .append(" (GIL ")
        .append(
            switch (build.lock()) {
              case ON -> "on";
              case OFF -> "off";
              case NONE -> "none";
            });
    if (build.jit()) {
      text.append(", JIT");
    }
    if (switchSeconds > 0) {
      text.append(", switch interval ")
          .append(
              new BigDecimal(switchSeconds * 1e3, new MathContext(3))
                  .stripTrailingZeros()
                  .toPlainString())
          .append(" ms");
    }
    if (!startMethod.isEmpty()) {
      text.append(", start method ").append(startMethod);
    }
    return text.append(", ")
        .append(processors)
        .append(processors == 1 ? " processor)" : " processors)")
        .toString();
  }
}
