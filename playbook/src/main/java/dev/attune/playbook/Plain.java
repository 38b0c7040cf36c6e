package dev.attune.playbook;

import dev.attune.playbook.Reads.Operator;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How rules are said in one language: its phrases, which its file has, and its grammar, which is
 * code. A phrase has {@code {0}}, {@code {1}}... where its parts come. Immutable.
 */
abstract sealed class Plain permits English, German {
  private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

  /** Line breaks and the like, and what turns the direction of reading. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

  private final Map<String, String> phrases;

  Plain(Tongue tongue) {
    this.phrases = Playbooks.properties("phrases." + tongue.tag() + ".properties");
  }

  static Plain of(Tongue tongue) {
    return switch (tongue) {
      case ENGLISH -> Spoken.IN_ENGLISH;
      case GERMAN -> Spoken.IN_GERMAN;
    };
  }

  /** Apart, since a class must not wait for those that extend it. */
  private static final class Spoken {
    static final Plain IN_ENGLISH = new English();
    static final Plain IN_GERMAN = new German();
  }

  /** All phrases, by key. */
  final Map<String, String> phrases() {
    return phrases;
  }

  /** The phrase under {@code key}, with its parts. */
  final String say(String key, String... parts) {
    String phrase = phrases.get(key);
    if (phrase == null) {
      throw new IllegalStateException("no phrase is called " + key);
    }
    StringBuilder said = new StringBuilder();
    int at = 0;
    for (int open = phrase.indexOf('{'); open >= 0; open = phrase.indexOf('{', at)) {
      said.append(phrase, at, open).append(parts[phrase.charAt(open + 1) - '0']);
      at = open + 3;
    }
    return said.append(phrase, at, phrase.length()).toString();
  }

  /** As {@link #say}, to be put behind something. */
  final String behind(String key, String... parts) {
    return " " + say(key, parts);
  }

  /** {@code third}, as it stands before a noun. */
  abstract String ordinal(long number);

  /** {@code 14 days}, {@code 1 hour}, {@code 1 day and 12 hours}. */
  final String duration(Duration duration) {
    return duration(duration, "");
  }

  /** As {@link #duration}, behind a word such as {@code in}. */
  final String durationIn(Duration duration) {
    return duration(duration, ".in");
  }

  private String duration(Duration duration, String form) {
    Duration length = duration.abs();
    List<String> parts = new ArrayList<>();
    part(parts, length.toDays(), "day", form);
    part(parts, length.toHoursPart(), "hour", form);
    part(parts, length.toMinutesPart(), "minute", form);
    part(parts, length.toSecondsPart(), "second", form);
    part(parts, length.toMillisPart(), "millisecond", form);
    return parts.isEmpty() ? say("second.many" + form, "0") : and(parts);
  }

  private void part(List<String> parts, long count, String unit, String form) {
    if (count != 0) {
      String key = count == 1 ? ".one" : ".many" + form;
      parts.add(say(unit + key, Long.toString(count)));
    }
  }

  /** {@code a, b and c}. */
  final String and(List<String> parts) {
    return list(parts, "list.and");
  }

  /** {@code a, b or c}. */
  final String or(List<String> parts) {
    return list(parts, "list.or");
  }

  /** A list with the word under {@code key} before its last part. */
  final String list(List<String> parts, String key) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " " + say(key) + " " + parts.get(last);
  }

  /** {@code 1000}, {@code 10,000}, {@code 0.4}, {@code minus 0.4}. */
  final String number(double value) {
    BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    BigDecimal size = decimal.abs();
    // A year is no amount.
    boolean isShort = size.compareTo(TEN_THOUSAND) < 0;
    String digits = written(size.toPlainString(), !isShort);
    return decimal.signum() < 0 ? say("term.negative", digits) : digits;
  }

  /** An amount of money, with the decimals it was written with: {@code 1,000}, {@code 9.90}. */
  final String amount(BigDecimal amount) {
    return written(amount.toPlainString(), true);
  }

  private String written(String plain, boolean grouped) {
    int point = plain.indexOf('.');
    StringBuilder digits = new StringBuilder(point < 0 ? plain : plain.substring(0, point));
    for (int i = digits.length() - 3; grouped && i > 0; i -= 3) {
      digits.insert(i, say("number.group"));
    }
    return point < 0
        ? digits.toString()
        : digits + say("number.point") + plain.substring(point + 1);
  }

  /** How a value compares: {@code at least 5}, {@code more than 0.5}; {@code 5} for equality. */
  final String limit(Operator operator, String value) {
    return say("limit." + key(operator), value);
  }

  /** How an instant compares: {@code before 2026-01-31 00:00:00 UTC}. */
  final String time(Operator operator, String value) {
    return say("time." + key(operator), value);
  }

  private static String key(Operator operator) {
    return switch (operator) {
      case LESS -> "less";
      case AT_MOST -> "at-most";
      case MORE -> "more";
      case AT_LEAST -> "at-least";
      case EQUAL -> "equal";
      case UNEQUAL -> "unequal";
    };
  }

  /** Whether a name goes behind its number: {@code 5 minutes late}. */
  abstract boolean isMeasured(String name);

  /** How many of something: {@code at least 3}, {@code no}, {@code exactly 1}. */
  final String count(Operator operator, double value) {
    return many("count.", operator, value);
  }

  /** As {@link #count}, of what happens. */
  final String times(Operator operator, double value) {
    return many("times.", operator, value);
  }

  private String many(String form, Operator operator, double value) {
    if (isNone(operator, value)) {
      return say(form + "none");
    }
    if (operator == Operator.MORE && value == Math.rint(value)) {
      return say(form + "at-least", number(value + 1));
    }
    return operator == Operator.UNEQUAL && value == 0
        ? say(form + "at-least", "1")
        : say(form + key(operator), number(value));
  }

  /** Whether a count says that there is none. */
  static boolean isNone(Operator operator, double value) {
    return ((operator == Operator.EQUAL || operator == Operator.AT_MOST) && value == 0)
        || (operator == Operator.LESS && value > 0 && value <= 1);
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
  final String quoted(String text) {
    return say("quoted", UNSEEN.matcher(text).replaceAll(" "));
  }

  /** Whether a name stands in quotes. */
  final boolean isQuoted(String name) {
    return name.charAt(0) == say("quoted", "").charAt(0);
  }

  /** A name of a playbook, as it stands in a sentence. */
  abstract String name(String name);

  /** As {@link #name}, in quotes by all means. */
  abstract String title(String name);

  /** As {@link #name}, where it could be taken for another word. */
  abstract String named(String name);

  /** The last step of a path, as a name. */
  final String path(List<String> steps) {
    return name(steps.getLast());
  }

  /** What the signals of one key have in common: {@code about the same topic}. */
  abstract String same(List<String> per);

  /** The text with a capital first. */
  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** {@code a completed ride}. */
  abstract String a(String noun);

  /** A noun of {@link TermWords#noun} in a sentence: {@code the number of completed rides}. */
  abstract String the(String noun);

  /** What {@link #the} says, behind a word such as {@code of}. */
  abstract String of(String term);

  /** Several of what has a name. */
  abstract String plural(String name);

  /** What people call the signals of an event, or of a kind by its title. */
  abstract EventWords event(String event);

  /** {@code Monday}. */
  abstract String day(DayOfWeek day);

  /** A condition behind a noun for people: {@code with ...}, {@code whose ...}. */
  abstract String whom(Clause clause);

  /** A condition behind a noun for signals. */
  abstract String which(Clause clause);

  /** A condition as a sentence of its own: {@code the customer has ...}. */
  abstract String sentence(Clause clause);

  /** As {@link #sentence}, in brackets if it has parts that could be taken for another's. */
  final String inside(Clause clause) {
    return clause instanceof Clause.All || clause instanceof Clause.Any
        ? "(" + sentence(clause) + ")"
        : sentence(clause);
  }
}
