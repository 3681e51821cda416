package io.github.concurrencylab.measure.machine;

import io.github.concurrencylab.base.Words;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this virtual machine was started with.
 *
 * @param all the arguments as they were given
 */
record JvmArguments(List<String> all) {
  private static final Pattern AGENT =
      Pattern.compile("-(?:javaagent|agentpath|agentlib):([^=]*)(?:=.*)?", Pattern.DOTALL);
  private static final Pattern SLOW =
      Pattern.compile("-Xint|-Xcomp|-XX:-UseCompiler|-XX:TieredStopAtLevel=[0-3]");
  private static final Pattern RECORDING = Pattern.compile("-XX:StartFlightRecording.*");

  static JvmArguments here() {
    return new JvmArguments(ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /** Those that tell how it runs: no properties, and no paths, which would tell whose it is. */
  List<String> shown() {
    return all.stream()
        .filter(argument -> argument.startsWith("-") && !argument.startsWith("-D"))
        .map(JvmArguments::withoutPaths)
        .toList();
  }

  private static String withoutPaths(String argument) {
    Matcher agent = AGENT.matcher(argument);
    if (agent.matches()) {
      return argument.substring(0, agent.start(1)) + fileName(agent.group(1));
    }
    return argument.replaceAll("([:=,@])(?:file:)?[~.]?(?:[/\\\\]|[A-Za-z]:[/\\\\])[^,]*", "$1…");
  }

  private static String fileName(String path) {
    return path.replaceFirst(".*[/\\\\]", "");
  }

  /** What of them makes times unlike those of any other start, in words that follow "because". */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (String argument : all) {
      Matcher agent = AGENT.matcher(argument);
      if (argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp")) {
        faults.add("a debugger can be attached (jdwp)");
      } else if (agent.matches()) {
        faults.add("an agent is attached (" + Words.plain(fileName(agent.group(1))) + ")");
      } else if (RECORDING.matcher(argument).matches()) {
        faults.add("a flight recording is on");
      } else if (SLOW.matcher(argument).matches()) {
        faults.add("the compiler is restrained (" + argument + ")");
      }
    }
    return faults;
  }
}
