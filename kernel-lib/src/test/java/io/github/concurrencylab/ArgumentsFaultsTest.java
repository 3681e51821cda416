package io.github.concurrencylab;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every public call, with every argument that will not do: always a value or one line, soon, and
 * nothing half-done. Whatever cannot be called here, a new method say, is a failure too.
 */
@Fault
@Lengthy
class ArgumentsFaultsTest {
  /**
   * What never succeeds here: there is no recorded/, no Spark was run, and these models have no
   * such number.
   */
  private static final Set<String> NEVER =
      Set.of(
          "Lab.recorded(String name)",
          "Prediction.cluster(int executors, int tasks)",
          "Prediction.crossovers(Model other, int[] executors)",
          "ParallelStream.withWorkers(int workers)",
          "Blocking.withWorkers(int workers)",
          "VirtualThreads.withWorkers(int workers)",
          "Spark.withWorkers(int workers)",
          "EventLoopModel.withWorkers(int workers)",
          "OwnExecutor.withWorkers(int count)"); // of a pool whose size its maker knows alone

  /** What runs something. */
  private static final Set<String> MEASURING =
      Set.of(
          "run",
          "resume",
          "factorial",
          "algorithms",
          "scaling",
          "cost",
          "profile",
          "advise",
          "checked",
          "checkAdvice",
          "crossover",
          "memory",
          "clocks",
          "sameDistribution",
          "coverage");

  /** Made once, for all tests. */
  private static final class Kit {
    static final Calls CALLS = made();

    private static Calls made() {
      try {
        return new Calls(Path.of("target", "arguments"));
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  @Test
  @Timeout(300)
  void should_know_how_to_make_every_public_call() {
    assertThat(Calls.TYPES).hasSizeGreaterThan(60);
    assertThat(Kit.CALLS.unknown()).isEmpty();
  }

  @Test
  @Timeout(300)
  void should_answer_every_call_with_a_value_or_one_line() throws Exception {
    List<String> faults = new ArrayList<>();
    Set<String> succeeded = new HashSet<>();
    Set<String> all = new TreeSet<>();
    for (Class<?> type : Calls.TYPES) {
      for (Method method : PublicCalls.methods(type)) {
        String name = PublicCalls.shown(type, method);
        all.add(name);
        for (Calls.Call call : Kit.CALLS.calls(type, method)) {
          Calls.Made made = Kit.CALLS.made(call);
          if (made.thrown() == null) {
            succeeded.add(name);
          }
          if (!made.fault().isEmpty()) {
            faults.add(call + ": " + made.fault());
          }
        }
      }
    }
    assertThat(faults).isEmpty();
    all.removeAll(succeeded);
    all.removeAll(Calls.LONG);
    assertThat(all).as("what was never answered with a value").isSubsetOf(NEVER);
  }

  @Provide
  Arbitrary<Calls.Call> mixes() {
    List<Calls.Call> all =
        Calls.TYPES.stream()
            .flatMap(type ->
                PublicCalls.methods(type).stream()
                    .filter(method -> method.getParameterCount() > 0)
                    .filter(method -> !MEASURING.contains(method.getName()))
                    .flatMap(method -> Kit.CALLS.calls(type, method).stream()))
            .toList();
    return Arbitraries.of(all).flatMap(ArgumentsFaultsTest::mixed);
  }

  private static Arbitrary<Calls.Call> mixed(Calls.Call call) {
    List<Arbitrary<Object>> each = new ArrayList<>();
    for (Parameter parameter : call.method().getParameters()) {
      each.add(any(parameter));
    }
    return Combinators.combine(each)
        .as(with -> new Calls.Call(call.type(), call.method(), call.on(), with));
  }

  private static Arbitrary<Object> any(Parameter parameter) {
    Arbitrary<Object> known = Arbitraries.of(Kit.CALLS.all(parameter));
    if (parameter.getName().equals("path")) {
      return known; // not just any file is to be written
    }
    Arbitrary<?> other =
        switch (parameter.getType().getSimpleName()) {
          case "int" -> Arbitraries.integers();
          case "long" -> Arbitraries.longs();
          case "double" -> Arbitraries.doubles();
          case "String" -> Arbitraries.strings();
          case "Duration" -> Arbitraries.longs().map(Duration::ofSeconds);
          default -> known;
        };
    return Arbitraries.oneOf(known, other.map(value -> value));
  }

  @Property(tries = 1_000)
  void should_answer_any_mix_of_arguments_with_a_value_or_one_line(@ForAll("mixes") Calls.Call call)
      throws Exception {
    assertThat(Kit.CALLS.made(call).fault()).as(call.toString()).isEmpty();
  }
}
