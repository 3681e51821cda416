package io.github.concurrencylab.measure.machine;

import io.github.concurrencylab.base.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where something was measured.
 *
 * @param processor the processor's name
 * @param processors how many hardware threads could be used
 * @param system the operating system
 * @param runtime the language's runtime and version; if there are several, {@code "; "} between
 * @param conditions what figures depend on beside it
 */
public record Machine(
    String processor, int processors, String system, String runtime, Conditions conditions) {
  /**
   * Creates a machine of which no more is known.
   *
   * @param processor the processor's name
   * @param processors how many hardware threads could be used
   * @param system the operating system
   * @param runtime the language's runtime and version
   */
  public Machine(String processor, int processors, String system, String runtime) {
    this(processor, processors, system, runtime, Conditions.UNKNOWN);
  }

  /**
   * This machine.
   *
   * @return its description, without any name that would tell whose it is
   */
  public static Machine here() {
    return new Machine(
        ProcessorName.here(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        "Java " + Runtime.version().feature() + " (" + System.getProperty("java.vm.name") + ")",
        Conditions.here());
  }

  /**
   * The same machine with another runtime beside this one.
   *
   * @param other the other runtime, its version and settings
   * @return a new description
   */
  public Machine with(String other) {
    return new Machine(processor, processors, system, runtime + "; " + other, conditions);
  }

  /**
   * The same machine where tasks of one's own ran.
   *
   * @param code the hash of their code; empty if it is none of one's own
   * @return a new description
   */
  public Machine running(String code) {
    Conditions with =
        new Conditions(conditions.java(), conditions.flags(), conditions.protocol(), code);
    return new Machine(processor, processors, system, runtime, with);
  }

  /**
   * In what two descriptions differ, as far as both say it: figures of both are comparable but for
   * that.
   *
   * @param other another description
   * @return a few words each; none if they are alike
   */
  public List<String> differences(Machine other) {
    Check.given("other", other, "Machine.here() for example");
    List<String> all = new ArrayList<>();
    if (!processor.equals(other.processor)) {
      all.add("processors " + processor + " and " + other.processor);
    }
    if (processors != other.processors) {
      all.add(processors + " and " + other.processors + " of them");
    }
    if (!system.equals(other.system)) {
      all.add("systems " + system + " and " + other.system);
    }
    all.addAll(conditions.differences(other.conditions));
    return all;
  }

  /**
   * Whether figures of both may be joined as those of one machine.
   *
   * @param other another description, with the same runtimes or more
   * @return true if processor, system, Java, its flags and the protocol are the same
   */
  public boolean sameAs(Machine other) {
    Check.given("machine", other, "the machine of a measurement");
    return processor.equals(other.processor)
        && processors == other.processors
        && system.equals(other.system)
        && other.runtime.startsWith(runtime)
        && conditions.withoutCode().differences(other.conditions.withoutCode()).isEmpty();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, %d %s, %s, %s",
        processor,
        processors,
        processors == 1 ? "processor" : "processors",
        system,
        runtime);
  }
}
