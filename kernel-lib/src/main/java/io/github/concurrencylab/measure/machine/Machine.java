package io.github.concurrencylab.measure.machine;

import io.github.concurrencylab.base.Check;
import java.util.Locale;

/**
 * Where something was measured.
 *
 * @param processor the processor's name
 * @param processors how many hardware threads could be used
 * @param system the operating system
 * @param runtime the language's runtime and version; if there are several, {@code "; "} between
 */
public record Machine(String processor, int processors, String system, String runtime) {
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
        "Java " + Runtime.version().feature() + " (" + System.getProperty("java.vm.name") + ")");
  }

  /**
   * The same machine with another runtime beside this one.
   *
   * @param other the other runtime, its version and settings
   * @return a new description
   */
  public Machine with(String other) {
    return new Machine(processor, processors, system, runtime + "; " + other);
  }

  /**
   * Whether figures of both may be joined as those of one machine.
   *
   * @param other another description, with the same runtimes or more
   * @return true if processor, system and Java are the same
   */
  public boolean sameAs(Machine other) {
    Check.given("machine", other, "the machine of a measurement");
    return processor.equals(other.processor)
        && processors == other.processors
        && system.equals(other.system)
        && other.runtime.startsWith(runtime);
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
