package io.github.concurrencylab.notebook;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.RunListeners;
import io.github.concurrencylab.measure.timeit.LoopTimer;
import io.github.concurrencylab.measure.timeit.TimedLoop;
import io.github.concurrencylab.notebook.jjava.KernelInternals;
import io.github.concurrencylab.report.Catalogue;
import io.github.concurrencylab.report.Timed;
import java.util.List;
import java.util.Locale;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import tech.tablesaw.api.Table;

/**
 * The lab's magics: {@code %timeit}, {@code %%timeit} and {@code %models}.
 *
 * <p>The code to be timed is compiled once, by the kernel, within a loop; so it sees what earlier
 * cells made, and the loop costs next to nothing.
 */
final class Magics {
  private static final String USAGE =
      "write %timeit [-n LOOPS] [-r SAMPLES] CODE, or %%timeit in a cell's first line and the code below it";

  /** What the compiler says of an expression that stands where a statement should. */
  private static final String NO_STATEMENT = "not a statement";

  private static final String MUST_COMPILE = "code must compile";

  private Magics() {}

  static void register(MagicsRegistry magics) {
    magics.registerLineMagic("timeit", Magics::timeLine);
    magics.registerCellMagic("timeit", Magics::timeCell);
    magics.registerLineMagic("models", Magics::models);
  }

  private static Table models(BaseKernel kernel, List<String> words) {
    if (!words.isEmpty()) {
      throw Check.refusal("%models must stand alone, got " + Check.quoted(words.getFirst()));
    }
    return Catalogue.models();
  }

  /** The kernel hands a line over as words, without the quotes that were in it. */
  private static Timed timeLine(BaseKernel kernel, List<String> words) throws Exception {
    TimeitOptions options = TimeitOptions.of(words);
    try {
      return time(kernel, options, String.join(" ", options.rest()));
    } catch (IllegalArgumentException refused) {
      if (String.valueOf(refused.getMessage()).startsWith(MUST_COMPILE)) {
        throw Check.refusal(
            refused.getMessage()
                + ": a line loses its quotes, put code with quotes below %%timeit");
      }
      throw refused;
    }
  }

  private static Timed timeCell(BaseKernel kernel, List<String> words, String body)
      throws Exception {
    TimeitOptions options = TimeitOptions.of(words);
    if (!options.rest().isEmpty()) {
      throw Check.refusal(
          "%%timeit must have its code below it, got "
              + Check.quoted(String.join(" ", options.rest()))
              + " beside it: "
              + USAGE);
    }
    return time(kernel, options, body);
  }

  private static Timed time(BaseKernel kernel, TimeitOptions options, String code)
      throws Exception {
    if (code.isBlank()) {
      throw Check.refusal("code must be given, got nothing: " + USAGE);
    }
    RunListeners.current().ended(""); // what the kernel does in the background ends first
    TimedLoop loop = compiled(kernel, code);
    try {
      return new Timed(new LoopTimer(options.loops(), options.samples()).time(code, loop));
    } catch (Exception | Error thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  /** With its value taken, if it has one; only the compiler can tell. */
  private static TimedLoop compiled(BaseKernel kernel, String code) {
    JShell shell = shell(kernel);
    TimedSource source = TimedSource.of(code, shell);
    try {
      return (TimedLoop) kernel.evalRaw(source.takingItsValue());
    } catch (RuntimeException noValue) {
      try {
        return (TimedLoop) kernel.evalRaw(source.asItStands());
      } catch (RuntimeException doesNotCompile) {
        String complaint = complaint(shell, source.asItStands());
        if (complaint.equals(NO_STATEMENT)) { // then it was meant to be an expression
          complaint = complaint(shell, source.takingItsValue());
        }
        throw Check.refusal(MUST_COMPILE + ", got " + complaint);
      }
    }
  }

  /** What the compiler says of code that it does not take, in one line. */
  private static String complaint(JShell shell, String code) {
    return shell.eval(code).stream()
        .flatMap(event -> shell.diagnostics(event.snippet()))
        .map(complaint -> complaint.getMessage(Locale.ROOT).strip().replaceAll("\\s+", " "))
        .findFirst()
        .orElse("something else");
  }

  private static JShell shell(BaseKernel kernel) {
    try {
      return KernelInternals.shell(kernel);
    } catch (ReflectiveOperationException absent) {
      throw new IllegalStateException("%timeit needs the kernel JJava 1.0", absent);
    }
  }

  /**
   * What stands between the magic and the code.
   *
   * @param loops loops of a sample; 0 if not given
   * @param samples how many samples
   * @param rest what follows
   */
  record TimeitOptions(long loops, int samples, List<String> rest) {
    static TimeitOptions of(List<String> words) {
      long loops = 0;
      long samples = Defaults.TIMED_SAMPLES;
      int at = 0;
      while (at < words.size() && words.get(at).matches("-[nr]\\S*")) {
        String option = words.get(at).substring(0, 2);
        String number = words.get(at).substring(2);
        at++;
        if (number.isEmpty() && at < words.size()) {
          number = words.get(at);
          at++;
        }
        long value = number(option, number);
        if (option.equals("-n")) {
          loops = Check.between("-n", value, 1, LoopTimer.MOST_LOOPS);
        } else {
          samples = Check.between("-r", value, 1, LoopTimer.MOST_SAMPLES);
        }
      }
      return new TimeitOptions(loops, (int) samples, words.subList(at, words.size()));
    }

    private static long number(String option, String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException none) {
        throw Check.refusal(
            option + " must be a whole number, got " + Check.quoted(text) + ": " + USAGE);
      }
    }
  }
}
