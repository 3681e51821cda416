package io.github.concurrencylab.measure.machine;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What figures depend on beside the machine: whoever compares figures is told where it differs.
 * Each is empty where it is not known, as in older files.
 *
 * @param java the exact version of Java, and whose
 * @param flags what changes how it compiles, collects and runs, as it was started
 * @param protocol the version of how trials are measured
 * @param code the hash of the code of one's own tasks; empty if it is the lab's work, too
 */
public record Conditions(String java, String flags, String protocol, String code) {
  /** Of figures that came without a word on it. */
  public static final Conditions UNKNOWN = new Conditions("", "", "", "");

  private static final int SHOWN_HASH = 12;

  /** Checks that nothing is missing. */
  public Conditions {
    Check.given("java", java, "\"\" if it is not known");
    Check.given("flags", flags, "\"\" if they are not known");
    Check.given("protocol", protocol, "\"\" if it is not known");
    Check.given("code", code, "\"\" if it is not known");
  }

  /**
   * Those of this virtual machine.
   *
   * @return all but the code
   */
  static Conditions here() {
    String flags =
        JvmArguments.here().shown().stream()
            .filter(flag -> flag.startsWith("-X"))
            .sorted()
            .collect(Collectors.joining(" "));
    return new Conditions(
        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        flags.isEmpty() ? "none" : flags,
        Defaults.PROTOCOL_VERSION,
        "");
  }

  /**
   * In what two differ, as far as both are known.
   *
   * @param other the others
   * @return a few words each: {@code Java 25.0.3 (Some Vendor) and 25.0.5 (Another)} for example
   */
  List<String> differences(Conditions other) {
    List<String> all = new ArrayList<>();
    add(all, "Java ", java, other.java);
    add(all, "flags ", flags, other.flags);
    add(all, "the protocol's versions ", protocol, other.protocol);
    add(all, "the code of the tasks, ", shortened(code), shortened(other.code));
    return all;
  }

  /** The same without the code, which belongs to a run and not to where it ran. */
  Conditions withoutCode() {
    return new Conditions(java, flags, protocol, "");
  }

  private static void add(List<String> all, String what, String one, String other) {
    if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
      all.add(what + one + " and " + other);
    }
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(SHOWN_HASH, hash.length()));
  }
}
