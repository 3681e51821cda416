package io.github.concurrencylab.plot.interaction;

import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.results.FactorLevels;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.text.TextBlock;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;

/** The axis with a factor's levels: a level's name, and below it in words what it is. */
public final class LevelAxis extends CategoryAxis {
  private static final long serialVersionUID = 1;

  private static final int MOST_LINES = 3;

  /** Letters that fit side by side into a chart, all levels together. */
  private static final int ROOM = 100;

  private static final int FEWEST_LETTERS = 14;
  private static final float SMALLEST = 9;

  /** About the width of a small letter, of what stands around a name, and of the whole axis. */
  private static final double LETTER = 7;

  private static final double AROUND = 60;
  private static final double WIDTH = 690;
  private static final double MOST_ROOM = 0.4;

  private final transient Map<String, String> words = new HashMap<>();
  private final int letters;

  public LevelAxis(FactorLevels grid) {
    grid.levels().forEach(level -> words.put(level.name(), level.words()));
    this.letters = ROOM / Math.max(1, grid.levels().size());
    setMaximumCategoryLabelWidthRatio(1);
    setMaximumCategoryLabelLines(1 + MOST_LINES);
    setLowerMargin(0);
    setUpperMargin(0);
    setCategoryMargin(0);
  }

  /**
   * Makes room at the right for names at the ends of lines, beyond the half slot that is free
   * there.
   *
   * @param longest letters of the longest name
   */
  public void makeRoomForNames(int longest) {
    double share = (longest * LETTER + AROUND) / WIDTH;
    double half = 0.5 / Math.max(1, words.size());
    setUpperMargin(Math.clamp((share - half) / (1 - half), 0, MOST_ROOM));
  }

  @Override
  @SuppressWarnings("rawtypes")
  protected TextBlock createLabel(
      Comparable category, float width, RectangleEdge edge, Graphics2D g2) {
    String name = LabelText.plain(category.toString());
    TextBlock block = new TextBlock();
    block.setLineAlignment(HorizontalAlignment.CENTER);
    boolean room = letters >= FEWEST_LETTERS;
    // Without much room a name is broken where it may be, and set as small as can just be read.
    for (String line : room ? List.of(name) : List.of(name.split("(?<=_)", -1))) {
      Font font = room ? Theme.text() : Theme.text().deriveFont(SMALLEST);
      block.addLine(LabelText.shortened(line, Math.max(FEWEST_LETTERS, letters)), font, Theme.INK);
    }
    if (room) {
      for (String line : wrapped(LabelText.plain(words.getOrDefault(name, "")), letters)) {
        block.addLine(line, Theme.small(), Theme.QUIET);
      }
    }
    return block;
  }

  /** A text in lines, broken between words. */
  static List<String> wrapped(String text, int letters) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > letters) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(LabelText.shortened(word, letters));
    }
    lines.add(line.toString());
    return lines.subList(0, Math.min(MOST_LINES, lines.size()));
  }
}
