package io.github.concurrencylab.workload;

import io.github.concurrencylab.base.Check;
import java.util.Map;

/**
 * A workload as plain data, so that it can cross the border of a process without any code.
 *
 * @param kind which workload it is, {@value ModuloSum#KIND} for example
 * @param values its parameters by name, as text
 */
public record WorkloadData(String kind, Map<String, String> values) {
  /** Copies the values. */
  public WorkloadData {
    values = Map.copyOf(values);
  }

  /**
   * The workload that this describes.
   *
   * @return a workload equal to the one it came from
   * @throws IllegalArgumentException if the kind is unknown or a value is missing or unusable
   */
  public Workload workload() {
    if (kind.equals(ModuloSum.KIND)) {
      return ModuloSum.of(this);
    }
    if (kind.equals(Waiting.KIND)) {
      return Waiting.of(this);
    }
    if (kind.equals(HttpGets.KIND)) {
      return HttpGets.of(this);
    }
    throw new IllegalArgumentException(
        "kind of workload must be %s, %s or %s, got %s"
            .formatted(ModuloSum.KIND, Waiting.KIND, HttpGets.KIND, Check.quoted(kind)));
  }

  /**
   * One parameter.
   *
   * @param name its name
   * @return its value
   * @throws IllegalArgumentException if there is none
   */
  public String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("workload " + Check.quoted(kind) + " lacks " + name);
    }
    return value;
  }
}
