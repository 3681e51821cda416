package io.github.concurrencylab.measure;

import io.github.concurrencylab.base.Check;

/**
 * Where figures come from.
 *
 * @param kind who measured, and when
 * @param name what it is called; that of the kind unless there is more to say
 * @param number tells it from others of the same name, from 1; 0 if it is the only one
 */
public record Source(Kind kind, String name, int number) {
  /** Who measured, and when; if anybody did. */
  public enum Kind {
    /** This program, on this machine. */
    HERE("here"),

    /** This program, on another machine: the figures were loaded. */
    LOADED("loaded"),

    /** This program, for the notebooks that the figures come with. */
    RECORDED("recorded"),

    /** Others, who published their figures. */
    PUBLISHED("published"),

    /** Nobody: a simulation, fed with what was measured. */
    PREDICTED("predicted");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** This program, on this machine. */
  public static final Source HERE = of(Kind.HERE);

  /** This program, on another machine. */
  public static final Source LOADED = of(Kind.LOADED);

  /** This program, for the notebooks. */
  public static final Source RECORDED = of(Kind.RECORDED);

  /** A simulation. */
  public static final Source PREDICTED = of(Kind.PREDICTED);

  /** Checks that nothing is missing. */
  public Source {
    Check.given("kind", kind, "HERE for example");
    Check.given("source", name, "\"there\" for example");
  }

  /**
   * A source that is called as its kind.
   *
   * @param kind who measured
   * @return a source
   */
  public static Source of(Kind kind) {
    return new Source(kind, kind.word, 0);
  }

  /**
   * The same under another name.
   *
   * @param other the name
   * @return a new source without a number
   */
  public Source named(String other) {
    return new Source(kind, other, 0);
  }

  /** The same, told from others of its name. */
  public Source numbered(int n) {
    return new Source(kind, name, n);
  }

  /**
   * Whether this program measured, on this machine or on another.
   *
   * @return false for published and for predicted figures
   */
  public boolean isMeasured() {
    return kind != Kind.PUBLISHED && kind != Kind.PREDICTED;
  }

  /**
   * How it is called wherever it is shown.
   *
   * @return {@code here} or {@code here 2} for example
   */
  public String label() {
    return number == 0 ? name : name + " " + number;
  }

  /** Its label. */
  @Override
  public String toString() {
    return label();
  }
}
