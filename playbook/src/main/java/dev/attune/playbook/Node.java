package dev.attune.playbook;

import java.util.List;

/** A part of a YAML document, with its place. */
sealed interface Node {
  /** Offset of its first character in the document. */
  int at();

  /** A list. */
  record Sequence(int at, List<Node> items) implements Node {}

  /** Names with values, in the document's order, none of them twice. */
  record Mapping(int at, List<Entry> entries) implements Node {}

  /** A name with its value. */
  record Entry(Scalar key, Node value) {}

  /**
   * A text: a name, a number, a condition.
   *
   * @param end offset behind its last character in the document
   * @param quoting how it is written there
   * @param document the whole document's text
   */
  record Scalar(int at, int end, String text, Quoting quoting, String document) implements Node {
    /** Whether the document has nothing here, as in {@code zone:}. */
    boolean isNothing() {
      boolean quoted = quoting == Quoting.SINGLE || quoting == Quoting.DOUBLE;
      return text.isBlank() || (!quoted && (text.equals("~") || text.equals("null")));
    }

    /** The document's offset of the character at {@code index} of the text. */
    int offset(int index) {
      return ScalarPlaces.offset(this, index);
    }
  }

  /** How a text is written. */
  enum Quoting {
    /** As it is. */
    PLAIN,
    /** {@code 'in single quotes'}. */
    SINGLE,
    /** {@code "in double quotes"}. */
    DOUBLE,
    /** As a block, behind {@code |} or {@code >}. */
    BLOCK
  }
}
