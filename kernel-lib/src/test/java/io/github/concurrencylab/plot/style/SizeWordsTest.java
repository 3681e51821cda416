package io.github.concurrencylab.plot.style;

import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.measuredBy;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.json.Published;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizeWordsTest {
  private static List<String> words(Results results) {
    return results.measurements().stream().map(each -> SizeWords.of(results, each)).toList();
  }

  private static Results beside(String workload) {
    return measuredBy(Source.HERE, workload, trials("blocking", 1, 2)).with(Published.article());
  }

  @Test
  void should_say_how_large_each_is_where_they_differ() {
    assertThat(
            words(
                beside(
                    "sum of i mod x: 15 tasks of 500,000 terms (the article: 10,000,000), 1 %"
                        + " skipped, a generator per task, seed 2020")))
        .containsExactly("500,000 terms", "10,000,000 terms");
    assertThat(words(beside("sum of i mod x: 4 tasks of 10,000,000 terms, 5 % skipped")))
        .containsExactly("4 tasks, 5 % skipped", "15 tasks, 1 % skipped");
  }

  @Test
  void should_say_nothing_of_what_is_equal_or_not_to_be_compared() {
    assertThat(
            words(beside("sum of i mod x: 15 tasks of 10,000,000 terms, 1 % skipped, seed 2020")))
        .containsExactly("", "");
    assertThat(words(here(trials("a", 1)).with(Published.article()))).containsExactly("", "");
    assertThat(words(beside(""))).containsExactly("", "");
  }
}
