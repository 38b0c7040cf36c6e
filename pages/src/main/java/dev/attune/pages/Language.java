package dev.attune.pages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language in which pages speak. Each has a file of words, and all files have the same keys. */
public enum Language {
  /** English, with dates as they are written in Britain. */
  ENGLISH("en", "English", Locale.UK),
  /** German. */
  GERMAN("de", "Deutsch", Locale.GERMANY);

  private final String tag;
  private final String ownName;
  private final Locale locale;

  Language(String tag, String ownName, Locale locale) {
    this.tag = tag;
    this.ownName = ownName;
    this.locale = locale;
  }

  /** The language of a tag such as {@code de} or {@code de-AT}, or nothing. */
  public static Optional<Language> of(String tag) {
    String main = tag.strip().toLowerCase(Locale.ROOT).split("[-_;]", 2)[0];
    return Arrays.stream(values()).filter(each -> each.tag.equals(main)).findFirst();
  }

  /** The first language of an {@code Accept-Language} header that pages speak; else English. */
  public static Language wanted(String header) {
    return Arrays.stream(header.split(",", -1))
        .map(Language::of)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(ENGLISH);
  }

  /** The tag in HTML: {@code en}. */
  public String tag() {
    return tag;
  }

  /** What those who speak it call it. */
  public String ownName() {
    return ownName;
  }

  Locale locale() {
    return locale;
  }
}
