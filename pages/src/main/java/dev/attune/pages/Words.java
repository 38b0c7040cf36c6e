package dev.attune.pages;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;

/**
 * How things are said to one person: in their language, by their clock, as of one instant. Made for
 * one page; used by one thread.
 */
public final class Words {
  /** Below so many, a share is said as counts: nobody shall trust a percentage of seven people. */
  public static final int FEW = 20;

  private final Language language;
  private final Locale locale;
  private final Texts texts;
  private final Formats formats;
  private final ZoneId zone;
  private final Instant now;

  private Words(Language language, ZoneId zone, Instant now) {
    this.language = language;
    this.locale = language.locale();
    this.texts = Texts.of(language);
    this.formats = Formats.of(language);
    this.zone = zone;
    this.now = now;
  }

  /** The words of a person with this language and clock. */
  public static Words of(Language language, ZoneId zone, Instant now) {
    return new Words(language, zone, now);
  }

  /** The language spoken. */
  public Language language() {
    return language;
  }

  /** The zone of all dates and times of day. */
  public ZoneId zone() {
    return zone;
  }

  /** The instant as of which all is said. */
  public Instant now() {
    return now;
  }

  /** The text under {@code key}, with {@code values} in the places of its pattern. */
  public String say(String key, Object... values) {
    String pattern = texts.pattern(key);
    return values.length == 0 && pattern.indexOf('{') < 0
        ? pattern
        : new MessageFormat(pattern, locale).format(values);
  }

  /** Whether there is a text under {@code key}. */
  public boolean has(String key) {
    return texts.has(key);
  }

  /** A whole number with its thousands apart. */
  public String number(long value) {
    return NumberFormat.getIntegerInstance(locale).format(value);
  }

  /** A number with at most two decimals. */
  public String decimal(double value) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(2);
    return format.format(value);
  }

  /** An amount of money. */
  public String money(BigDecimal amount, Currency currency) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(currency);
    return format.format(amount);
  }

  /** A share, as a percentage where there are enough to speak of one, else as counts. */
  public String share(long part, long whole) {
    return whole < FEW ? say("share.few", part, whole) : percent(part, whole);
  }

  /** None is none and all are all: what only rounds to either is said to be less. */
  private String percent(long part, long whole) {
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    long rounded = Math.round(100.0 * part / whole);
    if (part > 0 && rounded == 0) {
      return say("share.below", format.format(0.01));
    }
    return part < whole && rounded == 100
        ? say("share.above", format.format(0.99))
        : format.format((double) part / whole);
  }

  /** An instant as people say it: {@code 12 minutes ago}, {@code on Tuesday at 14:03}. */
  public String ago(Instant at) {
    Duration past = Duration.between(at, now);
    if (past.isNegative()) {
      return ahead(at, past.negated());
    }
    if (past.toSeconds() < 45) {
      return say("time.now");
    }
    if (past.toMinutes() < 60) {
      return say("time.minutes", Math.max(1, past.toMinutes()));
    }
    long days = days(at);
    if (days == 0 || past.toHours() < 6) {
      return say("time.hours", past.toHours());
    }
    if (days == 1) {
      return say("time.yesterday", clock(at));
    }
    if (days < 7) {
      return say("time.weekday", weekday(at), clock(at));
    }
    return say("time.date", day(at));
  }

  private String ahead(Instant at, Duration wait) {
    if (wait.toMinutes() < 60) {
      return say("time.in-minutes", Math.max(1, wait.toMinutes()));
    }
    if (wait.toHours() < 24) {
      return say("time.in-hours", wait.toHours());
    }
    long days = -days(at);
    return days < 14 ? say("time.in-days", days) : say("time.date", day(at));
  }

  /** How many midnights lie between an instant and now. */
  private long days(Instant at) {
    return ChronoUnit.DAYS.between(at.atZone(zone).toLocalDate(), now.atZone(zone).toLocalDate());
  }

  /** A length of time in its largest unit: {@code 12 min}, {@code 3 h}, {@code 2 days}. */
  public String length(Duration length) {
    if (length.toMinutes() < 1) {
      return say("length.seconds", Math.max(0, length.toSeconds()));
    }
    if (length.toMinutes() < 90) {
      return say("length.minutes", length.toMinutes());
    }
    return length.toHours() < 36
        ? say("length.hours", Math.round(length.toMinutes() / 60.0))
        : say("length.days", Math.round(length.toHours() / 24.0));
  }

  /** How long it has been since an instant. */
  public String since(Instant at) {
    return length(Duration.between(at, now));
  }

  /** A day: {@code 8 Nov}, with its year where that is not this one. */
  public String day(LocalDate day) {
    boolean thisYear = day.getYear() == now.atZone(zone).getYear();
    return day.format(thisYear ? formats.day() : formats.dayAndYear());
  }

  /** The day on which an instant lies. */
  public String day(Instant at) {
    return day(at.atZone(zone).toLocalDate());
  }

  /** A month: {@code November 2026}. */
  public String month(Instant at) {
    return at.atZone(zone).format(formats.month());
  }

  /** A month of a calendar, short: {@code Nov}. */
  public String month(LocalDate day) {
    return day.format(formats.shortMonth());
  }

  /** A time of day: {@code 14:03}. */
  public String clock(Instant at) {
    return at.atZone(zone).format(formats.clock());
  }

  /** An instant exactly, for who wants to know. */
  public String exact(Instant at) {
    return at.atZone(zone).format(formats.exact());
  }

  /** A day of the week, whole: {@code Tuesday}. */
  public String weekday(Instant at) {
    return at.atZone(zone).getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
  }

  /** A day of the week, whole. */
  public String weekday(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, locale);
  }

  /** A day of the week, short: {@code Tue}. */
  public String shortWeekday(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT_STANDALONE, locale);
  }

  /**
   * The part of the day it is now: {@code morning}, {@code day}, {@code evening} or {@code night}.
   */
  public String partOfDay() {
    int hour = now.atZone(zone).getHour();
    if (hour < 5) {
      return "night";
    }
    if (hour < 12) {
      return "morning";
    }
    return hour < 18 ? "day" : "evening";
  }
}
