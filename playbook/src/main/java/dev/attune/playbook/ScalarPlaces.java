package dev.attune.playbook;

import dev.attune.playbook.Node.Quoting;
import dev.attune.playbook.Node.Scalar;

/**
 * Finds the place in the document of a character in a text that YAML has unquoted, unescaped and
 * unfolded.
 *
 * <p>It walks text and document side by side. Every character that is no white space stands in
 * both, as itself or as an escape, and in the same order; so white space, which YAML folds, drops
 * and indents as it likes, is skipped on both sides until the next such character.
 */
final class ScalarPlaces {
  private final String source;
  private final int end;
  private final Quoting quoting;
  private int place;

  private ScalarPlaces(Scalar scalar) {
    this.source = scalar.document();
    this.quoting = scalar.quoting();
    this.end = scalar.end();
    this.place = start(scalar);
  }

  static int offset(Scalar scalar, int index) {
    ScalarPlaces places = new ScalarPlaces(scalar);
    String text = scalar.text();
    for (int i = 0; i < Math.min(index, text.length()); i++) {
      places.step(text.charAt(i));
    }
    if (index < text.length() && !Character.isWhitespace(text.charAt(index))) {
      places.skipSpace();
    }
    return Math.min(places.place, scalar.end());
  }

  private static int start(Scalar scalar) {
    return switch (scalar.quoting()) {
      case PLAIN -> scalar.at();
      case SINGLE, DOUBLE -> scalar.at() + 1;
      case BLOCK -> {
        int header = scalar.document().indexOf('\n', scalar.at());
        yield header < 0 ? scalar.end() : header + 1;
      }
    };
  }

  private void step(char c) {
    if (!Character.isWhitespace(c)) {
      skipSpace();
      place += place < end ? width() : 0;
      return;
    }
    while (escapedOneOf("\r\n")) {
      place += 2;
      while (place < end && Character.isWhitespace(source.charAt(place))) {
        place++;
      }
    }
    if (place < end && (Character.isWhitespace(source.charAt(place)) || escaped())) {
      place += width();
    }
  }

  /** To the next character that is no white space, neither as itself nor as an escape. */
  private void skipSpace() {
    while (place < end) {
      if (escapedOneOf("\r\nntrvf ")) {
        place += 2;
      } else if (Character.isWhitespace(source.charAt(place))) {
        place++;
      } else {
        return;
      }
    }
  }

  private boolean escaped() {
    return quoting == Quoting.DOUBLE && source.charAt(place) == '\\';
  }

  private boolean escapedOneOf(String letters) {
    return place + 1 < end && escaped() && letters.indexOf(source.charAt(place + 1)) >= 0;
  }

  /** How many characters of the document stand for one of the text. */
  private int width() {
    if (quoting == Quoting.SINGLE && source.charAt(place) == '\'') {
      return 2;
    }
    if (!escaped() || place + 1 >= end) {
      return 1;
    }
    return switch (source.charAt(place + 1)) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }
}
