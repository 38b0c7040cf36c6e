package dev.attune.playbook;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a playbook and its lines. Places in it are offsets, in chars; people are told lines
 * and columns.
 */
final class Document {
  private static final int LONGEST_MESSAGE = 500;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

  private final String text;
  private final int[] lineStarts;
  private final int[] charOfCodePoint;

  Document(String text) {
    this.text = text;
    this.lineStarts = lineStarts(text);
    this.charOfCodePoint = charOfCodePoint(text);
  }

  String text() {
    return text;
  }

  /** The offset of the code point at {@code index}, as a parser counts them. */
  int offset(int index) {
    if (charOfCodePoint.length == 0) {
      return Math.min(index, text.length());
    }
    return index < charOfCodePoint.length ? charOfCodePoint[index] : text.length();
  }

  /** The offset of a place that people were told; the nearest where there is none such. */
  int offsetOf(int line, int column) {
    int start = lineStarts[Math.max(0, Math.min(line, lineStarts.length) - 1)];
    int left = text.codePointCount(start, text.length());
    return text.offsetByCodePoints(start, Math.max(0, Math.min(column - 1, left)));
  }

  /** Says what is wrong at {@code offset}. */
  Problem problem(int offset, String message, Optional<String> hint) {
    int line = line(offset);
    int start = lineStarts[line];
    int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
    String content = text.substring(start, end).stripTrailing();
    int column = text.codePointCount(start, Math.max(start, Math.min(offset, end))) + 1;
    return Problem.in(content, line + 1, column, visible(message), hint.map(Document::visible));
  }

  /** As people can read it: not too long, and what cannot be seen or turns the text is spelled. */
  private static String visible(String text) {
    String cut =
        text.length() <= LONGEST_MESSAGE
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LONGEST_MESSAGE / 2)) + "…";
    return UNSEEN
        .matcher(cut)
        .replaceAll(
            unseen -> "U+" + HexFormat.of().withUpperCase().toHexDigits(unseen.group().charAt(0)));
  }

  /** The line of {@code offset}, 1 for the first. */
  int lineNumber(int offset) {
    return line(offset) + 1;
  }

  private int line(int offset) {
    int low = 0;
    int high = lineStarts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (lineStarts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (ends) {
        starts.add(i + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Empty where every code point is one char, which is nearly always. */
  private static int[] charOfCodePoint(String text) {
    int count = text.codePointCount(0, text.length());
    if (count == text.length()) {
      return new int[0];
    }
    int[] offsets = new int[count];
    int offset = 0;
    for (int i = 0; i < count; i++) {
      offsets[i] = offset;
      offset += Character.charCount(text.codePointAt(offset));
    }
    return offsets;
  }
}
