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
    if (Character.isWhitespace(c)) {
      if (place < end && (Character.isWhitespace(source.charAt(place)) || escaped())) {
        place += width();
      }
      return;
    }
    skipSpace();
    if (place < end) {
      place += width();
    }
  }

  private void skipSpace() {
    while (place < end && (Character.isWhitespace(source.charAt(place)) || escapedLineBreak())) {
      place += escapedLineBreak() ? 2 : 1;
    }
  }

  private boolean escaped() {
    return quoting == Quoting.DOUBLE && source.charAt(place) == '\\';
  }

  private boolean escapedLineBreak() {
    return place + 1 < end
        && escaped()
        && (source.charAt(place + 1) == '\n' || source.charAt(place + 1) == '\r');
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
