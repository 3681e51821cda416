package io.github.concurrencylab.measure;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.transfer.CodeHash;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import io.github.concurrencylab.workload.WorkloadData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * What a run is going to do. Two runs with equal plans do the same, today or next year, so that one
 * can go on where the other was cut short.
 *
 * @param workload the workload's kind and parameters as one text, which does not change with the
 *     wording of messages
 * @param models the models, in the order asked for
 * @param trials counted trials of each model
 * @param protocol how it is measured, as one text
 */
public record RunPlan(String workload, List<ModelId> models, int trials, String protocol) {
  private static final int LONGEST_KEY = 2_000;

  /** What stands before the hash of the code of one's own tasks. */
  private static final String CODE = " code=";

  /** Copies the list. */
  public RunPlan {
    models = List.copyOf(models);
  }

  public static RunPlan of(
      Workload workload, List<? extends Model> models, int trials, String protocol) {
    return new RunPlan(key(workload), models.stream().map(Model::id).toList(), trials, protocol);
  }

  /** What a workload does; of very much of it, a digest. */
  private static String key(Workload workload) {
    try {
      WorkloadData data = workload.data();
      String key = data.kind() + new TreeMap<>(data.values());
      String parameters = key.length() <= LONGEST_KEY ? key : data.kind() + " " + digest(key);
      return workload instanceof OwnTasks own && !own.pythonOnly()
          ? parameters + " " + Check.quoted(own.name()) + CODE + CodeHash.of(own)
          : parameters;
    } catch (RuntimeException notData) {
      // It cannot leave this virtual machine: its words must do, and its checksums are compared.
      return workload.toString();
    }
  }

  /**
   * Whether another plan is the same but for the code of its tasks.
   *
   * @param other another plan
   * @return true if both are of tasks of one's own, alike in all but what these do
   */
  public boolean differsInCode(RunPlan other) {
    return !workload.equals(other.workload)
        && withoutCode(workload).equals(withoutCode(other.workload))
        && models.equals(other.models)
        && trials == other.trials
        && protocol.equals(other.protocol);
  }

  /**
   * Whether another plan is to run the same, perhaps measured differently.
   *
   * @param other another plan
   * @return true if it is of the same workload and models
   */
  public boolean isOfTheSame(RunPlan other) {
    return workload.equals(other.workload) && models.equals(other.models);
  }

  /**
   * The hash of the code of one's own tasks.
   *
   * @return hexadecimal digits; empty if it is the lab's work
   */
  public String code() {
    int code = workload.lastIndexOf(CODE);
    return code < 0 ? "" : workload.substring(code + CODE.length());
  }

  private static String withoutCode(String workload) {
    int code = workload.lastIndexOf(CODE);
    return code < 0 ? workload : workload.substring(0, code);
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /**
   * All counted trials.
   *
   * @return trials of all models together
   */
  public int allTrials() {
    return trials * models.size();
  }
}
