package io.github.concurrencylab.workload;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.poll.StoppedError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A workload of one's own code: the same lambda once for each index.
 *
 * <p>Work is counted in tasks. A task is stopped by an interruption of its thread: whatever waits
 * ends at once, a loop ends where it calls its safepoint, and a loop that never does goes on until
 * its task ends.
 *
 * @param name a short name, as it stands in tables
 * @param tasks how many tasks, from 1 to {@value ModuloSum#MOST_TASKS}
 * @param body what a task does
 * @param python the same in Python, for CPython's models; empty if there is none
 * @param rules what must hold of the results
 */
public record OwnTasks(String name, int tasks, PollingTask body, String python, Rules rules)
    implements Workload {
  /** Its kind as {@link WorkloadData}. */
  public static final String KIND = "own-tasks";

  /** The longest source in Python. */
  public static final int LONGEST_SOURCE = 50_000;

  private static final int LONGEST_NAME = 60;

  private static final int LONGEST_WORDS = 200;

  private static final String REMEDY = "return a record, or say .notDeterministic()";

  private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

  /** Checks the parameters. */
  public OwnTasks {
    checkText("name", name, LONGEST_NAME, "\"hash\" for example");
    Check.tasks(tasks, ModuloSum.MOST_TASKS);
    Check.given("body", body, "i -> slowHash(i) for example");
    Check.given("python source", python, "\"def task(i): return i\" for example");
    Check.between("characters of python source", python.length(), 0, LONGEST_SOURCE);
    Check.given("rules", rules, "verify(results -> ...) makes some");
  }

  private static void checkText(String thing, String text, int longest, String remedy) {
    Check.given(thing, text, remedy);
    if (text.isBlank() || text.length() > longest || !Check.plain(text).equals(text)) {
      throw Check.refusal(
          "%s must have 1 to %s plain characters, got %s"
              .formatted(thing, longest, Check.quoted(text)));
    }
  }

  /**
   * What must hold of the results.
   *
   * @param deterministic whether every model must return equal ones
   * @param words what else must hold, in words; empty if nothing was said of it
   * @param holds whether it does
   */
  public record Rules(boolean deterministic, String words, Predicate<List<Object>> holds) {
    static final Rules EQUAL = new Rules(true, "", results -> true);
  }

  /** A body that never polls. */
  private record Plain(IndexedTask task) implements PollingTask {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Object run(int i, Safepoint safepoint) throws Exception {
      return task.run(i);
    }
  }

  /** The body of tasks that there are in Python only. */
  private record PythonOnly(String name) implements PollingTask {
    private static final long serialVersionUID = 1;

    @Override
    public Object run(int i, Safepoint safepoint) {
      throw new UnsupportedOperationException(refusal());
    }

    String refusal() {
      return "tasks \"%s\" are written in Python: use python(threads(4)), or tasks(...) for Java's"
          .formatted(name);
    }
  }

  /**
   * Tasks that do not poll.
   *
   * @param name a short name
   * @param tasks how many
   * @param body what a task does
   * @return the workload, whose results must be equal under every model
   */
  public static OwnTasks of(String name, int tasks, IndexedTask body) {
    return new OwnTasks(
        name,
        tasks,
        new Plain(Check.given("body", body, "i -> slowHash(i) for example")),
        "",
        Rules.EQUAL);
  }

  /**
   * Tasks that poll their safepoint.
   *
   * @param name a short name
   * @param tasks how many
   * @param body what a task does
   * @return the workload, whose results must be equal under every model
   */
  public static OwnTasks polling(String name, int tasks, PollingTask body) {
    return new OwnTasks(name, tasks, body, "", Rules.EQUAL);
  }

  /**
   * Tasks for CPython's models alone.
   *
   * @param name a short name
   * @param tasks how many
   * @param source what defines {@code task(i)}
   * @return the workload
   */
  public static OwnTasks inPython(String name, int tasks, String source) {
    return new OwnTasks(name, tasks, new PythonOnly(String.valueOf(name)), "", Rules.EQUAL)
        .python(source);
  }

  /**
   * The same, for CPython's models too: {@code .python("def task(i): return i * i")}. Their results
   * are compared with each other, not with Java's.
   *
   * @param source Python that defines {@code task(i)}, or {@code async def task(i)}
   * @return a new workload
   */
  public OwnTasks python(String source) {
    if (Check.given("python source", source, "\"def task(i): return i\" for example").isBlank()) {
      throw Check.refusal("python source must define task(i), got nothing");
    }
    return new OwnTasks(name, tasks, body, source, rules);
  }

  /**
   * The same with a check of the results, after every trial: {@code verify("all are primes", all ->
   * ...)}.
   *
   * @param words what must hold, for the message
   * @param holds given one result per task, in the tasks' order
   * @return a new workload
   */
  public OwnTasks verify(String words, Predicate<List<Object>> holds) {
    String remedy = "verify(\"all are positive\", results -> ...) for example";
    checkText("words", words, LONGEST_WORDS, remedy);
    Check.given("check", holds, remedy);
    return new OwnTasks(name, tasks, body, python, new Rules(rules.deterministic, words, holds));
  }

  /**
   * The same with a check of the results, after every trial.
   *
   * @param holds given one result per task, in the tasks' order
   * @return a new workload
   */
  public OwnTasks verify(Predicate<List<Object>> holds) {
    return verify("what verify(...) checks", holds);
  }

  /**
   * The same, whose results may differ between models and trials.
   *
   * @return a new workload
   */
  public OwnTasks notDeterministic() {
    return new OwnTasks(name, tasks, body, python, new Rules(false, rules.words, rules.holds));
  }

  @Override
  public long units() {
    return tasks;
  }

  @Override
  public List<Task> newTasks() {
    javaRefusal()
        .ifPresent(refusal -> {
          throw Check.refusal(refusal);
        });
    return tasksOf(body, tasks);
  }

  /**
   * Why no model of Java's can run them.
   *
   * @return the reason and the remedy, in one line; empty unless they are written in Python only
   */
  public Optional<String> javaRefusal() {
    return body instanceof PythonOnly only ? Optional.of(only.refusal()) : Optional.empty();
  }

  /**
   * What was written for the body: the lambda itself.
   *
   * @return the innermost object
   */
  public Object rootOfBody() {
    return body instanceof Plain(IndexedTask task) ? task : body;
  }

  /** Whether only CPython can run it. */
  public boolean pythonOnly() {
    return body instanceof PythonOnly;
  }

  /**
   * The tasks of a body: also in a child process, where nothing else of the workload is known.
   *
   * @param body what a task does
   * @param tasks how many
   * @return new tasks
   */
  public static List<Task> tasksOf(PollingTask body, int tasks) {
    List<Task> list = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      list.add(new OneOf(body, i));
    }
    return list;
  }

  /**
   * Whether the calling thread runs a task of one's own now.
   *
   * @return true from the body's first instruction to its last
   */
  public static boolean isInside() {
    return INSIDE.get() != null;
  }

  /** One task: counts itself when it is done. */
  private record OneOf(PollingTask body, int i) implements Task {
    @Override
    public Object run(Safepoint safepoint) throws Exception {
      INSIDE.set(true);
      Object result;
      try {
        result = body.run(i, new Uncounted(safepoint));
      } finally {
        INSIDE.remove();
      }
      safepoint.reached(1);
      return result == null ? NoValue.NULL : result;
    }
  }

  /** The safepoint that a body sees: its units are its own, and progress is counted in tasks. */
  private record Uncounted(Safepoint inner) implements Safepoint {
    @Override
    public void reached(long units) throws InterruptedException {
      inner.reached(0);
    }

    @Override
    public @Nullable Object waiting(Wait wait) throws Exception {
      return inner.waiting(wait);
    }
  }

  @Override
  public boolean deterministic() {
    return rules.deterministic;
  }

  @Override
  public Optional<String> validate(List<?> results) {
    try {
      return rules.holds.test(List.copyOf(results))
          ? Optional.empty()
          : Optional.of("results must be such that " + rules.words + " holds, and it does not");
    } catch (Throwable thrown) { // whatever the user's code throws
      var ignored = rethrownIfStopped(thrown);
      return Optional.of(
          "results must be such that %s holds, but to check that failed: %s"
              .formatted(rules.words, Check.line(thrown)));
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Results are compared by what they hold, down to the last element of arrays, collections and
   * records, and by {@code equals} where they are none of these.
   */
  @Override
  public Optional<String> difference(List<?> expected, List<?> results) {
    for (int i = 0; i < tasks; i++) {
      Optional<String> difference = difference(i, expected.get(i), results.get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(int task, Object one, Object other) {
    SameContent.Verdict verdict;
    try {
      verdict = SameContent.of(one, other);
    } catch (Throwable thrown) { // whatever the user's equals throws
      return Optional.of(
          "for task %s, where to compare two of %s failed: %s; %s"
              .formatted(task + 1, type(one), Check.line(rethrownIfStopped(thrown)), REMEDY));
    }
    if (verdict.same()) {
      return Optional.empty();
    }
    Class<?> without = verdict.withoutEquals();
    return Optional.of(
        without == null
            ? "for task %s %s instead of %s; if they may differ, say .notDeterministic()"
                .formatted(task + 1, shown(other), shown(one))
            : "or ones that cannot be compared, for task %s: %s has no equals; %s"
                .formatted(task + 1, without.getTypeName(), REMEDY));
  }

  private static String type(Object value) {
    return value.getClass().getTypeName();
  }

  private static String shown(Object result) {
    try {
      String text = Arrays.deepToString(new Object[] {result});
      return Check.quoted(text.substring(1, text.length() - 1));
    } catch (Throwable thrown) { // whatever the user's toString throws
      return "a %s, whose toString failed: %s"
          .formatted(type(result), Check.line(rethrownIfStopped(thrown)));
    }
  }

  private static Throwable rethrownIfStopped(Throwable thrown) {
    if (thrown instanceof StoppedError stopped) {
      throw stopped;
    }
    return thrown;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here it is the sum if all results are whole numbers, else a hash of what they hold; empty if
   * they have none, since a class lacks {@code equals} or its {@code hashCode} fails.
   */
  @Override
  public String checksum(List<?> results) {
    if (results.stream().allMatch(r -> r instanceof Long || r instanceof Integer)) {
      return Long.toString(results.stream().mapToLong(r -> ((Number) r).longValue()).sum());
    }
    try {
      Integer hash = SameContent.hash(results);
      return hash == null ? "" : String.format(Locale.ROOT, "%08x", hash);
    } catch (Throwable thrown) { // whatever the user's hashCode throws
      var ignored = rethrownIfStopped(thrown);
      return "";
    }
  }

  /** {@inheritDoc} Its code is no data: only what is in Python travels so. */
  @Override
  public WorkloadData data() {
    return new WorkloadData(KIND, Map.of("tasks", Integer.toString(tasks), "python", python));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s: %,d own %s", name, tasks, tasks == 1 ? "task" : "tasks");
  }
}
