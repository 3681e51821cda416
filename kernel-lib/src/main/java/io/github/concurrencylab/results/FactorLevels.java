package io.github.concurrencylab.results;

import java.util.List;

/**
 * The same models measured at several levels of one factor: with several sources of random numbers,
 * for example.
 *
 * @param factor what differs between the levels, as the name of a column
 * @param levels the levels, in the order asked for
 */
public record FactorLevels(String factor, List<Level> levels) {
  /** Copies the list. */
  public FactorLevels {
    levels = List.copyOf(levels);
  }

  /**
   * One level.
   *
   * @param name its name, as it is written in a cell
   * @param words what it is, in a few words
   * @param results the figures measured at it
   */
  public record Level(String name, String words, Results results) {}
}
