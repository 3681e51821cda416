package io.github.concurrencylab.plot.style;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartUnavailableExceptionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/jdk/lib/libfontmanager.so: libharfbuzz.so.0: cannot open shared object file: No such file"
            + " or directory|libharfbuzz.so.0|libharfbuzz0b",
        "/jdk/lib/libfontmanager.so: libfreetype.so.6: cannot open shared object file: No such file"
            + " or directory|libfreetype.so.6|libfreetype.so.6",
      })
  void should_name_the_library_that_is_missing(String linker, String library, String remedy) {
    var first = new ChartUnavailableException(new UnsatisfiedLinkError(linker));
    // What the JDK says at each later attempt.
    var earlier =
        new ExceptionInInitializerError("Exception java.lang.UnsatisfiedLinkError: " + linker);
    var later = new NoClassDefFoundError("Could not initialize class sun.font.SunFontManager");
    later.initCause(earlier);

    for (var unavailable : new Exception[] {first, new ChartUnavailableException(later)}) {
      assertThat(unavailable)
          .hasMessageStartingWith(
              "charts need the library " + library + ", which this system lacks")
          .hasMessageContaining(remedy)
          .hasMessageNotContaining("font,");
    }
  }

  @Test
  void should_ask_for_a_font_where_no_library_is_missing() {
    var unavailable =
        new ChartUnavailableException(
            new InternalError("Fontconfig head is null, check your fonts"));

    assertThat(unavailable)
        .hasMessageStartingWith("charts need a font")
        .hasMessageContaining("fonts-dejavu-core");
  }
}
