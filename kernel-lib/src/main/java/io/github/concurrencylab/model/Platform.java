package io.github.concurrencylab.model;

/**
 * What runs a model's tasks.
 *
 * @param kind which sort of system
 * @param detail which one of that sort: for Python the label of an interpreter other than the usual
 *     one, {@code PyPy 3.9} for example, without its path; for Spark the master's URL; empty if
 *     there is no more to say
 */
public record Platform(Kind kind, String detail) {
  /** This virtual machine, or children like it. */
  public static final Platform JAVA = new Platform(Kind.JAVA, "");

  /** The sorts of systems. */
  public enum Kind {
    /** The Java virtual machine. */
    JAVA,

    /** An interpreter of Python. */
    CPYTHON,

    /** Apache Spark. */
    SPARK
  }
}
