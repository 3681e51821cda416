package io.github.concurrencylab.base;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The user's cache, where binder/lab keeps what it fetched for all projects. */
public final class UserCache {
  private UserCache() {}

  /**
   * The folder of something that is fetched once. The environment variable {@code
   * CONCURRENCY_LAB_NAME} names another one.
   *
   * @param name what is fetched, {@code spark} for example
   * @param version which one
   * @param environment the environment's variables
   * @param system the operating system's name
   * @return the folder; it need not be there
   */
  public static Path folder(
      String name, String version, Map<String, String> environment, String system) {
    String named = environment.get("CONCURRENCY_LAB_" + name.toUpperCase(Locale.ROOT));
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    String home = System.getProperty("user.home");
    String lower = system.toLowerCase(Locale.ROOT);
    Path base;
    if (lower.startsWith("windows")) {
      base = given(environment, "LOCALAPPDATA", Path.of(home, "AppData", "Local"));
    } else if (lower.startsWith("mac")) {
      base = Path.of(home, "Library", "Caches");
    } else {
      base = given(environment, "XDG_CACHE_HOME", Path.of(home, ".cache"));
    }
    return base.resolve("concurrency-lab").resolve(name).resolve(version);
  }

  private static Path given(Map<String, String> environment, String name, Path otherwise) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? otherwise : Path.of(value);
  }
}
