package io.github.concurrencylab.notebook.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LibrariesTest {
  /** Whatever has a scope of its own is not. */
  private static final Pattern COMPILED_AGAINST =
      Pattern.compile(
          "<artifactId>([^<]+)</artifactId>\\s*<version>[^<]+</version>\\s*+(?!<scope>)");

  /** Annotations alone, of which nothing is left when code runs. */
  private static final String ANNOTATIONS = "jspecify";

  @Test
  void should_wait_for_each_library_that_the_lab_is_compiled_against() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    String dependencies =
        pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>"));
    List<String> libraries =
        COMPILED_AGAINST
            .matcher(dependencies)
            .results()
            .map(found -> found.group(1))
            .filter(name -> !name.equals(ANNOTATIONS))
            .toList();
    assertThat(libraries).contains("jfreechart", "oshi-core").doesNotContain("slf4j-nop");
    assertThat(Libraries.NEEDED).hasSameSizeAs(libraries);
    for (String name : Libraries.NEEDED) {
      Class<?> needed = Class.forName(name, false, LibrariesTest.class.getClassLoader());
      String jar = needed.getProtectionDomain().getCodeSource().getLocation().getPath();
      assertThat(libraries).anyMatch(library -> jar.contains("/" + library + "-"));
    }
  }

  @Test
  void should_miss_none_where_all_are_there() {
    assertThat(Libraries.missing()).isEmpty();
  }
}
