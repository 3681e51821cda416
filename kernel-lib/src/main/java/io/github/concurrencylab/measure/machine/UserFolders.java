package io.github.concurrencylab.measure.machine;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a program may keep what concerns one user of one machine. */
public final class UserFolders {
  private static final String NAME = "concurrency-lab";

  private UserFolders() {}

  /**
   * The folders to try, the best one first.
   *
   * @param environment the environment's variables
   * @param home the user's home directory, perhaps there is none
   * @param temporary the system's directory for temporary files
   * @return at least one, none of them made yet
   */
  static List<Path> of(Map<String, String> environment, String home, String temporary) {
    List<Path> folders = new ArrayList<>();
    for (String variable : List.of("XDG_STATE_HOME", "LOCALAPPDATA")) {
      add(folders, environment.getOrDefault(variable, ""), "");
    }
    add(folders, home, ".local/state");
    add(folders, temporary, "");
    return folders;
  }

  public static List<Path> here() {
    return of(
        System.getenv(),
        System.getProperty("user.home", ""),
        System.getProperty("java.io.tmpdir", ""));
  }

  private static void add(List<Path> folders, String parent, String between) {
    try {
      // A relative one would be another one for each program.
      Path path = Path.of(parent);
      if (path.isAbsolute()) {
        folders.add(path.resolve(between).resolve(NAME));
      }
    } catch (InvalidPathException none) {
      // The next one, then.
    }
  }
}
