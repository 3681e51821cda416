package io.github.concurrencylab.classgraph;

import java.util.List;

/** Names of classes. */
public final class ClassInfoList {
  private final List<String> names;

  ClassInfoList(List<String> names) {
    this.names = names;
  }

  /** The full names. */
  public List<String> getNames() {
    return names;
  }
}
