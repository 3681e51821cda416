package io.github.concurrencylab.plot;

import static io.github.concurrencylab.Figures.MACHINE;
import static io.github.concurrencylab.Figures.cpu;
import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.measuredBy;
import static io.github.concurrencylab.Figures.trials;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.memory.Footprint;
import io.github.concurrencylab.measure.memory.Footprints;
import io.github.concurrencylab.measure.profile.GarbageCollections;
import io.github.concurrencylab.measure.profile.HotMethod;
import io.github.concurrencylab.measure.profile.Profiling;
import io.github.concurrencylab.measure.profile.Traces;
import io.github.concurrencylab.measure.profile.WorkerState;
import io.github.concurrencylab.measure.profile.WorkerTime;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.predict.Predicted;
import io.github.concurrencylab.results.FactorLevels;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.json.Published;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.LinearCost;
import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Every kind of chart, of few figures and of many, with short names and with long ones. */
final class EveryChart {
  private static final long MS = 1_000_000;
  private static final String LONG = "a name of sixty letters that somebody gave to an executor, x";

  private static final double[] TASKS = {1, 10, 100, 1_000};

  private EveryChart() {}

  /** The charts by what they show. */
  static Map<String, Chart> all() {
    Map<String, Results> figures = new LinkedHashMap<>();
    Results few =
        here(
            trials("blocking", 1, 1.02, 1.01, 1.05, 1.3),
            trials("threads(16)", 0.55, 0.52, 0.53, 0.6, 0.51),
            trials("eventLoop", 1.03, 1.04, 1.01, 1.05, 1.0),
            trials("processes(16)", 0.7, 0.72, 0.71, 0.7, 0.74));
    figures.put("few", few);
    figures.put(
        "milliseconds",
        here(trials("blocking", 0.031, 0.0305, 0.032), trials("threads(2)", 0.0161, 0.017)));
    figures.put("one", here(trials("virtualThreads", 1.25)));
    figures.put("two-trials", here(trials("blocking", 1, 1.4), trials("threads(2)", 0.5, 0.6)));
    figures.put(
        "far-apart", here(trials("gil(4)", 50, 51, 49), trials("threads(2)", 0.1, 0.11, 0.4)));
    figures.put("with-the-article", few.with(Published.article()));
    figures.put(
        "smaller",
        measuredBy(
                Source.HERE,
                "sum of i mod x: 15 tasks of 500,000 terms (the article: 10,000,000), seed 2020",
                trials("blocking", 0.61, 0.62, 0.615),
                trials("threads(16)", 0.31, 0.32, 0.33))
            .with(Published.article()));
    figures.put(
        "disjoint",
        here(trials("forkJoin(8)", 5, 5.1), trials("parallelStream", 4, 4.1))
            .with(Published.article()));
    figures.put(
        "long-names",
        here(
            trials(LONG, 1, 2, 3),
            trials("日本語の名前 🐍", 2, 2.1, 2.2),
            List.of(
                failed("spark(\"local[2]\")", "Spark is missing: install it with binder/lab"))));
    List<Trial> many = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      many.addAll(trials("threads(" + i + ")", 10.0 / i, 10.1 / i, 10.2 / i));
    }
    figures.put("forty", here(many));
    Map<String, Chart> charts = new LinkedHashMap<>();
    figures.forEach((name, results) -> {
      charts.put("bars-" + name, Charts.bars(results));
      charts.put("box-" + name, Charts.boxPlot(results));
    });
    charts.put(
        "cpu-few",
        TimeCharts.cpuUsage(here(sampled("blocking", 2, 40, 1), sampled("threads(16)", 2, 25, 2))));
    charts.put(
        "cpu-apart",
        TimeCharts.cpuUsage(
            here(sampled("blocking", 16, 200, 1), sampled("threads(16)", 16, 14, 14))));
    charts.put(
        "timeline-few",
        TimeCharts.timeline(
            here(
                List.of(trial("blocking", tasks("main", 15, 40))),
                List.of(trial("threads(16)", parallel(15, 30, 500))),
                List.of(trial("gil(4)", locked(4, 12, 600))))));
    charts.put(
        "timeline-apart",
        TimeCharts.timeline(
            here(
                List.of(trial("blocking", tasks("main", 15, 400))),
                List.of(trial("processes(16)", parallel(15, 30, 200))))));
    charts.put(
        "timeline-apart-and-one-failed",
        TimeCharts.timeline(
            here(
                List.of(trial("blocking", tasks("main", 15, 400))),
                List.of(trial("processes(16)", parallel(15, 30, 200))),
                List.of(failed("gil(4)", "out of memory")))));
    Timeline toTheEnd = Timeline.of(List.of(new Span(0, "main", 0, 900_000)));
    charts.put(
        "timeline-to-the-end", TimeCharts.timeline(here(List.of(trial("blocking", toTheEnd)))));
    charts.put(
        "timeline-lock",
        TimeCharts.timeline(here(List.of(trial("gil(16)", locked(16, 6_000, 600))))));
    charts.put(
        "timeline-lock-short",
        TimeCharts.timeline(
            here(
                List.of(trial("a pool of its own, which has a lock", locked(16, 6_000, 600))),
                List.of(trial("blocking", tasks("main", 15, 6_000))))));
    charts.put(
        "timeline-many",
        TimeCharts.timeline(here(List.of(trial("threads(16)", tasks("main", 10_000, 1))))));
    charts.put("scaling-8", ScalingChart.of(scaling(8, 1, 2, 4, 8, 16), 64));
    charts.put("scaling-2", ScalingChart.of(scaling(2, 1, 2, 4), 16));
    charts.put(
        "cost",
        CostChart.of(
            "sum of i mod x, blocking",
            new double[] {1e3, 1e4, 1e5, 1e6},
            List.of(
                estimate(0.0021, 0.1),
                estimate(0.004, 0.3),
                estimate(0.0225, 0.2),
                estimate(0.2, 0.1))));
    charts.put(
        "crossover",
        CrossoverChart.of(
            "some work, Some Processor",
            TASKS,
            List.of(
                curve("threads(2)", 0.011, 0.02, 0.11, 1.01),
                curve("spark(\"local[2]\")", 0.21, 0.212, 0.25, 0.7))));
    charts.put(
        "memory",
        MemoryChart.of(
            new Footprints(
                "some work",
                1_000,
                MACHINE,
                List.of(
                    footprint("threads(1000)", 9, 30, 0),
                    footprint("virtualThreads", 12, 1, 0),
                    footprint("processes(16)", 8, 4, 600),
                    new Footprint(id("eventLoop"), List.of(), "it broke")),
                List.of())));
    charts.put(
        "interaction",
        InteractionChart.of(
            new FactorLevels(
                "random source",
                List.of(
                    level("NONE", 1, 1.2, 0.6),
                    level("OWN", 1, 1.1, 0.58),
                    level("SHARED", 1, 4.2, 0.9)))));
    charts.put("prediction", prediction(1));
    charts.put("prediction-milliseconds", prediction(1e-3));
    charts.put("profile", ProfileChart.of(profiling()));
    return charts;
  }

  /** Of two models measured on 2 processors; the first takes 20 seconds' worth of work. */
  static Chart prediction(double scale) {
    return PredictionChart.of(
        "some work, Some Processor",
        List.of(
            predicted("threads(16)", 10 * scale, 5 * scale, 2.5 * scale, 1.25 * scale),
            predicted("processes(16)", 11 * scale, 6 * scale, 3.6 * scale, 2.4 * scale)));
  }

  private static PredictionChart.Curve predicted(String model, double here, double... further) {
    List<Predicted> all = new ArrayList<>();
    for (double seconds : further) {
      int processors = 4 << all.size();
      all.add(new Predicted(id(model), processors, estimate(seconds, 0.1), Optional.empty()));
    }
    return new PredictionChart.Curve(id(model), 2, estimate(here, 0.05), all);
  }

  private static CrossoverChart.Curve curve(String model, double... seconds) {
    return new CrossoverChart.Curve(
        id(model),
        Arrays.stream(seconds).mapToObj(s -> estimate(s, 0.1)).toList(),
        LinearCost.of(TASKS, seconds));
  }

  private static Profiling profiling() {
    List<WorkerTime> workers = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      workers.add(
          new WorkerTime(
              "thread-" + i,
              Map.of(
                  WorkerState.RUNNING, 0.5 - i / 20.0,
                  WorkerState.LOCK, 0.1 + i / 20.0,
                  WorkerState.WAITING, 0.1,
                  WorkerState.COLLECTING, 0.1,
                  WorkerState.READY, 0.1,
                  WorkerState.IDLE, 0.1)));
    }
    List<HotMethod> methods =
        List.of(
            new HotMethod("io.github.concurrencylab.workload.ModuloSum.sum", 90, 4),
            new HotMethod("java.util.concurrent.atomic.AtomicLong.compareAndSet", 10, 4));
    Traces traces =
        new Traces(methods, List.of(), workers, List.of(), new GarbageCollections(0, 0, 0));
    return new Profiling(
        "work", id("gil(4)"), MACHINE, new Profiling.Span(1, 1_000_000_000, 1), traces);
  }

  private static FactorLevels.Level level(String name, double... s) {
    return new FactorLevels.Level(
        name,
        "what it means in some words",
        here(
            trials("blocking", s[0], 1.02 * s[0], 0.99 * s[0]),
            trials("threads(16)", s[1], 1.03 * s[1], 0.97 * s[1]),
            trials("processes(16)", s[2], 1.01 * s[2], 0.99 * s[2]),
            trials("eventLoop", 1.01 * s[0], 1.015 * s[0], 0.995 * s[0])));
  }

  private static Footprint footprint(String model, long heap, long outside, long children) {
    Footprint.Run run =
        new Footprint.Run(heap * 1_000_000, outside * 1_000_000, children * 1_000_000, 500_000_000);
    return new Footprint(id(model), List.of(run), "");
  }

  private static Estimate estimate(double value, double share) {
    return new Estimate(value, value * (1 - share), value * (1 + share));
  }

  private static Results scaling(int processors, int... workers) {
    List<Trial> trials = new ArrayList<>();
    for (int p : workers) {
      double time = 10 * (0.05 + 0.95 / Math.min(p, processors));
      trials.addAll(trials("threads(" + p + ")", time, 0.97 * time, 1.02 * time));
    }
    return Results.of(
        new Measurement(
            Source.HERE,
            "some work",
            new Machine("Some Processor", processors, "Some System", "Java 25"),
            trials,
            List.of()));
  }

  private static Trial trial(String model, Timeline timeline, CpuSample... samples) {
    long end =
        timeline.tasks().stream().mapToLong(Span::endNanos).max().orElse(samples.length * 50L * MS);
    return new Trial.Measured(
        id(model),
        3,
        end,
        new Trial.Details(20 * MS, new CpuTime(end, 0), "1", timeline, List.of(samples)));
  }

  private static List<Trial> sampled(String model, int cores, int samples, double own) {
    Random random = new Random(1);
    CpuSample[] all = new CpuSample[samples];
    for (int i = 0; i < samples; i++) {
      List<Double> shares = new ArrayList<>();
      for (int core = 0; core < cores; core++) {
        shares.add(core < own ? 0.9 + 0.1 * random.nextDouble() : 0.2 * random.nextDouble());
      }
      all[i] = cpu((i + 1) / 20.0, shares, own * 0.95);
    }
    return List.of(trial(model, Timeline.EMPTY, all));
  }

  private static Timeline tasks(String worker, int count, long millis) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(new Span(i, worker, i * millis * MS, (i + 1) * millis * MS));
    }
    return Timeline.of(spans);
  }

  private static Timeline parallel(int workers, long start, long length) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      spans.add(new Span(i, "thread-" + (i + 1), (start + i) * MS, (start + length + 5L * i) * MS));
    }
    return Timeline.of(spans);
  }

  /** Threads that take turns under a lock, evenly, for so long in all. */
  static Timeline locked(int threads, int turns, long millis) {
    List<LockSpan> lock = new ArrayList<>();
    List<Span> tasks = new ArrayList<>();
    long step = millis * MS / turns / threads;
    for (int thread = 0; thread < threads; thread++) {
      String worker = "thread-" + (thread + 1);
      long free = 0;
      for (int turn = 0; turn < turns; turn++) {
        long start = (turn * (long) threads + thread) * step;
        lock.add(new LockSpan(worker, State.WAITING, free, start));
        lock.add(new LockSpan(worker, State.HOLDING, start, start + step));
        free = start + step;
      }
      tasks.add(new Span(thread, worker, thread * step, free));
    }
    return new Timeline(tasks, lock, (long) threads * turns - 1);
  }

  /** Writes them all, to be looked at. */
  public static void main(String[] folder) throws IOException {
    Path into = Files.createDirectories(Path.of(folder[0]));
    for (Map.Entry<String, Chart> chart : all().entrySet()) {
      Dimension size = ChartImages.size(chart.getValue());
      Files.writeString(
          into.resolve(chart.getKey() + ".svg"),
          ChartImages.svg(chart.getValue(), size.width, size.height));
      Files.write(
          into.resolve(chart.getKey() + ".png"),
          ChartImages.png(chart.getValue(), size.width, size.height));
    }
  }
}
