package io.github.concurrencylab.measure.profile;

/** What a thread that runs tasks can be doing. */
public enum WorkerState {
  /** It has a processor. */
  RUNNING("running"),

  /** It wants a lock that another thread holds. */
  LOCK("waiting for a lock"),

  /** It waits for something else: a signal, a time, a file, an answer. */
  WAITING("waiting for something else"),

  /** It is held up while garbage is collected. */
  COLLECTING("garbage collection"),

  /** It could run, and has no processor. */
  READY("waiting for a processor"),

  /** It has no task. */
  IDLE("no task");

  private final String words;

  WorkerState(String words) {
    this.words = words;
  }

  /**
   * What it is, in words.
   *
   * @return a few words of plain English
   */
  public String words() {
    return words;
  }
}
