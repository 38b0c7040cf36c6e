package dev.attune.playbook;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Says in plain words what a YAML parser could not read. */
final class YamlSyntax {
  private static final String QUOTE =
      "a text with quotes, colons, brackets or # in it goes in double quotes:"
          + " when: \"'drifting' in segments\"";

  /** Nothing, or what can stand before a colon without being quoted. */
  private static final Pattern WORD = Pattern.compile("(- +)*[\\p{L}\\p{N}_ -]*");

  private static final String ENDS_AND_TABS = "\t\n\r\u0085";

  private YamlSyntax() {}

  static void explain(MarkedYamlEngineException broken, Document document, Problems problems) {
    String told = broken.getProblem() == null ? "" : broken.getProblem();
    Optional<Mark> mark = broken.getProblemMark().or(broken::getContextMark);
    int offset = mark.map(place -> document.offset(place.getIndex())).orElse(0);
    if (tabAt(document.text(), offset) || told.contains("TAB")) {
      problems.error(offset, "a tab stands here", "YAML indents with spaces only");
      return;
    }
    if (told.contains("mapping values are not allowed")) {
      if (!explainIndent(document.text(), offset, problems)) {
        problems.error(offset, "a colon is not expected here", QUOTE);
      }
      return;
    }
    if (told.contains("unexpected end of stream") || told.contains("<stream end>")) {
      problems.error(offset, "the document ends too early", "a quote or bracket is never closed");
      return;
    }
    if (told.contains("<block end>") || told.contains("',' or")) {
      if (!explainIndent(document.text(), offset, problems)) {
        problems.error(offset, "this does not belong to the line or block it stands in", QUOTE);
      }
      return;
    }
    problems.error(offset, "this is no YAML: " + told, QUOTE);
  }

  /**
   * Reports a line that does not begin where the one before it does, if {@code offset} is at its
   * beginning or at the colon of its first word.
   */
  private static boolean explainIndent(String text, int offset, Problems problems) {
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    String front = text.substring(start, offset);
    int indent = indent(front);
    boolean isFirstWord = WORD.matcher(front.strip()).matches();
    int before = indentBefore(text, start);
    if (!isFirstWord || before < 0 || before == indent) {
      return false;
    }
    problems.error(
        start + indent,
        "this line begins in column "
            + (indent + 1)
            + ", and the one before it in column "
            + (before + 1),
        "words of one rule begin in the same column; a text with a colon in it goes in double"
            + " quotes");
    return true;
  }

  /** How far the last line before {@code start} is indented that says something; -1 if none. */
  private static int indentBefore(String text, int start) {
    int end = start;
    while (end > 0) {
      int begin = text.lastIndexOf('\n', end - 2) + 1;
      String line = text.substring(begin, end);
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        return indent(line);
      }
      end = begin;
    }
    return -1;
  }

  /** Where the first word of a line stands; behind the dash of an item. */
  private static int indent(String line) {
    int at = 0;
    while (at < line.length()
        && (line.charAt(at) == ' ' || (line.charAt(at) == '-' && line.startsWith("- ", at)))) {
      at++;
    }
    return at;
  }

  /** Of a character that no YAML may have, such as a NUL. */
  static void explain(ReaderException broken, Document document, Problems problems) {
    String text = document.text();
    int at = 0;
    while (at < text.length() && text.codePointAt(at) != broken.getCodePoint()) {
      at += Character.charCount(text.codePointAt(at));
    }
    problems.error(
        at,
        "this character cannot stand in a playbook: " + Character.toString(broken.getCodePoint()),
        "remove it; perhaps the file is no text");
  }

  /** Of a document that says it is in a YAML of another age. */
  static void explain(YamlVersionException other, Document document, Problems problems) {
    String version = other.getSpecVersion().getMajor() + "." + other.getSpecVersion().getMinor();
    problems.error(
        Math.max(0, document.text().indexOf("%YAML")),
        "a playbook is in YAML 1.2, not " + version,
        "leave the line away");
  }

  /**
   * The place of what no YAML may have, though escapes can say it: control characters but tabs and
   * ends of lines, and halves of a character; -1 if there is none.
   */
  static int strange(String text) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      boolean isHalf = Character.getType(c) == Character.SURROGATE;
      if (isHalf || (Character.isISOControl(c) && ENDS_AND_TABS.indexOf(c) < 0)) {
        return i;
      }
      i += Character.charCount(c);
    }
    return -1;
  }

  private static boolean tabAt(String text, int offset) {
    return offset < text.length() && text.charAt(offset) == '\t';
  }
}
