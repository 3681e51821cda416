package io.github.concurrencylab.measure;

/** Sees how a run goes on: for a progress display. Called from a thread of the run's own. */
public interface RunListener {
  /** A listener that does nothing. */
  RunListener SILENT =
      new RunListener() {
        @Override
        public void update(RunProgress progress) {}

        @Override
        public void ended(String summary) {}
      };

  /**
   * Called several times a second while the run goes on.
   *
   * @param progress how far it has come
   */
  void update(RunProgress progress);

  /**
   * Called once, when the run has ended, however it ended.
   *
   * @param summary one line about the whole
   */
  void ended(String summary);
}
