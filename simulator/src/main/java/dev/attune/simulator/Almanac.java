package dev.attune.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What every day is like in every city: when it begins, its season, its weather, whether people
 * work. Days are numbered as {@link LocalDate#toEpochDay} does. Immutable.
 */
final class Almanac {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** How long Meridian's offers last. */
  static final int OFFER_DAYS = 10;

  private static final long WEATHER = 0x57EA;
  private static final Set<MonthDay> HOLIDAYS =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(5, 1),
          MonthDay.of(12, 24),
          MonthDay.of(12, 25),
          MonthDay.of(12, 26),
          MonthDay.of(12, 31));

  private final long seed;
  private final int first;
  private final Date[] dates;
  private final Map<City, long[]> starts = new EnumMap<>(City.class);
  private final Map<City, Weather[]> weathers = new EnumMap<>(City.class);

  /** An almanac that is quick from {@code first} to {@code last} and right beyond. */
  Almanac(long seed, int first, int last) {
    this.seed = seed;
    this.first = first;
    int days = last - first + 1;
    dates = new Date[days];
    Arrays.setAll(dates, i -> Date.of(first + i));
    for (City city : City.ALL) {
      long[] begins = new long[days];
      Arrays.setAll(begins, i -> startOf(city, first + i));
      starts.put(city, begins);
      Weather[] skies = new Weather[days];
      Arrays.setAll(skies, i -> weatherOf(city, dates[i]));
      weathers.put(city, skies);
    }
  }

  /** The day, by the calendar of Greenwich, in which an instant lies. */
  static int day(Instant instant) {
    return (int) Math.floorDiv(instant.toEpochMilli(), DAY);
  }

  Date date(int day) {
    return knows(day) ? dates[day - first] : Date.of(day);
  }

  /** When a day begins in a city, in milliseconds since 1970. */
  long start(City city, int day) {
    long[] begins = starts.get(city);
    return begins != null && knows(day) ? begins[day - first] : startOf(city, day);
  }

  Weather weather(City city, int day) {
    Weather[] skies = weathers.get(city);
    return skies != null && knows(day) ? skies[day - first] : weatherOf(city, Date.of(day));
  }

  private boolean knows(int day) {
    return day >= first && day - first < dates.length;
  }

  // The offset at noon serves the whole day, so that a morning ride keeps its hour when clocks
  // change.
  private static long startOf(City city, int day) {
    Instant noon = LocalDate.ofEpochDay(day).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    return day * DAY - city.zone().getRules().getOffset(noon).getTotalSeconds() * 1000L;
  }

  private Weather weatherOf(City city, Date date) {
    double cold = StrictMath.cos((date.dayOfYear() - 20) * 2 * StrictMath.PI / 365);
    double wet = (fall(city, date.day()) + fall(city, date.day() - 1)) / 2;
    double degrees = 11 - 10 * cold + 8 * (fall(city, ~date.day()) - 0.5);
    if (wet > 0.68) {
      return degrees < 0.5 ? Weather.SNOW : Weather.RAIN;
    }
    return degrees > 23.5 ? Weather.HEAT : Weather.CLEAR;
  }

  private double fall(City city, int day) {
    return Chance.of(seed ^ WEATHER, city.title().hashCode(), day).share();
  }

  /**
   * A day of the calendar.
   *
   * @param weekday 1 for Monday to 7 for Sunday
   * @param holiday whether few people work
   */
  record Date(int day, int month, int dayOfYear, int weekday, boolean holiday) {
    static Date of(int day) {
      LocalDate date = LocalDate.ofEpochDay(day);
      return new Date(
          day,
          date.getMonthValue(),
          date.getDayOfYear(),
          date.getDayOfWeek().getValue(),
          HOLIDAYS.contains(MonthDay.from(date)));
    }

    /** Whether Meridian begins an offer: every second month, on its first Tuesday. */
    boolean isFirstOfOffer() {
      return weekday == 2 && month % 2 == 1 && LocalDate.ofEpochDay(day).getDayOfMonth() <= 7;
    }

    boolean weekend() {
      return weekday > 5;
    }

    /** How much goes on: less in August and between the years. */
    double bustle() {
      if (month == 8 || (month == 12 && dayOfYear >= 356) || dayOfYear <= 4) {
        return 0.65;
      }
      return month == 5 || month == 6 || month == 9 ? 1.08 : 1;
    }
  }
}
