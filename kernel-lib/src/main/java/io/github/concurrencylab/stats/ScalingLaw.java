package io.github.concurrencylab.stats;

/**
 * How time falls with more workers: T(p) = T(1) (1 + σ (p - 1) + κ p (p - 1)) / p, where σ is the
 * share of the work that must be done one after another, and κ the share of time that each pair of
 * workers costs by having to agree.
 */
public enum ScalingLaw {
  /**
   * With κ = 0: G. M. Amdahl (1967), "Validity of the single processor approach to achieving large
   * scale computing capabilities", AFIPS Conference Proceedings 30.
   */
  AMDAHL("Amdahl's law", 2),

  /**
   * With both: N. J. Gunther, "Guerrilla Capacity Planning" (2007), chapter 4. Beyond some number
   * of workers more of them make it slower.
   */
  UNIVERSAL("Universal Scalability Law", 3);

  private final String words;
  private final int parameters;

  ScalingLaw(String words, int parameters) {
    this.words = words;
    this.parameters = parameters;
  }

  /**
   * The law's name.
   *
   * @return the name, in English
   */
  public String words() {
    return words;
  }

  /** How many parameters it has: T(1), σ and perhaps κ. */
  int parameters() {
    return parameters;
  }
}
