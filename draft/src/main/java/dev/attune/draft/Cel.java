package dev.attune.draft;

import java.util.regex.Pattern;

/** The few conditions that forms write and know again. */
final class Cel {
  /** {@code signal.event == 'Ride Completed'}. */
  static final Pattern EVENT = Pattern.compile("signal\\.event == '([^'\\\\]+)'");

  /** {@code signal.event == 'Support Contacted' && facts.contacts >= 3}. */
  static final Pattern NTH =
      Pattern.compile("signal\\.event == '([^'\\\\]+)' && facts\\.(\\w+) >= (\\d{1,9})");

  /** {@code 'drifting' in segments}. */
  static final Pattern MEMBER = Pattern.compile("'([^'\\\\]+)' in segments");

  /** {@code ... && 'regulars' in segments}. */
  static final Pattern AMONG = Pattern.compile("(.+) && '([^'\\\\]+)' in segments");

  /** {@code facts.rides30 >= 3}. */
  static final Pattern OFTEN = Pattern.compile("facts\\.(\\w+) >= (\\d{1,9})");

  /** {@code facts.rides >= 1 && facts.rides30 == 0}. */
  static final Pattern QUIET = Pattern.compile("facts\\.(\\w+) >= 1 && facts\\.(\\w+) == 0");

  /** {@code traits.plan == 'gold'}. */
  static final Pattern TRAIT =
      Pattern.compile("traits\\.([\\w.]+) (==|!=) '((?:[^'\\\\]|\\\\['\\\\])*)'");

  /** {@code has(traits.plan)}. */
  static final Pattern HAS = Pattern.compile("has\\(traits\\.([\\w.]+)\\)");

  private Cel() {}

  /** A text between quotes. */
  static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static String unquoted(String between) {
    return between.replaceAll("\\\\(.)", "$1");
  }

  static String member(String segment) {
    return quoted(segment) + " in segments";
  }

  static String event(String name) {
    return "signal.event == " + quoted(name);
  }
}
