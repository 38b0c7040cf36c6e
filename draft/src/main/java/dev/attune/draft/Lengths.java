package dev.attune.draft;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as forms have them: a number and a unit. */
final class Lengths {
  private static final Pattern ONE = Pattern.compile("(\\d{1,9})(m|h|d)");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

  private Lengths() {}

  /** The two fields of a length; nothing where it is no number of one unit. */
  static Optional<Map<String, String>> fields(String field, String written) {
    Matcher one = ONE.matcher(written);
    return one.matches()
        ? Optional.of(Map.of(field, one.group(1), field + ".unit", one.group(2)))
        : Optional.empty();
  }

  /** The length of two fields, as a playbook has it. */
  static String written(Fields fields, String field, List<Trouble> troubles) {
    String number = whole(fields, field, troubles);
    String unit = fields.of(field + ".unit");
    return number + (unit.matches("m|h|d") ? unit : "d");
  }

  /** A whole number from one on. */
  static String whole(Fields fields, String field, List<Trouble> troubles) {
    String typed = fields.of(field);
    if (typed.isEmpty()) {
      troubles.add(new Trouble.Missing(field));
    } else if (!NUMBER.matcher(typed).matches()) {
      troubles.add(new Trouble.NoNumber(field, typed));
    }
    return typed;
  }

  /** A text that must be there. */
  static String needed(Fields fields, String field, List<Trouble> troubles) {
    String typed = fields.of(field);
    if (typed.isEmpty()) {
      troubles.add(new Trouble.Missing(field));
    }
    return typed;
  }
}
