package io.github.concurrencylab.report;

import io.github.concurrencylab.table.TextTable;
import java.util.List;
import java.util.stream.Stream;

/** An answer as plain text. */
final class AnswerText {
  private AnswerText() {}

  /**
   * The answer first, then what it rests on: the sentence, what it is about, the table, then
   * whatever else is shown, and below it all how it was measured and what to beware of.
   *
   * @param answer the answer
   * @param more what is shown below the table; empty if nothing
   * @return lines, each but the last with its end
   */
  static String of(Answer answer, String more) {
    StringBuilder text = new StringBuilder();
    String sentence = answer.sentence();
    if (!sentence.isEmpty()) {
      text.append(TextTable.sentence(sentence)).append("\n\n");
    }
    List<String> header = answer.header();
    header.forEach(line -> text.append(TextTable.bounded(line)).append('\n'));
    text.append(header.isEmpty() ? "" : "\n").append(TextTable.of(answer.overview()));
    text.append(more.isEmpty() ? "" : "\n" + more.stripTrailing() + "\n");
    List<String> below =
        Stream.concat(
                answer.remarks().stream().map(note -> TextTable.sentence(note.text())),
                answer.notes().stream().map(note -> "Note: " + TextTable.sentence(note.text())))
            .toList();
    text.append(below.isEmpty() ? "" : "\n");
    below.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
