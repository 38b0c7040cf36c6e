package dev.attune.playbook;

import dev.attune.playbook.Node.Scalar;

/** The text of one condition and its place in the document. CEL counts in code points. */
record Passage(Scalar scalar, Problems problems) {
  String text() {
    return scalar.text();
  }

  /** Reports what is wrong at a code point of the text. */
  void error(int codePoint, String message) {
    problems.error(offset(codePoint), message);
  }

  /** Reports what is wrong, and what to do. */
  void error(int codePoint, String message, String hint) {
    problems.error(offset(codePoint), message, hint);
  }

  /** The char at a code point of the text. */
  int charAt(int codePoint) {
    String text = text();
    return codePoint >= text.codePointCount(0, text.length())
        ? text.length()
        : text.offsetByCodePoints(0, Math.max(0, codePoint));
  }

  /** The document's offset of a code point of the text. */
  int offset(int codePoint) {
    return scalar.offset(charAt(codePoint));
  }
}
