package io.github.concurrencylab.model.python;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Where interpreters are looked for: the PATH, Debian's, pyenv's, uv's, those of Windows' launcher.
 *
 * @param environment the environment's variables
 * @param home the user's home directory
 * @param windows whether this is Windows
 */
record PythonPlaces(Map<String, String> environment, Path home, boolean windows) {
  /**
   * An interpreter that was looked for and is there.
   *
   * @param path its file
   * @param origin who put it there: {@code PATH}, {@code pyenv}, {@code uv} or {@code py launcher}
   */
  record Candidate(Path path, String origin) {}

  private static final Pattern NAME =
      Pattern.compile("(?:python(?:3(?:\\.\\d+t?)?)?|pypy(?:3(?:\\.\\d+)?)?)(?:\\.exe)?");

  /** A line of the launcher's list: {@code -V:3.13 * C:\...\python.exe}. */
  private static final Pattern LAUNCHER_LINE =
      Pattern.compile("\\s*-\\S+\\s+(?:\\*\\s+)?(.+\\.exe)\\s*");

  /** How long Windows' launcher may take to list what it knows. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Here. */
  static PythonPlaces here() {
    return new PythonPlaces(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        System.getProperty("os.name").startsWith("Windows"));
  }

  /**
   * All that there are, each file once: first those that a command's name finds.
   *
   * @param launcher what Windows' launcher lists, one interpreter a line; empty elsewhere
   */
  List<Candidate> candidates(List<String> launcher) {
    Map<Path, Candidate> found = new LinkedHashMap<>();
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      add(found, folder, "PATH");
    }
    if (!windows) {
      add(found, "/usr/bin", "PATH");
      add(found, "/usr/local/bin", "PATH");
    }
    String pyenv = environment.getOrDefault("PYENV_ROOT", "");
    Path root = pyenv.isBlank() ? home.resolve(".pyenv") : Path.of(pyenv);
    addEach(found, root.resolve(windows ? "pyenv-win/versions" : "versions"), "pyenv");
    addEach(found, uv(), "uv");
    for (String line : launcher) {
      var matcher = LAUNCHER_LINE.matcher(line);
      if (matcher.matches()) {
        add(found, Path.of(matcher.group(1)), "py launcher");
      }
    }
    return List.copyOf(found.values());
  }

  /** All that there are here. */
  List<Candidate> candidates() {
    return candidates(windows ? launcher() : List.of());
  }

  private static List<String> launcher() {
    try {
      Path list = Files.createTempFile("concurrency-lab-", ".txt");
      try {
        Process py =
            new ProcessBuilder("py", "-0p")
                .redirectErrorStream(true)
                .redirectOutput(list.toFile())
                .start();
        if (!py.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          py.destroyForcibly();
        }
        return Files.readAllLines(list);
      } finally {
        Files.delete(list);
      }
    } catch (IOException none) {
      return List.of();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private Path uv() {
    String named = environment.getOrDefault("UV_PYTHON_INSTALL_DIR", "");
    if (!named.isBlank()) {
      return Path.of(named);
    }
    String variable = windows ? "APPDATA" : "XDG_DATA_HOME";
    String data = environment.getOrDefault(variable, "");
    Path base = data.isBlank() ? home.resolve(".local/share") : Path.of(data);
    return base.resolve("uv").resolve("python");
  }

  /** The interpreters of one version a folder. */
  private void addEach(Map<Path, Candidate> found, Path versions, String origin) {
    for (Path version : list(versions)) {
      add(found, version.resolve(windows ? "" : "bin").toString(), origin);
    }
  }

  private void add(Map<Path, Candidate> found, String folder, String origin) {
    Path directory;
    try {
      directory = Path.of(folder);
    } catch (InvalidPathException notOurs) {
      return;
    }
    // pyenv's shims are scripts that start one of those that it has installed.
    if (!folder.isBlank() && directory.isAbsolute() && !directory.endsWith("shims")) {
      for (Path file : list(directory)) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          add(found, file, origin);
        }
      }
    }
  }

  private static void add(Map<Path, Candidate> found, Path file, String origin) {
    try {
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        var ignored = found.putIfAbsent(file.toRealPath(), new Candidate(file, origin));
      }
    } catch (IOException gone) {
      // It is not there any more.
    }
  }

  private static List<Path> list(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(files::add);
    } catch (IOException none) {
      return List.of();
    }
    files.sort(Comparator.comparing(Path::toString));
    return files;
  }
}
