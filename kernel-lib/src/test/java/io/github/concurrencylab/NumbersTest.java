package io.github.concurrencylab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers read the same in every country. */
class NumbersTest {
  /**
   * From a statement's beginning, or the call before in it, to a call that formats as the user's
   * country does. Tried at no other place: each try reads the whole statement.
   */
  private static final Pattern IN_THE_USERS_WAY =
      Pattern.compile(
          "(?:\\G|(?<![^;{}]))[^;{}]*(?:\\.formatted\\(|String\\.format\\(\\s*\"[^;]*)");

  private static final Pattern A_NUMBER = Pattern.compile("%[-+,(0 #]*\\d*(?:\\.\\d+)?[doxXeEfgG]");

  @Test
  void should_format_no_number_in_the_digits_of_the_users_country() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        offences(Files.readString(file)).forEach(text -> found.add(file.getFileName() + text));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void should_see_a_number_in_any_layout() {
    assertThat(offences("{ x = \"%d of %s\".formatted(a, b); }")).hasSize(1);
    assertThat(offences("{ x =\n    \"%s\"\n        + \"%,.2f\"\n  .formatted(a); }")).hasSize(1);
    assertThat(offences("{ x = \"%s\".formatted(a) + String.format(\"%d\", b); }")).hasSize(1);
    assertThat(offences("{ x = String.format(\n  \"%08x\", a); }")).hasSize(1);
    assertThat(offences("{ x = String.format(Locale.ROOT, \"%d\", a); }")).isEmpty();
    assertThat(offences("{ x = \"%s\".formatted(a); y = Text.of(\"%d\"); }")).isEmpty();
  }

  private static List<String> offences(String source) {
    Matcher statements = IN_THE_USERS_WAY.matcher(source);
    return statements
        .results()
        .map(MatchResult::group)
        .filter(text -> A_NUMBER.matcher(text).find())
        .toList();
  }
}
