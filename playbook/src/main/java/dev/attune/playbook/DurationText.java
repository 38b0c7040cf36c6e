package dev.attune.playbook;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads durations as playbooks write them: {@code 30d}, {@code 2h}, {@code 15m}, {@code 90s},
 * {@code 500ms}, {@code 1d12h}, {@code -3d}. Larger units come first; a day is 24 hours.
 */
public final class DurationText {
  /** The longest a playbook may name: ten years with their leap days. */
  static final Duration LONGEST = Duration.ofDays(3_653);

  // At most nine digits a unit: the sum of all stays far inside a long of milliseconds.
  private static final Pattern FORM =
      Pattern.compile(
          "(?<sign>-?)(?:(?<d>\\d{1,9})d)?(?:(?<h>\\d{1,9})h)?(?:(?<m>\\d{1,9})m)?"
              + "(?:(?<s>\\d{1,9})s)?(?:(?<ms>\\d{1,9})ms)?");

  private DurationText() {}

  /** The duration, or nothing if the text is none; how long it is, is for the caller to judge. */
  static Optional<Duration> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || text.chars().noneMatch(Character::isDigit)) {
      return Optional.empty();
    }
    Duration sum =
        Duration.ofDays(amount(form.group("d")))
            .plusHours(amount(form.group("h")))
            .plusMinutes(amount(form.group("m")))
            .plusSeconds(amount(form.group("s")))
            .plusMillis(amount(form.group("ms")));
    return Optional.of(form.group("sign").isEmpty() ? sum : sum.negated());
  }

  /** As a playbook would write it. */
  public static String write(Duration duration) {
    long millis = duration.toMillis();
    StringBuilder text = new StringBuilder(millis < 0 ? "-" : "");
    Duration rest = duration.abs();
    part(text, rest.toDays(), "d");
    part(text, rest.toHoursPart(), "h");
    part(text, rest.toMinutesPart(), "m");
    part(text, rest.toSecondsPart(), "s");
    part(text, rest.toMillisPart(), "ms");
    return millis == 0 ? "0d" : text.toString();
  }

  private static void part(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }

  private static long amount(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
