package io.github.concurrencylab.measure;

import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
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

  /** Copies the list. */
  public RunPlan {
    models = List.copyOf(models);
  }

  public static RunPlan of(
      Workload workload, List<? extends Model> models, int trials, String protocol) {
    return new RunPlan(key(workload), models.stream().map(Model::id).toList(), trials, protocol);
  }

  /** What a workload does, whatever it is called; of very much of it, a digest. */
  private static String key(Workload workload) {
    try {
      WorkloadData data = workload.data();
      String key = data.kind() + new TreeMap<>(data.values());
      return key.length() <= LONGEST_KEY ? key : data.kind() + " " + digest(key);
    } catch (RuntimeException notData) {
      // It cannot leave this virtual machine: its words must do, and its checksums are compared.
      return workload.toString();
    }
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
