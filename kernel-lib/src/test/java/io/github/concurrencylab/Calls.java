package io.github.concurrencylab;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.cpu;
import static io.github.concurrencylab.Lab.article;
import static io.github.concurrencylab.Lab.blocking;
import static io.github.concurrencylab.Lab.eventLoop;
import static io.github.concurrencylab.Lab.forkJoin;
import static io.github.concurrencylab.Lab.gil;
import static io.github.concurrencylab.Lab.httpGets;
import static io.github.concurrencylab.Lab.parallelStream;
import static io.github.concurrencylab.Lab.processes;
import static io.github.concurrencylab.Lab.published;
import static io.github.concurrencylab.Lab.python;
import static io.github.concurrencylab.Lab.pythonTasks;
import static io.github.concurrencylab.Lab.spark;
import static io.github.concurrencylab.Lab.tasks;
import static io.github.concurrencylab.Lab.threads;
import static io.github.concurrencylab.Lab.trials;
import static io.github.concurrencylab.Lab.virtualThreads;
import static io.github.concurrencylab.Lab.waiting;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.findings.Comparison;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.RunInterruptedException;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.WrongResultException;
import io.github.concurrencylab.measure.profile.AllocatedType;
import io.github.concurrencylab.measure.profile.HotMethod;
import io.github.concurrencylab.measure.profile.WaitedFor;
import io.github.concurrencylab.measure.profile.WorkerState;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.Leftovers;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.python.PythonBuild;
import io.github.concurrencylab.plot.style.ChartUnavailableException;
import io.github.concurrencylab.predict.Hardware;
import io.github.concurrencylab.predict.Predicted;
import io.github.concurrencylab.report.AdviceCheck;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.report.Scaling;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.store.Store;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.table.Coverage;
import io.github.concurrencylab.table.SameDistribution;
import io.github.concurrencylab.workload.Algorithm;
import io.github.concurrencylab.workload.IndexedTask;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.PollingTask;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Workload;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Public calls with arguments that will do and others that may not, and what must hold of each: a
 * value or one line, soon, and nothing half-done.
 */
@NullUnmarked // what a cell may hand over
final class Calls {
  private static final long PATIENCE_SECONDS = 60;
  private static final int LONGEST_LINE = 2_500;
  static final Set<Class<?>> TYPES = PublicCalls.types();

  private static final Set<Class<? extends Throwable>> DOCUMENTED =
      Set.of(
          IllegalArgumentException.class,
          ModelUnavailableException.class,
          TaskFailedException.class,
          WrongResultException.class,
          RunInterruptedException.class,
          ChartUnavailableException.class);

  /** As paths these would be files in the working directory. */
  private static final List<String> RELATIVE = List.of("~", "%s%n%d", "$1\\");

  /** What takes seconds: only what is refused. Others that do the same are called with all. */
  static final Set<String> LONG =
      Set.of(
          "Lab.coverage()",
          "Lab.profile(Workload workload, Model model)",
          "Lab.checkAdvice(Workload[] workloads)",
          "Lab.crossover(Function<Integer, ? extends Workload> work, Model first, Model second, int[]"
              + " tasks)",
          "Lab.memory(Workload workload, Model[] models)",
          "Experiment.checkAdvice(Workload[] workloads)",
          "Advice.checked()",
          "Lab.factorial(List<RandomSource> sources, Model[] models)");

  /** Arguments for parameters of a type, or of a type and name: one that will do, and others. */
  private final Map<String, Arguments> arguments = new HashMap<>();

  private final Map<Class<?>, List<Object>> receivers;

  private final Path folder;

  record Arguments(Object good, List<Object> others) {}

  /** One call to be made. */
  record Call(Class<?> type, Method method, @Nullable Object on, List<Object> with) {
    @Override
    public String toString() {
      String all = with.stream().map(Calls::shown).toList().toString();
      return PublicCalls.shown(type, method)
          + (on == null ? "" : " on " + shown(on))
          + " with "
          + all;
    }
  }

  private static String shown(@Nullable Object value) {
    String text = Arrays.deepToString(new Object[] {value});
    return text.length() > 120 ? Check.quoted(text) : Check.plain(text);
  }

  private void given(String parameter, Object good, Object... others) {
    arguments.put(parameter, new Arguments(good, Arrays.asList(others)));
  }

  private static <E extends Throwable> void boom() throws E {
    @SuppressWarnings("unchecked")
    E checked = (E) new java.io.IOException("boom\nand " + HOSTILE);
    throw checked;
  }

  private static ModuloSum work() {
    return article().tasks(2).terms(1_000);
  }

  /**
   * Makes the values.
   *
   * @param folder where files may be made
   */
  Calls(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder.toAbsolutePath());
    OwnTasks failing =
        tasks(
            "failing",
            2,
            i -> {
              throw new IllegalStateException("boom\nand " + HOSTILE);
            });
    OwnTasks error =
        tasks(
            "error",
            2,
            i -> {
              throw new StackOverflowError("boom");
            });
    OwnTasks doubted =
        tasks("doubted", 2, i -> i)
            .verify(all -> {
              boom();
              return true;
            });
    OwnTasks wrong = tasks("wrong", 2, i -> i).verify(all -> false);
    OwnTasks random = tasks("random", 2, i -> new Object());
    Path saved = folder.resolve("saved.json");
    Path empty = folder.resolve("empty.json");
    Files.writeString(empty, "{\"schema\": 2, \"measurements\": []}");
    Report report = trials(2).warmups(0).run(work(), blocking(), threads(2), gil(2), gil(1));
    report.save(saved.toString());

    numbers();
    texts(saved, empty);
    given("boolean", true, false);
    given("Object obj", "x", (Object) null);
    given("Object o", "x", (Object) null);
    given(
        "Duration",
        Duration.ofSeconds(2),
        null,
        Duration.ZERO,
        Duration.ofNanos(1),
        Duration.ofSeconds(-1),
        Duration.ofSeconds(Long.MAX_VALUE),
        Duration.ofSeconds(Long.MIN_VALUE));
    given("Model", threads(2), null, blocking(), new Nameless());
    given(
        "Model[] models",
        new Model[] {blocking(), threads(2)},
        null,
        new Model[0],
        new Model[] {null},
        new Model[] {blocking(), null},
        new Model[] {blocking(), blocking()},
        new Model[] {eventLoop().createTasksFirst(() -> boom())},
        Collections.nCopies(1_000, blocking()).toArray(Model[]::new));
    given(
        "Workload", work(), null, failing, error, doubted, wrong, random, pythonTasks("p", 1, "x"));
    given(
        "Workload[] workloads",
        new Workload[] {work()},
        null,
        new Workload[0],
        new Workload[] {null},
        new Workload[] {work(), null},
        new Workload[] {failing});
    given("ModuloSum", work(), null, work().random(RandomSource.NONE));
    given("RandomSource", RandomSource.NONE, null, RandomSource.SHARED);
    given(
        "RandomSource[] sources",
        new RandomSource[] {RandomSource.NONE},
        null,
        new RandomSource[0],
        new RandomSource[] {null});
    given(
        "List<RandomSource> sources",
        List.of(RandomSource.NONE),
        null,
        List.of(),
        Collections.singletonList(null),
        List.of(RandomSource.NONE, RandomSource.NONE));
    given("Algorithm", Algorithm.JUMPS, (Object) null);
    given("Report", report, null, published(), Lab.load(empty.toString()));
    given(
        "Report[] reports",
        new Report[] {report, published()},
        null,
        new Report[0],
        new Report[] {null},
        new Report[] {report, null},
        new Report[] {Lab.load(empty.toString())});
    given("Table", report.summary(), (Object) null);
    given("Results", report.results(), null, new Results(List.of()));
    given(
        "int[]",
        new int[] {1, 2},
        null,
        new int[0],
        new int[] {0},
        new int[] {-1, 1},
        new int[] {Integer.MAX_VALUE},
        new int[] {2, 2},
        new int[100_000]);
    given("Model first", blocking(), null, new Nameless());
    given(
        "int[] tasks",
        new int[] {1, 2, 4},
        null,
        new int[0],
        new int[] {1, 2},
        new int[] {0, 1, 2},
        new int[] {-1, 1, 2},
        new int[] {2, 2, 2},
        new int[100_000]);
    given(
        "long[]",
        new long[] {1_000, 2_000},
        null,
        new long[0],
        new long[] {0},
        new long[] {-1, 1},
        new long[] {Long.MAX_VALUE},
        new long[] {2, 2},
        new long[100_000]);
    IndexedTask body = i -> i;
    PollingTask polling = (i, safepoint) -> i;
    given("IndexedTask", body, (Object) null);
    given("PollingTask", polling, (Object) null);
    Predicate<List<Object>> holds = all -> true;
    given("Predicate<List<Object>>", holds, (Object) null);
    Runnable nothing = () -> {};
    given("Runnable", nothing, (Object) null);
    Function<Long, Workload> sized = n -> work().terms(n);
    Function<Long, Workload> none = n -> null;
    Function<Long, Workload> throwing =
        n -> {
          boom();
          return work();
        };
    given("Function<Long, ? extends Workload>", sized, null, none, throwing);
    Function<Integer, Workload> many = n -> work().tasks(n);
    Function<Integer, Workload> noneOfMany = n -> null;
    Function<Integer, Workload> throwingMany =
        n -> {
          boom();
          return work();
        };
    given("Function<Integer, ? extends Workload>", many, null, noneOfMany, throwingMany);
    UnaryOperator<ModelId> renamed = model -> model.named("again");
    UnaryOperator<ModelId> unnamed = model -> null;
    given("UnaryOperator<ModelId>", renamed, null, unnamed);
    Function<Object, OptionalDouble> figure = trial -> OptionalDouble.of(1);
    given("Function<Trial$Measured, OptionalDouble>", figure, (Object) null);
    ToDoubleFunction<Object> detail = details -> 1;
    given("ToDoubleFunction<Trial$Details>", detail, (Object) null);
    Supplier<ExecutorService> pool = Executors::newCachedThreadPool;
    Supplier<ExecutorService> noPool = () -> null;
    given("Supplier<? extends ExecutorService>", pool, null, noPool);
    IntFunction<ExecutorService> sizedPool = Executors::newFixedThreadPool;
    IntFunction<ExecutorService> noneSized = workers -> null;
    given("IntFunction<? extends ExecutorService>", sizedPool, null, noneSized);
    given("Note$Kind", Note.Kind.UNSTABLE, (Object) null);
    RunPlan plan = RunPlan.of(work(), List.of(blocking()), 2, "protocol");
    given("RunPlan", plan, (Object) null);
    given("RunPlan plan", plan, (Object) null);
    given("List<Trial>", report.results().measurements().getFirst().trials(), null, List.of());

    List<Object> values =
        new ArrayList<>(
            List.of(
                work(),
                tasks("own", 2, i -> i),
                waiting(2, 0.001),
                httpGets(1, 0.0),
                blocking(),
                threads(2),
                forkJoin(2),
                gil(2),
                gil(2).everyTicks(3),
                eventLoop(),
                parallelStream(),
                virtualThreads(),
                processes(2),
                python(threads(2)),
                Lab.interpreters(2),
                Lab.executor("pool", pool),
                spark(),
                trials(2).warmups(0),
                report,
                report.bars(),
                published(),
                Lab.load(empty.toString()),
                Lab.scaling(report),
                new Scaling(new Results(List.of())),
                trials(2).warmups(0).cost(work(), blocking(), 1_000, 2_000),
                trials(2).warmups(0).factorial(work(), List.of(RandomSource.NONE), blocking()),
                Lab.profile(work(), threads(2), 0.1)));
    values.addAll(
        List.of(
            Lab.history(),
            Lab.pythons(),
            Lab.cite(),
            new PythonBuild("CPython", "3.14.0", PythonBuild.Lock.ON, false),
            PythonBuild.Lock.ON,
            Lab.compareMachines(report, published()),
            Lab.doctor(),
            Lab.machine(),
            Lab.machine().clocks(work(), blocking()),
            Lab.hypotheses().untested("scheduler", "elsewhere").because("lock", report, gil(2)),
            Lab.advise(work()),
            new AdviceCheck(List.of(new AdviceCheck.Case(Lab.advise(work()), report))),
            trials(1).memory(work(), blocking(), threads(2)),
            trials(2).warmups(0).crossover(many, blocking(), threads(2), 1, 2, 4),
            Lab.predict(report, 2, 4),
            Hardware.ALIKE,
            new Predicted(blocking().id(), 4, Estimate.NONE, Optional.of("it was not measured")),
            Comparison.without("too few runs"),
            Comparison.Kind.FASTER,
            new Comparison.Tests(0.01, 0.02, false, 5, 5),
            new Trial.Failed(blocking().id(), "it broke"),
            new Trial.Details(0, new CpuTime(1, 0), "1", Timeline.EMPTY, List.of()),
            Timeline.EMPTY,
            new Span(0, "thread-1", 1, 2),
            new LockSpan("thread-1", LockSpan.State.HOLDING, 1, 2),
            cpu(0.1, List.of(0.5), 0.5),
            new HotMethod("x.Y.z", 1, 1),
            new AllocatedType("x.Y", "x.Y.z", 1),
            new WaitedFor(WorkerState.LOCK, "x.Y", "x.Y.z", 1, new WaitedFor.Waits(1, 0.1))));
    receivers = PublicCalls.byType(values, TYPES);
    for (Class<?> type : List.copyOf(receivers.keySet())) {
      List<Object> some = receivers.getOrDefault(type, List.of());
      // A new kind of value is its own first argument.
      if (!arguments.containsKey(type.getSimpleName()) && !some.isEmpty()) {
        given(type.getSimpleName(), some.getFirst(), (Object) null);
      }
    }
  }

  private void numbers() {
    given("int", 2, 0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    given("int seeds", 100, 0, -1, SameDistribution.MOST_SEEDS + 1, Integer.MIN_VALUE);
    given("int replications", 100, 0, -1, Coverage.MOST_REPLICATIONS + 1, Integer.MIN_VALUE);
    given("int number", 1, 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    given("long", 2L, 0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
    given(
        "double",
        0.5,
        0.0,
        -0.0,
        1.0,
        -1.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        Double.MAX_VALUE);
    given("double seconds", 0.1, 0.0, -1.0, Double.NaN, 1e300, Double.POSITIVE_INFINITY);
  }

  private void texts(Path saved, Path empty) {
    Object[] odd = {
      null,
      "",
      " ",
      "\n",
      "a\0b",
      HOSTILE,
      HOSTILE.repeat(500),
      "x".repeat(10_000),
      "~",
      "../..",
      "/no/such/folder/x.json",
      folder.toString(),
      "\ud800",
      "%s%n%d",
      "$1\\"
    };
    given("String", "blocking", odd);
    given("String master", "local[2]", odd);
    given("String name", "hash", odd);
    given("String id", Lab.history().stored().runs().getFirst().id(), odd);
    given("String source", "def task(i): return i", odd);
    arguments.put(
        "String path",
        new Arguments(
            saved.toString(),
            Stream.concat(
                    Stream.of(odd).filter(path -> path == null || !RELATIVE.contains(path)),
                    Stream.of(
                        empty.toString(),
                        folder + "/chart.svg",
                        folder + "/table.csv",
                        saved + "/x",
                        saved + File.separator,
                        folder + "/%s%n%d",
                        folder + "/$1\\"))
                .toList()));
  }

  /** A model whose name is missing, as a careless one of the user's own may be. */
  private static final class Nameless implements Model {
    @Override
    public ModelId id() {
      return ModelId.own(null);
    }

    @Override
    public int workers() {
      return 1;
    }

    @Override
    public String description() {
      return null;
    }

    @Override
    public io.github.concurrencylab.model.Execution execute(
        Workload workload, io.github.concurrencylab.model.Progress progress)
        throws InterruptedException {
      return blocking().execute(workload, progress);
    }
  }

  @Nullable Arguments arguments(Parameter parameter) {
    String shown = PublicCalls.shown(parameter);
    Arguments named = arguments.get(shown);
    return named != null ? named : arguments.get(shown.substring(0, shown.lastIndexOf(' ')));
  }

  /** All arguments for a parameter. */
  List<Object> all(Parameter parameter) {
    Arguments some = arguments(parameter);
    List<Object> all = new ArrayList<>(some.others());
    all.add(some.good());
    return all;
  }

  /** What is there no argument or receiver for. */
  Set<String> unknown() {
    Set<String> unknown = new TreeSet<>();
    for (Class<?> type : TYPES) {
      if (type != Lab.class && !receivers.containsKey(type)) {
        unknown.add("no value of " + type.getSimpleName() + ": add one to the receivers");
      }
      for (Method method : PublicCalls.methods(type)) {
        for (Parameter parameter : method.getParameters()) {
          if (arguments(parameter) == null) {
            unknown.add("no arguments for " + PublicCalls.shown(parameter) + ": add some");
          }
        }
      }
    }
    return unknown;
  }

  /** All calls of a method: with arguments that will do, and with one that may not. */
  List<Call> calls(Class<?> type, Method method) {
    List<Call> calls = new ArrayList<>();
    List<Object> on =
        type == Lab.class
            ? Collections.singletonList(null)
            : receivers.getOrDefault(type, List.of());
    List<Object> good =
        Arrays.stream(method.getParameters()).map(p -> arguments(p).good()).toList();
    for (int receiver = 0; receiver < on.size(); receiver++) {
      if (!LONG.contains(PublicCalls.shown(type, method))) {
        calls.add(new Call(type, method, on.get(receiver), good));
      }
      if (receiver > 0 && on.size() > 6) {
        continue; // enough of that type
      }
      for (int i = 0; i < good.size(); i++) {
        for (Object other : arguments(method.getParameters()[i]).others()) {
          if (other != null && LONG.contains(PublicCalls.shown(type, method))) {
            continue;
          }
          List<Object> with = new ArrayList<>(good);
          with.set(i, other);
          calls.add(new Call(type, method, on.get(receiver), with));
        }
      }
    }
    return calls;
  }

  /** What came of a call: what it threw, and what is wrong with that. */
  record Made(@Nullable Throwable thrown, String fault) {}

  Made made(Call call) throws Exception {
    Set<Thread> threads = Leftovers.threads();
    List<String> files = files();
    CompletableFuture<Object> result = new CompletableFuture<>();
    Thread caller =
        Thread.ofPlatform()
            .daemon()
            .name("caller")
            .start(() -> {
              try {
                call.method().setAccessible(true); // some are declared by a type that is not public
                result.complete(call.method().invoke(call.on(), call.with().toArray()));
              } catch (InvocationTargetException thrown) {
                result.completeExceptionally(thrown.getCause());
              } catch (Throwable thrown) {
                result.completeExceptionally(new AssertionError("not called", thrown));
              }
            });
    try {
      var ignored = result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Made(null, "");
    } catch (TimeoutException hangs) {
      return new Made(hangs, "hangs at " + Arrays.toString(caller.getStackTrace()));
    } catch (ExecutionException thrown) {
      caller.join();
      String fault = fault(thrown.getCause());
      if (fault.isEmpty() && thrown.getCause() instanceof IllegalArgumentException) {
        fault = leftBy(threads, files);
      }
      return new Made(thrown.getCause(), fault);
    }
  }

  private static String fault(Throwable thrown) {
    String message = thrown.getMessage();
    if (!DOCUMENTED.contains(thrown.getClass())) {
      return "threw "
          + shown(thrown)
          + " at "
          + Arrays.toString(Arrays.copyOf(thrown.getStackTrace(), 6));
    }
    if (message == null || message.isBlank() || message.length() > LONGEST_LINE) {
      return "its message is no line: " + shown(message);
    }
    if (!message.equals(Check.plain(message))) {
      return "its message has more than plain letters: " + shown(message);
    }
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(Lab.class.getPackageName()))
        .filter(frame -> !frame.getClassName().endsWith("Calls"))
        .findFirst()
        .map(frame -> "shows the lab's inside: " + frame + ": " + message)
        .orElse("");
  }

  /** What a refused call left behind. */
  private String leftBy(Set<Thread> threads, List<String> files) throws Exception {
    List<String> more = new ArrayList<>(files());
    more.removeAll(files);
    if (!more.isEmpty()) {
      return "left files " + more;
    }
    Set<Thread> left = Leftovers.threads();
    left.removeAll(threads);
    for (Thread thread : left) {
      if (!thread.join(Duration.ofSeconds(10))) {
        return "left a thread " + thread;
      }
    }
    return "";
  }

  /** Whatever of ours lies where runs are kept, beside results, and among temporary files. */
  private List<String> files() {
    List<String> all = new ArrayList<>();
    Stream.of(Store.usual().folder(), folder)
        .flatMap(place -> names(place).map(name -> place.resolve(name).toString()))
        .forEach(all::add);
    names(Path.of(System.getProperty("java.io.tmpdir")))
        .filter(name -> name.startsWith("concurrency-lab-" + ProcessHandle.current().pid()))
        .forEach(all::add);
    return all;
  }

  private static Stream<String> names(Path place) {
    String[] names = place.toFile().list();
    return names == null ? Stream.empty() : Stream.of(names);
  }
}
