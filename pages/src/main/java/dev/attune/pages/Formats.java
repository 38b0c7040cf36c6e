package dev.attune.pages;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How one language writes dates. Made once: a page may have thousands, and making a format takes
 * far longer than using it.
 *
 * @param day a day of this year: {@code 8 Nov}
 * @param dayAndYear a day of another year
 * @param month a month: {@code November 2026}
 * @param shortMonth a month of a calendar: {@code Nov}
 * @param clock a time of day: {@code 14:03}
 * @param exact an instant with its weekday, seconds and zone
 */
record Formats(
    DateTimeFormatter day,
    DateTimeFormatter dayAndYear,
    DateTimeFormatter month,
    DateTimeFormatter shortMonth,
    DateTimeFormatter clock,
    DateTimeFormatter exact) {
  private static final Map<Language, Formats> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, make(language.locale()));
    }
  }

  static Formats of(Language language) {
    Formats formats = ALL.get(language);
    if (formats == null) {
      throw new IllegalStateException("no formats in " + language);
    }
    return formats;
  }

  private static Formats make(Locale locale) {
    return new Formats(
        DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale),
        DateTimeFormatter.ofLocalizedPattern("yMMMd").withLocale(locale),
        DateTimeFormatter.ofLocalizedPattern("yMMMM").withLocale(locale),
        DateTimeFormatter.ofPattern("LLL", locale),
        DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale),
        DateTimeFormatter.ofPattern("EEEE, d MMMM y, HH:mm:ss zzz", locale));
  }
}
