package io.github.concurrencylab.plot.style;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.results.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * In which numbers the workload of some figures differs from that of others beside them. Both stand
 * below the title in full, where nobody looks who compares two bars.
 */
public final class SizeWords {
  private static final Pattern IN_BRACKETS = Pattern.compile(" *\\([^()]*\\)");
  private static final Pattern BETWEEN = Pattern.compile("[,:;] ");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,.]*");
  private static final int LONGEST = 40;

  private SizeWords() {}

  /**
   * The numbers of a workload, with what they count, that are others in the same words elsewhere.
   *
   * @param results figures of several sources
   * @param of those of one of them
   * @return {@code 500,000 terms} for example; empty if it is as large as all others
   */
  public static String of(Results results, Measurement of) {
    List<String> different = new ArrayList<>();
    for (String phrase : phrases(of.workload())) {
      List<String> numbers = numbers(phrase);
      for (int i = 0; i < numbers.size(); i++) {
        int place = i;
        boolean same =
            results.measurements().stream()
                .flatMap(other -> phrases(other.workload()).stream())
                .filter(other -> kind(other).equals(kind(phrase)))
                .allMatch(other -> numbers(other).get(place).equals(numbers.get(place)));
        if (!same) {
          different.add(counted(phrase, place));
        }
      }
    }
    return LabelText.shortened(LabelText.plain(String.join(", ", different)), LONGEST);
  }

  /** The same of a source's workload. */
  public static String of(Results results, Source source) {
    return results.measurements().stream()
        .filter(group -> group.source().equals(source))
        .findFirst()
        .map(group -> of(results, group))
        .orElse("");
  }

  private static List<String> phrases(String workload) {
    return List.of(BETWEEN.split(IN_BRACKETS.matcher(workload).replaceAll("")));
  }

  /** The phrase without its numbers. */
  private static String kind(String phrase) {
    return NUMBER.matcher(phrase).replaceAll("#");
  }

  private static List<String> numbers(String phrase) {
    return NUMBER.matcher(phrase).results().map(MatchResult::group).toList();
  }

  /** A number with the words up to the next one, or those before it if there are none. */
  private static String counted(String phrase, int place) {
    List<MatchResult> all = NUMBER.matcher(phrase).results().toList();
    MatchResult number = all.get(place);
    int end = place + 1 < all.size() ? all.get(place + 1).start() : phrase.length();
    String words = phrase.substring(number.end(), end).strip().replaceAll(" (of|in|by)$", "");
    int before = place == 0 ? 0 : all.get(place - 1).end();
    return words.isEmpty()
        ? phrase.substring(before, number.end()).strip()
        : number.group() + " " + words;
  }
}
