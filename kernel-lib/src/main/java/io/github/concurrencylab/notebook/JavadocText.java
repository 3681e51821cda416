package io.github.concurrencylab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc as paragraphs of plain text. */
final class JavadocText {
  private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*@(?=\\p{Lower})");
  private static final Pattern PRE = Pattern.compile("(?s)<pre>(.*?)</pre>");
  private static final Pattern BREAK =
      Pattern.compile("(?i)<(p|/p|ul|/ul|ol|/ol|dl|/dl|h\\d)[^>]*>");
  private static final Pattern ITEM = Pattern.compile("(?i)<(li|dt|dd)[^>]*>");
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");

  /** Stand for what is set apart before all else, whose letters mean nothing more. */
  private static final char OPEN = '\uE000';

  private static final char CLOSE = '\uE001';

  private final List<String> apart = new ArrayList<>();

  private JavadocText() {}

  /**
   * Reads one.
   *
   * @param javadoc a comment without its stars
   * @return paragraphs of one line each; what is set as it is has several
   */
  static List<String> of(String javadoc) {
    return new JavadocText().paragraphs(javadoc);
  }

  private List<String> paragraphs(String javadoc) {
    String[] blocks = BLOCK.split(inline(javadoc), -1);
    List<String> paragraphs = new ArrayList<>(body(blocks[0]));
    for (int i = 1; i < blocks.length; i++) {
      paragraphs.addAll(body(tagged(blocks[i])));
    }
    return paragraphs;
  }

  /** {@code {@code x}} and its like, whose braces may hold others. */
  private String inline(String text) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf("{@"); at >= 0; at = text.indexOf("{@", from)) {
      int end = closing(text, at);
      out.append(text, from, at).append(apart(plain(text.substring(at + 2, end))));
      from = Math.min(end + 1, text.length());
    }
    return out.append(text.substring(from)).toString();
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int at = open; at < text.length(); at++) {
      depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return text.length();
  }

  /** {@code code x} is x, and a link its label or what it leads to. */
  private static String plain(String tag) {
    String[] parts = tag.split("\\s+", 2);
    String rest = parts.length > 1 ? parts[1] : "";
    return switch (parts[0]) {
      case "link", "linkplain" -> {
        Matcher link =
            Pattern.compile("(?s)([^\\s(]+(?:\\([^)]*\\))?)\\s*(.*)").matcher(rest.strip());
        yield !link.matches()
            ? rest
            : link.group(2).isEmpty() ? name(link.group(1)) : link.group(2);
      }
      case "value" -> name(rest.strip());
      case "inheritDoc" -> "";
      default -> rest;
    };
  }

  private static String name(String reference) {
    return (reference.startsWith("#") ? reference.substring(1) : reference).replace('#', '.');
  }

  private String apart(String text) {
    apart.add(text);
    return "" + OPEN + (apart.size() - 1) + CLOSE;
  }

  private String together(String text) {
    String whole = text;
    for (int i = apart.size() - 1; i >= 0; i--) {
      whole = whole.replace("" + OPEN + i + CLOSE, apart.get(i));
    }
    return whole;
  }

  private String tagged(String block) {
    String[] parts = block.strip().split("\\s+", 3);
    String first = parts.length > 1 ? parts[1] : "";
    String rest = parts.length > 2 ? parts[2] : "";
    return switch (parts[0]) {
      case "param" -> apart(first) + ": " + rest; // of a type it is <T>
      case "throws", "exception" ->
          "throws " + first.substring(first.lastIndexOf('.') + 1) + " " + rest;
      case "return" -> "returns " + first + " " + rest;
      default -> parts[0] + ": " + first + " " + rest;
    };
  }

  private List<String> body(String text) {
    Matcher pre = PRE.matcher(text);
    List<String> paragraphs = new ArrayList<>();
    int from = 0;
    while (pre.find()) {
      flow(text.substring(from, pre.start()), paragraphs);
      paragraphs.add(together(entities(pre.group(1))).strip().indent(2).stripTrailing());
      from = pre.end();
    }
    flow(text.substring(from), paragraphs);
    return paragraphs;
  }

  private void flow(String text, List<String> paragraphs) {
    String broken = ITEM.matcher(BREAK.matcher(text).replaceAll("\n\n")).replaceAll("\n\n- ");
    for (String paragraph : broken.split("\n\\s*\n", -1)) {
      String plain = entities(TAG.matcher(paragraph).replaceAll(""));
      String line = together(plain).strip().replaceAll("\\s+", " ");
      if (!line.isEmpty()) {
        paragraphs.add(line);
      }
    }
  }

  private static String entities(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&quot;", "\"")
        .replace("&#64;", "@")
        .replace("&amp;", "&");
  }
}
