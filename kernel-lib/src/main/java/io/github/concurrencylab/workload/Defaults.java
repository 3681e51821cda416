package io.github.concurrencylab.workload;

import java.util.Locale;

/** Every default of the lab, in one place. */
public final class Defaults {
  /** Tasks of the article's workload: x = 1 to 15. */
  public static final int TASKS = 15;

  /** Terms a task of the article's workload, at full size. */
  public static final long TERMS = 10_000_000;

  /** Terms a task at the small size, for classrooms and hosts with one processor. */
  public static final long SMALL_TERMS = 1_000_000;

  /** The share of terms skipped at random. */
  public static final double SKIP = 0.01;

  /** The seed of the article's workload: the article's year. */
  public static final long SEED = 2020;

  /** Workers in the article's pools. */
  public static final int WORKERS = 16;

  /** Counted trials a model. */
  public static final int TRIALS = 5;

  /** Trials a model before the counted ones. */
  public static final int WARMUPS = 1;

  /** A difference smaller than this share is called none: one in a hundred, as criterion has it. */
  public static final double NOISE = 0.01;

  /** Resamples of a bootstrap: as many as SciPy takes. */
  public static final int RESAMPLES = 9_999;

  /** Simulated experiments for each row of the table of coverage. */
  public static final int REPLICATIONS = 1_000;

  /**
   * The environment variable that chooses the size: {@code full} (the default) or {@code small}.
   */
  public static final String SIZE_VARIABLE = "CONCURRENCY_LAB_SIZE";

  private Defaults() {}

  /**
   * Whether the small size was asked for.
   *
   * @return true if {@value #SIZE_VARIABLE} says {@code small}
   * @throws IllegalArgumentException if it says anything but {@code small} or {@code full}
   */
  public static boolean small() {
    String size = System.getenv().getOrDefault(SIZE_VARIABLE, "full");
    return switch (size.strip().toLowerCase(Locale.ROOT)) {
      case "small" -> true;
      case "full", "" -> false;
      default ->
          throw new IllegalArgumentException(
              SIZE_VARIABLE + " must be small or full, got " + Check.quoted(size));
    };
  }

  /**
   * Terms a task at the size in force.
   *
   * @return {@link #TERMS} or {@link #SMALL_TERMS}
   */
  public static long terms() {
    return small() ? SMALL_TERMS : TERMS;
  }
}
