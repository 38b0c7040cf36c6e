package dev.attune.playbook;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is wrong with a playbook, where, and what to do.
 *
 * @param line 1 for the first
 * @param column 1 for the first, in characters
 * @param message what is wrong, with the value
 * @param excerpt the line's text; of a very long line the part around the column, after {@code …}
 * @param hint what to do, such as {@code did you mean rides30?}
 */
public record Problem(int line, int column, String message, String excerpt, Optional<String> hint) {
  /** Wider lines are shown in part. */
  private static final int WIDEST = 160;

  /** How much of a line shown in part comes before the column. */
  private static final int LEAD = 60;

  /** What cannot be seen or turns the direction of reading; a tab can be seen. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\t]]");

  static Problem in(String lineText, int line, int column, String message, Optional<String> hint) {
    // Character for character, so that the caret stands where it should.
    String seen = UNSEEN.matcher(part(lineText, column)).replaceAll("\uFFFD");
    return new Problem(line, column, message, seen, hint);
  }

  /** What is wrong, in a language; in English where it has no words for it. */
  public String messageIn(Tongue tongue) {
    return ProblemWords.in(message, tongue);
  }

  /** What to do, in a language. */
  public Optional<String> hintIn(Tongue tongue) {
    return hint.map(told -> ProblemWords.in(told, tongue));
  }

  /**
   * The problem in three or four lines, for a terminal or a monospaced page: place and message, the
   * line's text, a caret under the column, the hint.
   */
  public String rendered() {
    String number = Integer.toString(line);
    String margin = " ".repeat(number.length());
    int before = (column > WIDEST ? LEAD + 1 : column - 1);
    StringBuilder text = new StringBuilder();
    text.append("line ").append(line).append(", column ").append(column).append(": ");
    text.append(message).append('\n');
    text.append(' ').append(number).append(" | ").append(excerpt).append('\n');
    text.append(' ').append(margin).append(" | ").append(indent(before)).append('^');
    hint.ifPresent(told -> text.append('\n').append(' ').append(margin).append(" = ").append(told));
    return text.toString();
  }

  /** Tabs stay tabs, so that the caret stands under its character. */
  private String indent(int width) {
    StringBuilder indent = new StringBuilder(width);
    for (int i = 0; i < width; i++) {
      indent.append(i < excerpt.length() && excerpt.charAt(i) == '\t' ? '\t' : ' ');
    }
    return indent.toString();
  }

  private static String part(String lineText, int column) {
    int length = lineText.codePointCount(0, lineText.length());
    if (length <= WIDEST) {
      return lineText;
    }
    int from = column > WIDEST ? column - 1 - LEAD : 0;
    int to = Math.min(length, from + WIDEST);
    String cut =
        lineText.substring(
            lineText.offsetByCodePoints(0, Math.min(from, length)),
            lineText.offsetByCodePoints(0, to));
    return (from > 0 ? "…" : "") + cut + (to < length ? "…" : "");
  }
}
