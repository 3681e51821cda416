package io.github.concurrencylab.model.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.model.python.PythonBuild.Lock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonBuildTest {
  private static PythonBuild build(String implementation, String version) {
    return new PythonBuild(implementation, version, Lock.ON, false);
  }

  @ParameterizedTest
  @CsvSource({
    "CPython, 3.6.15, true",
    "CPython, 3.5.10, false",
    "CPython, 2.7.18, false",
    "CPython, 3.14.0t, true",
    "CPython, 4.0.0, true",
    "PyPy, 3.9.16, true",
    "Jython, 2.7.4, true",
    "GraalVM, 3.12.5, false",
    "CPython, nonsense, false"
  })
  void should_tell_which_can_be_used(String implementation, String version, boolean usable) {
    assertThat(build(implementation, version).isUsable()).isEqualTo(usable);
  }

  @ParameterizedTest
  @CsvSource({
    "CPython, 3.13.0, CPython 3.13, 3.13",
    "CPython, 3.14.2t, CPython 3.14t, 3.14t",
    "CPython, 3.15.0alpha, CPython 3.15, 3.15",
    "PyPy, 3.9.16, PyPy 3.9, pypy3.9"
  })
  void should_be_called_by_what_bug_fixes_do_not_change(
      String implementation, String version, String label, String word) {
    assertThat(build(implementation, version).label()).isEqualTo(label);
    assertThat(build(implementation, version).word()).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({"3.9.18, 3.10.0", "3.13.0, 3.13.1", "3.13.12, 3.14.0t"})
  void should_order_versions_by_number(String older, String newer) {
    assertThat(build("CPython", older).number()).isLessThan(build("CPython", newer).number());
  }

  @ParameterizedTest
  @CsvSource({"CPython, 3.14.0, true", "CPython, 3.13.9, false", "PyPy, 3.14.0, false"})
  void should_tell_which_has_interpreters(String implementation, String version, boolean has) {
    assertThat(build(implementation, version).hasInterpreters()).isEqualTo(has);
  }
}
