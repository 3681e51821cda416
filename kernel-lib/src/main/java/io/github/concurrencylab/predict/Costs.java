package io.github.concurrencylab.predict;

/**
 * What a model takes beside its tasks, in seconds.
 *
 * @param start the start, one step after another
 * @param worker what each worker needs, at the same time as the others
 * @param each from the end of a task until its worker begins the next
 * @param outside before the first task and after the last one
 * @param turn how a global lock is handed over; {@link Turn#NONE} without one
 */
public record Costs(double start, Worker worker, double each, double outside, Turn turn) {
  /** Nothing but the tasks. */
  public static final Costs NONE = new Costs(0, Worker.NONE, 0, 0, Turn.NONE);

  /**
   * What a worker needs once, in processor seconds.
   *
   * @param start its start, which all wait for
   * @param first what it does more for its first task: code to load and to compile
   */
  public record Worker(double start, double first) {
    /** Nothing. */
    public static final Worker NONE = new Worker(0, 0);
  }

  /**
   * How a global lock is handed over.
   *
   * @param held seconds until a thread that others wait for lets go
   * @param handOver seconds until the next one has it
   */
  public record Turn(double held, double handOver) {
    /** Never. */
    public static final Turn NONE = new Turn(Double.POSITIVE_INFINITY, 0);
  }
}
