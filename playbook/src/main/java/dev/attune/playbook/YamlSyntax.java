package dev.attune.playbook;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** Says in plain words what a YAML parser could not read. */
final class YamlSyntax {
  private static final String QUOTE =
      "a text with quotes, colons, brackets or # in it goes in double quotes:"
          + " when: \"'drifting' in segments\"";

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
      problems.error(offset, "a colon is not expected here", QUOTE);
      return;
    }
    if (told.contains("unexpected end of stream") || told.contains("<stream end>")) {
      problems.error(offset, "the document ends too early", "a quote or bracket is never closed");
      return;
    }
    if (told.contains("<block end>") || told.contains("',' or")) {
      problems.error(offset, "this does not belong to the line or block it stands in", QUOTE);
      return;
    }
    problems.error(offset, "this is no YAML: " + told, QUOTE);
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

  private static boolean tabAt(String text, int offset) {
    return offset < text.length() && text.charAt(offset) == '\t';
  }
}
