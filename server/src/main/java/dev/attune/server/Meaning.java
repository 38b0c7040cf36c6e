package dev.attune.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a column of a file says. */
enum Meaning {
  /** Who the customer is. */
  USER,
  /** The device or visit of somebody whose name is not known. */
  ANONYMOUS,
  /** When it happened. */
  TIME,
  /** What happened. */
  EVENT,
  /** What the customer said. */
  SAID,
  /** How many stars they gave. */
  RATING,
  /** A property or trait that is a text. */
  TEXT,
  /** One that is a number. */
  NUMBER,
  /** One with a comma before its decimals, and dots between thousands if there are any. */
  COMMA_NUMBER,
  /** One that is true or false. */
  YES_NO,
  /** Nothing that anybody needs. */
  NOTHING;

  /** The one of a word, or nothing. */
  static Optional<Meaning> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** The word in forms and keys: {@code yes-no}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether at most one column can have it. */
  boolean isSingle() {
    return switch (this) {
      case USER, ANONYMOUS, TIME, EVENT, SAID, RATING -> true;
      case TEXT, NUMBER, COMMA_NUMBER, YES_NO, NOTHING -> false;
    };
  }
}
