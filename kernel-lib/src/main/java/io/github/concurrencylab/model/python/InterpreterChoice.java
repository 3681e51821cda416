package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.Check;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which interpreter a word means.
 *
 * @param kind what sort of word it is
 * @param asked the word
 */
record InterpreterChoice(Kind kind, String asked) {
  /** Sorts of words. */
  enum Kind {
    /** A version of CPython: {@code 3.13}, {@code 3.13.0} or {@code 3.14t}. */
    VERSION,

    /** {@code pypy}, or one version of it: {@code pypy3.9}. */
    PYPY,

    /** {@code jython}, as binder/lab fetched it. */
    JYTHON,

    /** Another jar of Jython's. */
    JAR,

    /** A name that the system finds on its path. */
    COMMAND,

    /** A file. */
    PATH
  }

  private static final Pattern VERSION = Pattern.compile("\\d{1,2}(?:\\.\\d{1,3}){1,2}t?");
  private static final Pattern PYPY = Pattern.compile("pypy(?:\\d{1,2}(?:\\.\\d{1,3}){0,2})?");
  static final PythonBuild JYTHON_BUILD =
      new PythonBuild(PythonBuild.JYTHON, JythonJar.VERSION, PythonBuild.Lock.NONE, true);
  private static final Pattern NAMED = Pattern.compile("python(\\d+\\.\\d+t?)(?:\\.exe)?");
  private static final int DIGEST_BYTES = 3;
  private static final int LONGEST_NAME = 30;

  private static final Map<String, Path> FOUND = new ConcurrentHashMap<>();

  static InterpreterChoice of(String asked) {
    return new InterpreterChoice(kind(asked), asked);
  }

  private static Kind kind(String asked) {
    if (VERSION.matcher(asked).matches()) {
      return Kind.VERSION;
    }
    if (PYPY.matcher(asked).matches()) {
      return Kind.PYPY;
    }
    if (asked.equals("jython")) {
      return Kind.JYTHON;
    }
    if (asked.endsWith(".jar")) {
      return Kind.JAR;
    }
    return asked.indexOf('/') < 0 && asked.indexOf('\\') < 0 ? Kind.COMMAND : Kind.PATH;
  }

  boolean isJython() {
    return kind == Kind.JYTHON || kind == Kind.JAR;
  }

  /** What starts it; empty if there is none such here. */
  Optional<List<String>> command() {
    return switch (kind) {
      case VERSION, PYPY -> search().map(path -> List.of(path.toString()));
      case JYTHON -> JythonJar.find().map(JythonJar::command);
      case JAR -> Optional.of(JythonJar.command(Path.of(asked)));
      case COMMAND, PATH -> Optional.of(List.of(asked));
    };
  }

  /** Which Python it is, if it is one that can be used. Asks it, the first time. */
  Optional<PythonBuild> build() {
    return isJython() ? Optional.of(JYTHON_BUILD) : command().flatMap(PythonProbe::build);
  }

  private Optional<Path> search() {
    return Optional.ofNullable(
        FOUND.computeIfAbsent(
            asked,
            any -> {
              String part = kind == Kind.PYPY ? "pypy" : asked;
              Map<Boolean, List<Path>> likely =
                  PythonPlaces.here().candidates().stream()
                      .map(PythonPlaces.Candidate::path)
                      .collect(Collectors.partitioningBy(path -> path.toString().contains(part)));
              // So that few have to be started.
              return newest(likely.getOrDefault(true, List.of()))
                  .or(() -> newest(likely.getOrDefault(false, List.of())))
                  .orElse(null);
            }));
  }

  /** Of those that fit. */
  private Optional<Path> newest(List<Path> paths) {
    record Candidate(Path path, long number) {}
    return paths.stream()
        .flatMap(path ->
            PythonProbe.build(List.of(path.toString())).stream()
                .filter(this::fits)
                .map(build -> new Candidate(path, build.number())))
        .max(Comparator.comparingLong(Candidate::number))
        .map(Candidate::path);
  }

  private boolean fits(PythonBuild build) {
    if (kind == Kind.PYPY) {
      return build.implementation().equals(PythonBuild.PYPY)
          && (build.version() + ".").startsWith(asked.substring("pypy".length()));
    }
    return build.implementation().equals(PythonBuild.CPYTHON)
        && build.version().endsWith("t") == asked.endsWith("t")
        && (number(build.version()) + ".").startsWith(number(asked) + ".");
  }

  private static String number(String version) {
    return version.endsWith("t") ? version.substring(0, version.length() - 1) : version;
  }

  /**
   * How it is called wherever figures are shown: {@code CPython 3.13}. Of a file there is a digest
   * beside it, so that two of them differ; where it lies is nobody else's business. It starts
   * nothing: what an interpreter says of itself is in the notes of a run.
   */
  String label() {
    return switch (kind) {
      case VERSION -> PythonBuild.CPYTHON + " " + asked;
      case PYPY -> (PythonBuild.PYPY + " " + asked.substring("pypy".length())).strip();
      case JYTHON -> JYTHON_BUILD.label();
      case JAR -> PythonBuild.JYTHON + " #" + digest();
      case COMMAND -> name();
      case PATH -> name() + " #" + digest();
    };
  }

  /** What a file's name tells: a version, else no more than itself. */
  private String name() {
    String file = asked.substring(1 + Math.max(asked.lastIndexOf('/'), asked.lastIndexOf('\\')));
    Matcher version = NAMED.matcher(file);
    if (version.matches()) {
      return PythonBuild.CPYTHON + " " + version.group(1);
    }
    String plain = Check.plain(file);
    return Check.plain(plain.substring(0, Math.min(LONGEST_NAME, plain.length())));
  }

  private String digest() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** How to get it. */
  String remedy() {
    return switch (kind) {
      case VERSION -> "get it with uv python install " + asked;
      case PYPY -> "get it with uv python install " + (asked.equals("pypy") ? "pypy3.11" : asked);
      case JYTHON -> "run binder/lab jython once (50 MB), then this cell again";
      case JAR, COMMAND, PATH ->
          "install CPython "
              + PythonBuild.OLDEST
              + " or newer, or name another one: pythons() lists those here";
    };
  }

  /** Whether a word can be a command or a path at all. */
  static boolean isPossible(String asked) {
    try {
      return !asked.isBlank() && asked.indexOf('\0') < 0 && Path.of(asked) != null;
    } catch (InvalidPathException notHere) {
      return false;
    }
  }
}
