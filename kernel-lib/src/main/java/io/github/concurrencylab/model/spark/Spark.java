package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.transfer.Transfer;
import io.github.concurrencylab.workload.HttpGets;
import io.github.concurrencylab.workload.Workload;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Apache Spark, the distributed engine: a driver, which is a child process, hands tasks to
 * executors, which are threads of the driver for a local master and processes on any number of
 * machines for a cluster's.
 *
 * <p>The driver is started by the first execution of a session, within its time, as its pool's
 * start; later ones find it running. Where an executor dies, Spark runs its tasks again.
 *
 * <p>Tasks of one's own travel with all classes that their code names and that neither Java nor the
 * lab has, at most 64 MiB. What cannot travel to a child process cannot travel here either.
 *
 * @param master the master's URL: {@code local[4]} for four threads here, {@code local[*]} for as
 *     many as there are processors, {@code spark://host:7077} for a cluster
 */
public record Spark(String master) implements Model {
  /** As many threads of this machine as it has processors. */
  public static final String HERE = "local[*]";

  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\*|[1-9]\\d{0,3})])?");
  private static final Pattern REMOTE = Pattern.compile("(spark|k8s)://\\S+|yarn");
  private static final int LONGEST = 200;

  /** Checks that it can be a master. */
  public Spark {
    String remedy = "use \"local[*]\", \"local[4]\" or \"spark://host:7077\"";
    Check.given("master", master, remedy);
    if (master.length() > LONGEST
        || !Check.plain(master).equals(master)
        || !(LOCAL.matcher(master).matches() || REMOTE.matcher(master).matches())) {
      throw Check.refusal(
          "master must be Spark's name of one, got " + Check.quoted(master) + ": " + remedy);
    }
  }

  @Override
  public ModelId id() {
    return ModelId.of(ModelKind.SPARK).on(new Platform(Platform.Kind.SPARK, master));
  }

  @Override
  public boolean runsHere() {
    return false;
  }

  /**
   * {@inheritDoc} Of a cluster nobody knows it beforehand, and it counts as one; what its executors
   * have is told after the first execution, in the description of the machine.
   */
  @Override
  public int workers() {
    Matcher local = LOCAL.matcher(master);
    if (!local.matches() || local.group(1) == null) {
      return 1;
    }
    return local.group(1).equals("*")
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(local.group(1));
  }

  /** Whether executors are threads of the driver. */
  boolean isLocal() {
    return LOCAL.matcher(master).matches();
  }

  @Override
  public String description() {
    return "Spark, whose driver hands tasks to executors";
  }

  @Override
  public Optional<String> refusal(Workload workload) {
    if (workload instanceof HttpGets && !isLocal()) {
      return Optional.of(
          "%s: httpGets asks a server on this machine's loopback, which executors elsewhere cannot"
                  .formatted(name())
              + " reach: use spark(\"local[*]\"), or waiting(tasks, duration)");
    }
    return Model.super.refusal(workload).or(() -> Transfer.obstacle(name(), workload));
  }

  /** {@inheritDoc} Starts a driver for this one execution. */
  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    try (Session session = open()) {
      return session.execute(workload, progress);
    }
  }

  @Override
  public Session open() {
    return SparkSession.of(this, SparkJars.find(name()));
  }

  @Override
  public String toString() {
    return name();
  }
}
