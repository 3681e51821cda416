package io.github.concurrencylab.model.python;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The interpreters that are found here. */
public final class Pythons {
  /** Of one version two builds can differ by their lock, which is part of the version's name. */
  private static final Comparator<Found> ORDER =
      Comparator.comparing((Found found) -> found.build().implementation())
          .thenComparingLong(found -> found.build().number())
          .thenComparing(found -> found.build().version());

  private Pythons() {}

  /**
   * An interpreter that can be used here.
   *
   * @param name the word that means it in {@code python("...", model)}
   * @param build which Python it is
   * @param origin who put it there: {@code PATH}, {@code pyenv}, {@code uv}, {@code py launcher} or
   *     {@code binder/lab}
   */
  public record Found(String name, PythonBuild build, String origin) {
    /** The same, told from a newer one. */
    private Found byFullVersion() {
      String word = name.replace(build.shortVersion(), build.version());
      return new Found(word, build, origin);
    }
  }

  /**
   * Looks for interpreters: on the PATH, Debian's, pyenv's, uv's, those of Windows' launcher, and
   * Jython's jar. Each is started for a moment to say which it is; of several of the same version
   * the first counts.
   *
   * @return those that can be used, by implementation and version
   */
  public static List<Found> find() {
    PythonProbe.forgetFailures();
    Set<Found> found = new TreeSet<>(ORDER);
    found.addAll(asked(PythonPlaces.here().candidates()));
    JythonJar.find()
        .map(jar -> new Found("jython", InterpreterChoice.JYTHON_BUILD, "binder/lab"))
        .ifPresent(found::add);
    Set<String> newest = new HashSet<>();
    return found.stream().toList().reversed().stream()
        .map(one -> newest.add(one.name()) ? one : one.byFullVersion())
        .toList()
        .reversed();
  }

  private static List<Found> asked(List<PythonPlaces.Candidate> candidates) {
    return candidates.parallelStream()
        .flatMap(candidate ->
            PythonProbe.build(List.of(candidate.path().toString())).stream()
                .map(build -> new Found(build.word(), build, candidate.origin())))
        .toList();
  }
}
