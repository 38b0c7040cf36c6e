package dev.attune.playbook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a property or trait is, as a playbook declares it or as it was seen. */
public enum ValueType {
  /** A text. */
  TEXT,
  /** A number, whole or not. */
  NUMBER,
  /** True or false. */
  FLAG,
  /** An instant or a date, which is sent as a text. */
  TIME,
  /** A list. */
  LIST,
  /** Further names with values. */
  OBJECT;

  /** The type that a playbook calls {@code word}, or nothing. */
  static Optional<ValueType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  /** Every type's word. */
  static List<String> words() {
    return Arrays.stream(values()).map(ValueType::word).toList();
  }

  /** The name in a playbook. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name for people, with its article. */
  String phrase() {
    return switch (this) {
      case TEXT -> "a text";
      case NUMBER -> "a number";
      case FLAG -> "true or false";
      case TIME -> "a time";
      case LIST -> "a list";
      case OBJECT -> "an object";
    };
  }

  /** Whether a value of this type can be what a condition wants. */
  boolean serves(ValueType wanted) {
    return this == wanted
        || (this == TIME && wanted == TEXT)
        || (wanted == TIME && (this == TEXT || this == NUMBER));
  }
}
