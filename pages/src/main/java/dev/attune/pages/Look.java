package dev.attune.pages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How pages look and speak to somebody, as they chose.
 *
 * @param language nothing: as their browser asks
 */
public record Look(Theme theme, Optional<Language> language) {
  /** Nothing chosen. */
  public static final Look USUAL = new Look(Theme.AUTO, Optional.empty());

  /** Light or dark. */
  public enum Theme {
    /** As the machine is set. */
    AUTO,
    /** Always light. */
    LIGHT,
    /** Always dark. */
    DARK;

    /** The theme of a word, or nothing. */
    public static Optional<Theme> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** The word in forms and cookies: {@code dark}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** As a cookie's value. */
  public String cookie() {
    return theme.word() + language.map(chosen -> "." + chosen.tag()).orElse("");
  }

  /** Reads what {@link #cookie} writes; what cannot be read is not chosen. */
  public static Look of(String cookie) {
    String[] parts = cookie.split("\\.", 2);
    return new Look(
        Theme.of(parts[0]).orElse(Theme.AUTO),
        parts.length < 2 ? Optional.empty() : Language.of(parts[1]));
  }
}
