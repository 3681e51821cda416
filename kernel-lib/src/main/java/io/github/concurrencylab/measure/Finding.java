package io.github.concurrencylab.measure;

/**
 * What a look at one part of the set-up has found.
 *
 * @param thing the part
 * @param verdict {@value #OK}, {@value #NOTE} or {@value #MEND}
 * @param text what is there, or what is missing and how to mend it, in one line
 */
public record Finding(String thing, String verdict, String text) {
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
  public static Finding ok(String thing, String text) {
    return new Finding(thing, OK, text);
  }

  /**
   * Something is missing that not everybody needs.
   *
   * @param thing the part
   * @param text what, and the remedy
   * @return a finding
   */
  public static Finding note(String thing, String text) {
    return new Finding(thing, NOTE, text);
  }

  /**
   * Something must be mended.
   *
   * @param thing the part
   * @param text what, and the remedy
   * @return a finding
   */
  public static Finding mend(String thing, String text) {
    return new Finding(thing, MEND, text);
  }
}
