package io.github.concurrencylab.bench;

import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.measure.cpu.CpuSampler;
import io.github.concurrencylab.measure.cpu.ProcessorCounters;
import io.github.concurrencylab.measure.machine.MachineWatch;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.workload.Workload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** What it costs to sample one trial and to record what was sampled, for the benchmark. */
final class SamplingCost {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A run has one for all its trials. */
  private static final MachineWatch WATCH = MachineWatch.here();

  /** A run opens them once for all its trials; these end with the program. */
  private static final ProcessorCounters PROCESSORS = ProcessorCounters.open();

  private SamplingCost() {}

  /**
   * Runs one trial as a measurement does.
   *
   * @return the processor time of the sampling, by the trial's wall time
   */
  static double share(Model model, Workload workload) throws InterruptedException {
    Progress progress = new Progress();
    long start = System.nanoTime();
    long before = THREADS.getCurrentThreadCpuTime();
    try (CpuSampler sampler = new CpuSampler(PROCESSORS, progress::children)) {
      long own = THREADS.getCurrentThreadCpuTime() - before;
      var execution = model.execute(workload, progress);
      long ended = THREADS.getCurrentThreadCpuTime();
      List<CpuSample> samples = sampler.finish(execution.childCpuNanos());
      WATCH.ended(samples);
      own += THREADS.getCurrentThreadCpuTime() - ended;
      return (double) (own + sampler.costNanos()) / (System.nanoTime() - start);
    }
  }
}
