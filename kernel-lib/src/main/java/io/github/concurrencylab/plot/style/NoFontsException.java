package io.github.concurrencylab.plot.style;

/**
 * A chart cannot be drawn since the system has no fonts at all, as slim container images have not.
 */
public final class NoFontsException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  NoFontsException(Throwable cause) {
    super(
        "charts need a font, and this system has none: install one, fonts-dejavu-core for example,"
            + " then restart the kernel",
        cause);
  }
}
