package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Node.Sequence;

/** How far the parts of a document reach in its text. */
final class Extents {
  private final String text;

  Extents(String text) {
    this.text = text;
  }

  /** Whether it is written between braces or brackets. */
  boolean isInBraces(Node node) {
    return text.startsWith("{", node.at()) || text.startsWith("[", node.at());
  }

  /** The offset behind its last character. */
  int end(Node node) {
    return switch (node) {
      case Scalar scalar -> trimmed(scalar.at(), scalar.end());
      case Mapping mapping ->
          isInBraces(mapping)
              ? behind('}', mapping.entries().isEmpty() ? mapping.at() + 1 : last(mapping))
              : last(mapping);
      case Sequence sequence -> {
        int last = sequence.items().isEmpty() ? sequence.at() + 1 : end(sequence.items().getLast());
        yield isInBraces(sequence) ? behind(']', last) : last;
      }
    };
  }

  /** The offset behind an entry's last character. */
  int end(Entry entry) {
    return Math.max(entry.key().end(), end(entry.value()));
  }

  /** The beginning of the line in which {@code offset} lies. */
  int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The end of the line in which {@code offset} lies, before what ends it. */
  int lineEnd(int offset) {
    int feed = text.indexOf('\n', offset);
    int end = feed < 0 ? text.length() : feed;
    return end > offset && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  /** The beginning of the line behind the one in which {@code offset} lies. */
  int nextLine(int offset) {
    int feed = text.indexOf('\n', offset);
    return feed < 0 ? text.length() : feed + 1;
  }

  private int last(Mapping mapping) {
    return mapping.entries().isEmpty() ? mapping.at() : end(mapping.entries().getLast());
  }

  private int trimmed(int from, int end) {
    int last = end;
    while (last > from && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return last;
  }

  /** Behind the next closing bracket, over commas, white space and comments. */
  private int behind(char closing, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != closing) {
      at = text.charAt(at) == '#' ? lineEnd(at) : at;
      at++;
    }
    return Math.min(text.length(), at + 1);
  }
}
