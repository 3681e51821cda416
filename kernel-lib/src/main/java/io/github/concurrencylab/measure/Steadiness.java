package io.github.concurrencylab.measure;

/**
 * Whether what was timed had become steady. Times of a model that is not are shown, but nothing is
 * concluded from them.
 *
 * @param steady false if it is known not to be
 * @param why on what grounds, in words that follow "steady" or "not steady"; empty if nobody told
 */
public record Steadiness(boolean steady, String why) {
  /** Of figures that came without a word on it: published ones, and those of older files. */
  public static final Steadiness NOT_TOLD = new Steadiness(true, "");

  /**
   * What was timed was still changing.
   *
   * @param why on what grounds
   * @return that it is not steady
   */
  public static Steadiness notSteady(String why) {
    return new Steadiness(false, why);
  }

  /**
   * What was timed no longer changed.
   *
   * @param why on what grounds
   * @return that it is steady
   */
  public static Steadiness steady(String why) {
    return new Steadiness(true, why);
  }
}
