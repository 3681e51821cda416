package io.github.concurrencylab.model;

import io.github.concurrencylab.base.Check;

/**
 * What a model is, as a value: figures carry it, and whoever compares, colours or selects models
 * does so by it. The one {@link #label} is made from it and never read back.
 *
 * @param kind which kind of model
 * @param workers how many workers it was asked for; 0 if its kind has no such number
 * @param variant the call that sets it apart from the standard of its kind, {@code
 *     createTasksFirst()} for example; empty for the standard
 * @param platform what runs its tasks
 * @param name what it is called if it is none of the lab's own; else what tells it from a model
 *     that is otherwise equal, an algorithm for example; empty for most
 */
public record ModelId(ModelKind kind, int workers, String variant, Platform platform, String name) {
  /** The most workers of any model. */
  public static final int MOST_WORKERS = 1_000_000;

  /** The variant of an event loop that creates all tasks before it awaits any. */
  public static final String TASKS_FIRST = "createTasksFirst()";

  private static final String ANY = "n";

  /** Checks that nothing is missing. */
  public ModelId {
    Check.given("kind", kind, "THREADS for example");
    Check.given("variant", variant, "\"createTasksFirst()\" for example");
    Check.given("platform", platform, "Platform.JAVA for example");
    Check.given("model's name", name, "a short text");
    Check.between("workers", workers, 0, MOST_WORKERS);
  }

  /**
   * The standard of a kind that has no number of workers.
   *
   * @param kind the kind
   * @return an identity
   */
  public static ModelId of(ModelKind kind) {
    return of(kind, 0);
  }

  /**
   * The standard of a kind with a number of workers.
   *
   * @param kind the kind
   * @param workers how many
   * @return an identity
   */
  public static ModelId of(ModelKind kind, int workers) {
    return new ModelId(kind, workers, "", Platform.JAVA, "");
  }

  /**
   * A model that is none of the lab's.
   *
   * @param name its name, which is its label too
   * @return an identity
   * @throws IllegalArgumentException if the name is null
   */
  public static ModelId own(String name) {
    return new ModelId(ModelKind.OWN, 0, "", Platform.JAVA, name);
  }

  /**
   * The same as a variant of its kind.
   *
   * @param call the call that makes it from the standard
   * @return a new identity
   */
  public ModelId variant(String call) {
    return new ModelId(kind, workers, call, platform, name);
  }

  /**
   * The same run by another system.
   *
   * @param other what runs its tasks
   * @return a new identity
   */
  public ModelId on(Platform other) {
    return new ModelId(kind, workers, variant, other, name);
  }

  /**
   * The same told from others that are otherwise equal.
   *
   * @param what what is different about it, {@code binomial} for example
   * @return a new identity
   * @throws IllegalArgumentException if it is null
   */
  public ModelId named(String what) {
    return new ModelId(kind, workers, variant, platform, what);
  }

  /**
   * The same with another number of workers.
   *
   * @param count how many; 0 for what all numbers have in common
   * @return a new identity
   */
  public ModelId workers(int count) {
    return new ModelId(kind, count, variant, platform, name);
  }

  /**
   * The plain loop of the same system, which this is compared with.
   *
   * @return {@code python(blocking)} for a model of CPython's, {@code blocking} for all others
   */
  public ModelId baseline() {
    ModelId blocking = of(ModelKind.BLOCKING);
    return platform.kind() == Platform.Kind.CPYTHON ? blocking.on(platform) : blocking;
  }

  /**
   * How it is called wherever it is shown.
   *
   * @return {@code threads(16)} for example, or {@code blocking}
   */
  public String label() {
    return label(Integer.toString(workers), "");
  }

  /**
   * What it has in common with the same model with any number of workers.
   *
   * @return {@code threads(n)} for example
   */
  public String family() {
    return label(ANY, "");
  }

  /**
   * The call that makes it in a cell; of a model of Python's what stands in {@code python(...)} if
   * that is not the usual one.
   *
   * @return {@code blocking()} for example
   */
  public String call() {
    return label(Integer.toString(workers), "()");
  }

  /** With the parentheses of a call without arguments, or without them. */
  private String label(String count, String empty) {
    if (kind == ModelKind.OWN) {
      return name;
    }
    if (kind == ModelKind.EXECUTOR) {
      return "%s(\"%s\"%s)".formatted(kind.call(), name, workers == 0 ? "" : ", " + count);
    }
    String arguments =
        switch (platform.kind()) {
          case SPARK -> "(\"" + platform.detail() + "\")";
          case JAVA, CPYTHON -> workers == 0 ? "" : "(" + count + ")";
        };
    String made =
        variant.isEmpty()
            ? kind.call() + (arguments.isEmpty() ? empty : arguments)
            : kind.call() + (arguments.isEmpty() ? "()" : arguments) + "." + variant;
    String run = platform.kind() == Platform.Kind.CPYTHON ? python(made) : made;
    return name.isEmpty() ? run : run + ", " + name;
  }

  private String python(String made) {
    return platform.detail().isEmpty() ? "python(" + made + ")" : platform.detail() + " " + made;
  }

  /** Its label. */
  @Override
  public String toString() {
    return label();
  }
}
