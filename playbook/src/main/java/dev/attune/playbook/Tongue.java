package dev.attune.playbook;

import java.util.Locale;

/** A language in which rules are read back. Each has a file of phrases, and a grammar. */
public enum Tongue {
  /** English. */
  ENGLISH("en"),
  /** German. */
  GERMAN("de");

  private final String tag;

  Tongue(String tag) {
    this.tag = tag;
  }

  /** The language of a tag such as {@code de} or {@code de-AT}; English of any other. */
  public static Tongue of(String tag) {
    String main = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    return main.equals(GERMAN.tag) ? GERMAN : ENGLISH;
  }

  /** The tag: {@code en}. */
  public String tag() {
    return tag;
  }
}
