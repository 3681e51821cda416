package io.github.concurrencylab.model;

/** Takes what tasks print in other processes, line by line, on any thread. */
@FunctionalInterface
public interface Printed {
  /**
   * Takes a line.
   *
   * @param by what printed it: a task, or the process where it is not known which
   * @param text the line, without what breaks it or is invisible
   */
  void line(String by, String text);
}
