package io.github.concurrencylab.measure;

import io.github.concurrencylab.base.Check;

/**
 * What a reader must know of how figures came about.
 *
 * @param kind what it is about
 * @param text one line
 */
public record Note(Kind kind, String text) {
  /** What a note is about. */
  public enum Kind {
    /** After how many warm-ups models were steady: it says how was measured, and is no warning. */
    STEADY,

    /** What was left over from before the run and waited for, which is no warning either. */
    WAITED,

    /** A model that was not steady, so that no verdict is given on it. */
    NOT_STEADY,

    /** Fewer trials than asked for, for want of time. */
    CAPPED,

    /** One processor, which no model can beat blocking on. */
    ONE_PROCESSOR,

    /** Something that makes figures unstable: other programs, a quota, a debugger. */
    UNSTABLE,

    /** Times that drift from trial to trial. */
    DRIFT,

    /** Times so skewed that an interval may not hold. */
    SKEWED,

    /** Nobody can tell whether another measurement ran at the same time. */
    NOT_ALONE,

    /** The small size instead of the article's. */
    SMALL_SIZE,

    /** Tasks that cannot be shared out evenly. */
    UNEVEN,

    /** More workers than processors. */
    BEYOND_PROCESSORS,

    /** Trials taken over from an earlier run. */
    RESUMED,

    /** A run that did not come to its end. */
    UNFINISHED,

    /** A run that could not be kept. */
    NOT_KEPT,

    /** A part of a file that could not be read. */
    DAMAGED,

    /** A model without figures. */
    FAILED,

    /** Figures of different workloads side by side. */
    OTHER_WORKLOAD,

    /** Figures that were taken under unlike conditions: another JDK, flags, code or protocol. */
    UNLIKE,

    /** A line that the points do not follow. */
    BENT,

    /** Advice that a measurement did not bear out. */
    WRONG_ADVICE,

    /** Tasks that took no longer than calling them, or the same time with ten times the steps. */
    NO_WORK,

    /** Own tasks that polled for a global lock, under every model of the run. */
    POLLED,

    /** Memory of which only a part could be seen. */
    PARTLY_SEEN,

    /** A model that a simulation does not predict. */
    NOT_PREDICTED
  }

  /** Checks that nothing is missing. */
  public Note {
    Check.given("kind", kind, "UNSTABLE for example");
    Check.given("note", text, "a line of text");
  }

  /**
   * Whether a reader must know it before trusting the figures.
   *
   * @return false if it only says how was measured
   */
  public boolean isWarning() {
    return kind != Kind.STEADY && kind != Kind.WAITED;
  }

  /**
   * The same of one of several sources.
   *
   * @param source the source's label
   * @return a note that begins with it
   */
  public Note of(String source) {
    return new Note(kind, source + ": " + text);
  }

  /** Its text. */
  @Override
  public String toString() {
    return text;
  }
}
