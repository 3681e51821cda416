package io.github.concurrencylab.classgraph;

/** What Tablesaw asks to look for its readers and writers. */
public final class ClassGraph {
  /** Made by Tablesaw. */
  public ClassGraph() {}

  /** Changes nothing. */
  public ClassGraph enableAllInfo() {
    return this;
  }

  /** Changes nothing: there is only one package with an answer. */
  public ClassGraph whitelistPackages(String... ignored) {
    return this;
  }

  /** The answer, which needs no scan. */
  public ScanResult scan() {
    return new ScanResult();
  }
}
