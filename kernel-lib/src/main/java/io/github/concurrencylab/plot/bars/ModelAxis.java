package io.github.concurrencylab.plot.bars;

import io.github.concurrencylab.plot.style.LabelText;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.text.TextBlock;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;

/** The axis with the models' names: a long name takes two lines, a very long one is cut inside. */
public final class ModelAxis extends CategoryAxis {
  private static final long serialVersionUID = 1;

  /** Letters a line: what fits into a third of the chart. */
  static final int LINE_LETTERS = 32;

  private static final int MOST_LINES = 2;

  public ModelAxis() {
    setMaximumCategoryLabelWidthRatio(1);
    setMaximumCategoryLabelLines(MOST_LINES);
    setLowerMargin(0.01);
    setUpperMargin(0.01);
    setCategoryMargin(0);
    setCategoryLabelPositionOffset(8);
  }

  @Override
  @SuppressWarnings("rawtypes")
  protected TextBlock createLabel(
      Comparable category, float width, RectangleEdge edge, Graphics2D g2) {
    TextBlock block = new TextBlock();
    block.setLineAlignment(HorizontalAlignment.RIGHT);
    for (String line : lines(category.toString())) {
      block.addLine(line, getTickLabelFont(category), getTickLabelPaint(category));
    }
    return block;
  }

  /**
   * A name in lines.
   *
   * @param name the name
   * @return one or two lines of at most {@value #LINE_LETTERS} letters
   */
  static List<String> lines(String name) {
    String plain = LabelText.plain(name);
    int most = LINE_LETTERS * MOST_LINES;
    String fitting = LabelText.shortened(plain, most);
    List<String> lines = new ArrayList<>();
    while (fitting.length() > LINE_LETTERS) {
      int cut = breakBefore(fitting);
      lines.add(fitting.substring(0, cut).strip());
      fitting = fitting.substring(cut).strip();
      if (lines.size() == MOST_LINES - 1) {
        break;
      }
    }
    lines.add(LabelText.shortened(fitting, LINE_LETTERS));
    return lines;
  }

  /** The last place within a line after which a name may break; the line's end if there is none. */
  private static int breakBefore(String name) {
    for (int i = LINE_LETTERS; i > LINE_LETTERS / 2; i--) {
      if (" (),.-_/".indexOf(name.charAt(i - 1)) >= 0) {
        return i;
      }
    }
    return LINE_LETTERS;
  }
}
