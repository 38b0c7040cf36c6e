package dev.attune.playbook;

import dev.attune.playbook.Reads.Operator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers, durations and lists in plain words. */
final class Plain {
  private static final List<String> ORDINALS =
      List.of(
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth");

  private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

  /** Names of what something is about. */
  private static final Set<String> ABOUT =
      Set.of("topic", "subject", "theme", "problem", "issue", "question");

  /** Line breaks and the like, and what turns the direction of reading. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

  private static final Pattern MEASURED =
      Pattern.compile("(seconds|minutes|hours|days|weeks|months) \\w.*");

  private Plain() {}

  /** {@code third}, {@code 21st}. */
  static String ordinal(long number) {
    if (number >= 1 && number <= ORDINALS.size()) {
      return ORDINALS.get((int) number - 1);
    }
    long tens = number % 100;
    String ending =
        tens >= 11 && tens <= 13
            ? "th"
            : switch ((int) (number % 10)) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return number + ending;
  }

  /** {@code 14 days}, {@code 1 hour}, {@code 1 day and 12 hours}. */
  static String duration(Duration duration) {
    Duration length = duration.abs();
    List<String> parts = new ArrayList<>();
    part(parts, length.toDays(), "day");
    part(parts, length.toHoursPart(), "hour");
    part(parts, length.toMinutesPart(), "minute");
    part(parts, length.toSecondsPart(), "second");
    part(parts, length.toMillisPart(), "millisecond");
    return parts.isEmpty() ? "0 seconds" : list(parts, "and");
  }

  private static void part(List<String> parts, long count, String unit) {
    if (count != 0) {
      parts.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }

  /** {@code a, b and c}. */
  static String list(List<String> parts, String word) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " " + word + " " + parts.get(last);
  }

  /** {@code 1000}, {@code 10,000}, {@code 0.4}, {@code minus 0.4}. */
  static String number(double value) {
    BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    String digits = decimal.abs().toPlainString();
    // A year is no amount.
    boolean isShort = decimal.abs().compareTo(TEN_THOUSAND) < 0;
    return (decimal.signum() < 0 ? "minus " : "") + (isShort ? digits : grouped(digits));
  }

  /** An amount of money, with the decimals it was written with: {@code 1,000}, {@code 9.90}. */
  static String amount(BigDecimal amount) {
    return grouped(amount.toPlainString());
  }

  private static String grouped(String plain) {
    int point = plain.indexOf('.');
    StringBuilder digits = new StringBuilder(point < 0 ? plain : plain.substring(0, point));
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      digits.insert(i, ',');
    }
    return point < 0 ? digits.toString() : digits + plain.substring(point);
  }

  /** How a value compares: {@code at least 5}, {@code more than 0.5}; {@code 5} for equality. */
  static String limit(Operator operator, String value) {
    return switch (operator) {
      case LESS -> "less than " + value;
      case AT_MOST -> "at most " + value;
      case MORE -> "more than " + value;
      case AT_LEAST -> "at least " + value;
      case EQUAL -> value;
      case UNEQUAL -> "not " + value;
    };
  }

  /** How an instant compares: {@code before 2026-01-31 00:00:00 UTC}. */
  static String time(Operator operator, String value) {
    return switch (operator) {
      case LESS -> "before " + value;
      case AT_MOST -> "not after " + value;
      case MORE -> "after " + value;
      case AT_LEAST -> "not before " + value;
      case EQUAL -> value;
      case UNEQUAL -> "not " + value;
    };
  }

  /** Whether a name goes behind its number: {@code 5 minutes late}. */
  static boolean isMeasured(String name) {
    return MEASURED.matcher(name).matches();
  }

  /** How many: {@code at least 3}, {@code no}, {@code exactly 1}. */
  static String count(Operator operator, double value) {
    boolean none =
        ((operator == Operator.EQUAL || operator == Operator.AT_MOST) && value == 0)
            || (operator == Operator.LESS && value > 0 && value <= 1);
    if (none) {
      return "no";
    }
    return switch (operator) {
      case LESS -> "fewer than " + number(value);
      case AT_MOST -> "at most " + number(value);
      case MORE ->
          value == Math.rint(value)
              ? "at least " + number(value + 1)
              : "more than " + number(value);
      case AT_LEAST -> "at least " + number(value);
      case EQUAL -> "exactly " + number(value);
      case UNEQUAL -> value == 0 ? "at least 1" : "any number but " + number(value) + " of";
    };
  }

  /** Whether a phrase of {@link #count} goes with one thing, not several. */
  static boolean isOne(Operator operator, double value) {
    return switch (operator) {
      case MORE, UNEQUAL -> value == 0;
      case AT_LEAST, AT_MOST, EQUAL -> value == 1;
      case LESS -> false;
    };
  }

  /** A text that a playbook names, in quotes. */
  static String quoted(String text) {
    return "“" + UNSEEN.matcher(text).replaceAll(" ") + "”";
  }

  /** The words of a name such as {@code minutesLate} or {@code warranty_ends}. */
  static String name(String name) {
    String words =
        name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replace('_', ' ').replace('-', ' ').strip();
    StringBuilder plain = new StringBuilder();
    for (String word : words.split(" +", -1)) {
      boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
      plain
          .append(plain.isEmpty() ? "" : " ")
          .append(acronym ? word : word.toLowerCase(Locale.ROOT));
    }
    return plain.isEmpty() ? quoted(name) : plain.toString();
  }

  /** The last step of a path, in words. */
  static String path(List<String> steps) {
    return name(steps.get(steps.size() - 1));
  }

  /** What the signals of one key have in common: {@code about the same topic}. */
  static String same(List<String> per) {
    String name = path(per);
    return (ABOUT.contains(name) ? "about the same " : "with the same ") + name;
  }

  /** The text with a capital first. */
  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  static String article(String noun) {
    return ("aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) >= 0 ? "an " : "a ") + noun;
  }
}
