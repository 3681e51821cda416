package io.github.concurrencylab.model.python;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What an interpreter says of itself.
 *
 * @param version its version, {@code 3.11.7} for example
 * @param gil whether it has its global lock on
 * @param switchSeconds after how long a waiting thread asks for that lock
 * @param startMethod how it makes child processes by default: fork, spawn or forkserver
 * @param processors how many hardware threads it may use
 */
public record PythonInfo(
    String version, boolean gil, double switchSeconds, String startMethod, int processors) {
  @Override
  public String toString() {
    return "CPython %s (GIL %s, switch interval %s ms, start method %s, %s %s)"
        .formatted(
            version,
            gil ? "on" : "off",
            new BigDecimal(switchSeconds * 1e3, new MathContext(3))
                .stripTrailingZeros()
                .toPlainString(),
            startMethod,
            processors,
            processors == 1 ? "processor" : "processors");
  }
}
