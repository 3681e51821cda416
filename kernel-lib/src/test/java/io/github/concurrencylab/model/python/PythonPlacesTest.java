package io.github.concurrencylab.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.concurrencylab.model.python.PythonPlaces.Candidate;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PythonPlacesTest {
  @TempDir private Path home;

  private Path program(String path) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toRealPath();
  }

  private List<Candidate> within(
      Map<String, String> environment, boolean windows, String... lines) {
    return new PythonPlaces(environment, home, windows)
        .candidates(List.of(lines)).stream()
            .filter(candidate -> candidate.path().startsWith(home))
            .toList();
  }

  @Test
  void should_look_on_the_path_and_where_pyenv_and_uv_install() throws IOException {
    Path path = program("bin/python3.12");
    program("bin/python3-config");
    program("bin/pythonw");
    Path pypy = program("bin/pypy3");
    Path pyenv = program(".pyenv/versions/3.7.16/bin/python3.7");
    Path uv = program(".local/share/uv/python/cpython-3.14.0+freethreaded-linux/bin/python3.14t");

    assertThat(within(Map.of("PATH", home.resolve("bin").toString()), false))
        .extracting(Candidate::path, Candidate::origin)
        .containsExactly(
            tuple(pypy, "PATH"), tuple(path, "PATH"), tuple(pyenv, "pyenv"), tuple(uv, "uv"));
  }

  @Test
  void should_take_each_file_once_and_none_that_starts_another() throws IOException {
    Path python = program("bin/python3.12");
    Files.createSymbolicLink(home.resolve("bin/python3"), python);
    program(".pyenv/shims/python3");
    String both = home.resolve("bin") + File.pathSeparator + home.resolve(".pyenv/shims");

    assertThat(within(Map.of("PATH", both), false))
        .extracting(Candidate::path)
        .containsExactly(home.resolve("bin/python3"));
  }

  @Test
  void should_look_where_variables_say() throws IOException {
    Path pyenv = program("elsewhere/versions/3.9.1/bin/python");
    Path uv = program("pythons/cpython-3.13/bin/python3");
    Map<String, String> environment =
        Map.of(
            "PYENV_ROOT", home.resolve("elsewhere").toString(),
            "UV_PYTHON_INSTALL_DIR", home.resolve("pythons").toString());

    assertThat(within(environment, false)).extracting(Candidate::path).containsExactly(pyenv, uv);
  }

  @Test
  void should_read_the_list_of_windows_launcher() throws IOException {
    Path newer = program("Programs/Python313/python.exe");
    Path older = program("Programs/Python 37/python.exe");

    assertThat(
            within(
                Map.of(),
                true,
                " -V:3.13 *        " + newer,
                " -V:3.7           " + older,
                " -V:ContinuumAnalytics/py38 " + home.resolve("gone.exe"),
                "Installed Pythons found by py.exe"))
        .extracting(Candidate::path, Candidate::origin)
        .containsExactly(tuple(newer, "py launcher"), tuple(older, "py launcher"));
  }

  @Test
  void should_find_nothing_where_nothing_is() {
    assertThat(within(Map.of("PATH", "relative" + File.pathSeparator + "/no/such"), false))
        .isEmpty();
  }
}
