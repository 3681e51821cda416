package io.github.concurrencylab.measure.machine;

/**
 * What a look at one part of the set-up has found.
 *
 * @param thing the part
 * @param verdict {@value #OK}, {@value #NOTE} or {@value #MEND}
 * @param text what is there, or what is missing and how to mend it, in one line
 */
public record HealthCheck(String thing, String verdict, String text) {
  /** All is well. */
  public static final String OK = "ok";

  /** Something is missing that not everybody needs. */
  public static final String NOTE = "note";

  /** Something must be mended. */
  public static final String MEND = "MEND";

  /**
   * All is well.
   *
   * @param thing the part
   * @param text what is there
   * @return a finding
   */
  public static HealthCheck ok(String thing, String text) {
    return new HealthCheck(thing, OK, text);
  }

  /**
   * Something is missing that not everybody needs.
   *
   * @param thing the part
   * @param text what, and the remedy
   * @return a finding
   */
  public static HealthCheck note(String thing, String text) {
    return new HealthCheck(thing, NOTE, text);
  }

  /**
   * Something must be mended.
   *
   * @param thing the part
   * @param text what, and the remedy
   * @return a finding
   */
  public static HealthCheck mend(String thing, String text) {
    return new HealthCheck(thing, MEND, text);
  }
}
