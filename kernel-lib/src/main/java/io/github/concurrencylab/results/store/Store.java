package io.github.concurrencylab.results.store;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.RunState;
import io.github.concurrencylab.measure.machine.HealthCheck;
import io.github.concurrencylab.measure.machine.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where every run is kept: a directory with a file for each, named by its time and a random number,
 * so that any number of programs can keep theirs at once. The oldest are removed when there are
 * more than {@value Defaults#KEPT_RUNS}, or they take more than {@value Defaults#KEPT_BYTES} bytes
 * together.
 *
 * @param folder the directory; it is made when the first run is kept
 */
public record Store(Path folder) {
  private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{9}Z-[0-9a-f]{8}\\.jsonl");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String APPLICATION = "concurrency-lab";
  private static final int MOST_WARNINGS = 5;

  /** What to do if runs cannot be kept. */
  static final String REMEDY =
      "make room, or set %s to a directory that can be written".formatted(Defaults.STORE_VARIABLE);

  /**
   * The store in force: the directory that {@value Defaults#STORE_VARIABLE} names, else {@code
   * concurrency-lab} in the user's directory for the state of programs.
   *
   * @return the store
   * @throws IllegalArgumentException if there is no such directory, as for a user without a home
   */
  public static Store usual() {
    return usual(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  static Store usual(Map<String, String> environment, String system, @Nullable String home) {
    String chosen = environment.getOrDefault(Defaults.STORE_VARIABLE, "");
    if (!chosen.isBlank()) {
      return new Store(path(Defaults.STORE_VARIABLE, chosen).toAbsolutePath());
    }
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    if (!state.isBlank() && path("XDG_STATE_HOME", state).isAbsolute()) {
      return new Store(Path.of(state, APPLICATION));
    }
    String local = environment.getOrDefault("LOCALAPPDATA", "");
    if (system.startsWith("Windows") && !local.isBlank()) {
      return new Store(path("LOCALAPPDATA", local).resolve(APPLICATION));
    }
    if (home == null || home.isBlank() || home.equals("?") || !path("home", home).isAbsolute()) {
      throw new IllegalArgumentException("this user has no home directory");
    }
    return new Store(
        system.startsWith("Mac")
            ? Path.of(home, "Library", "Application Support", APPLICATION)
            : Path.of(home, ".local", "state", APPLICATION));
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException bad) {
      throw new IllegalArgumentException(
          "%s must be a path, got %s".formatted(name, Check.quoted(text)), bad);
    }
  }

  /**
   * A recorder of one run in the store in force.
   *
   * @param earlier the run that it goes on with, if any
   * @return a listener; if there is no store, the run's results will say so
   */
  public static RunRecorder recorder(Optional<StoredRun> earlier) {
    return new RunRecorder(() -> usual().newFile(Instant.now()), earlier);
  }

  /** The name of a new file, in the directory, which is made if need be and cleared of old ones. */
  Path newFile(Instant now) throws IOException {
    try {
      Files.createDirectories(folder);
      List<Path> kept = files();
      removeOld(kept);
      Instant newest = kept.isEmpty() ? Instant.MIN : instantOf(kept.getFirst());
      // A clock that was set back must not make the newest run an old one.
      Instant stamp = now.isAfter(newest) ? now : newest.plusMillis(1);
      int random = ThreadLocalRandom.current().nextInt();
      return folder.resolve(
          String.format(Locale.ROOT, "%s-%08x.jsonl", STAMP.format(stamp), random));
    } catch (IOException | RuntimeException failed) {
      throw new IOException(FileErrors.shown(folder) + ": " + FileErrors.words(failed), failed);
    }
  }

  private static void removeOld(List<Path> newestFirst) throws IOException {
    long bytes = 0;
    for (int i = 0; i < newestFirst.size(); i++) {
      bytes += Files.size(newestFirst.get(i));
      if (i >= Defaults.KEPT_RUNS - 1 || bytes > Defaults.KEPT_BYTES) {
        Files.deleteIfExists(newestFirst.get(i));
      }
    }
  }

  /** The files of all runs, the newest first; whatever else lies there is none of ours. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches())
          .sorted(Comparator.comparing(Store::idOf).reversed())
          .toList();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  static String idOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static Instant instantOf(Path file) {
    String id = idOf(file);
    try {
      return STAMP.parse(id.substring(0, id.indexOf('-')), Instant::from);
    } catch (DateTimeException noSuchDay) {
      return Instant.MIN;
    }
  }

  /**
   * All runs, the newest first, without spans and samples. One that cannot be read is left out,
   * with a warning.
   *
   * @return the runs
   */
  public StoredRuns runs() {
    List<StoredRun> runs = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Set<String> continued = new HashSet<>();
    int bad = 0;
    try {
      for (Path file : files()) {
        if (Files.size(file) == 0) {
          continue; // whoever was to write it was killed first
        }
        try {
          RunLines.Read read = read(file);
          runs.add(read.run().light());
          continued.add(read.continues());
        } catch (IllegalArgumentException unreadable) {
          bad++;
          if (bad <= MOST_WARNINGS) {
            warnings.add(String.valueOf(unreadable.getMessage()));
          }
        }
      }
    } catch (NoSuchFileException empty) {
      // Nothing was kept so far.
    } catch (IOException failed) {
      warnings.add(FileErrors.shown(folder) + ": " + FileErrors.words(failed));
    }
    if (bad > MOST_WARNINGS) {
      warnings.add((bad - MOST_WARNINGS) + " more files cannot be read");
    }
    return new StoredRuns(runs, continued, warnings);
  }

  /**
   * One run with everything that was recorded.
   *
   * @param id its name
   * @return the run
   * @throws IllegalArgumentException if it is not there any more, or cannot be read
   */
  public StoredRun run(String id) {
    String name = Check.given("run", id, "the id of one of runs()") + ".jsonl";
    if (!NAME.matcher(name).matches()) {
      throw Check.refusal("run must be the id of one of runs(), got " + Check.quoted(id));
    }
    return read(folder.resolve(name)).run();
  }

  private static RunLines.Read read(Path file) {
    return RunLines.read(idOf(file), String.valueOf(file.getFileName()), SavedResults.bytes(file));
  }

  /**
   * The newest run that can be gone on with.
   *
   * @param plan what is to be done
   * @param machine this machine
   * @return a run of the same plan on the same machine that did not come to its end, and that no
   *     other went on with
   */
  public Optional<StoredRun> unfinished(RunPlan plan, Machine machine) {
    Check.given("plan", plan, "RunPlan.of(article(), models, 5, protocol) for example");
    Check.given("machine", machine, "Machine.here() for example");
    return unfinished(plan::equals, machine).map(run -> run(run.id()));
  }

  /**
   * Whether a run could be gone on with if the code of its tasks were still the same.
   *
   * @param plan what is to be done
   * @param machine this machine
   * @return true if the newest such run was of other code
   */
  public boolean codeChanged(RunPlan plan, Machine machine) {
    Check.given("plan", plan, "RunPlan.of(article(), models, 5, protocol) for example");
    Check.given("machine", machine, "Machine.here() for example");
    return unfinished(plan::differsInCode, machine).isPresent();
  }

  /**
   * Why the newest run of the same that was stopped cannot be gone on with.
   *
   * @param plan what is to be done
   * @param machine this machine
   * @return in what it is unlike, in a few words; empty if there is none, or nothing is
   */
  public String unlike(RunPlan plan, Machine machine) {
    Check.given("plan", plan, "RunPlan.of(article(), models, 5, protocol) for example");
    Check.given("machine", machine, "Machine.here() for example");
    return stopped(plan::isOfTheSame)
        .findFirst()
        .map(run -> {
          List<String> all = new ArrayList<>(run.measurement().machine().differences(machine));
          if (run.plan().trials() != plan.trials()) {
            all.add(run.plan().trials() + " and " + plan.trials() + " trials");
          } else if (!run.plan().protocol().equals(plan.protocol())) {
            all.add("how it is measured, " + run.plan().protocol() + " and " + plan.protocol());
          }
          return String.join("; ", all);
        })
        .orElse("");
  }

  private Optional<StoredRun> unfinished(Predicate<RunPlan> which, Machine machine) {
    return stopped(which).filter(run -> machine.sameAs(run.measurement().machine())).findFirst();
  }

  private Stream<StoredRun> stopped(Predicate<RunPlan> which) {
    StoredRuns all = runs();
    return all.runs().stream()
        .filter(run -> which.test(run.plan()))
        .filter(run -> run.state() != RunState.COMPLETE && run.state() != RunState.RUNNING)
        .filter(run -> !all.isContinued(run));
  }

  /**
   * Whether runs can be kept.
   *
   * @return where, or why not and the remedy
   */
  public static HealthCheck checkup() {
    try {
      Store store = usual();
      Files.createDirectories(store.folder);
      if (Files.isWritable(store.folder)) {
        return HealthCheck.ok("store", store.folder.toString());
      }
      return HealthCheck.mend(
          "store", FileErrors.shown(store.folder) + ": access denied: " + REMEDY);
    } catch (IOException | RuntimeException failed) {
      return HealthCheck.mend("store", FileErrors.words(failed) + ": " + REMEDY);
    }
  }
}
