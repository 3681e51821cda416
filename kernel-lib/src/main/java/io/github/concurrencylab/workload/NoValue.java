package io.github.concurrencylab.workload;

import java.io.Serializable;

/** The result of a task that returned null: results are kept where null cannot be. */
public enum NoValue implements Serializable {
  /** The only one. */
  NULL;

  @Override
  public String toString() {
    return "null";
  }
}
