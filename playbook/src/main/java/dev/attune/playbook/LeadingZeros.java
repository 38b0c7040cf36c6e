package dev.attune.playbook;

import dev.attune.playbook.Node.Scalar;
import java.util.regex.Pattern;

/**
 * Refuses numbers such as {@code 017}: to some readers of YAML that is 15, and to people 17.
 * Lengths of time and clock times are no such numbers.
 */
final class LeadingZeros {
  private static final Pattern FORM = Pattern.compile("([+-]?)0+(\\d.*)");

  private LeadingZeros() {}

  /** Whether {@code text}, which {@code scalar} begins with, was reported. */
  static boolean report(Scalar scalar, String text, Problems problems) {
    if (!begins(text)) {
      return false;
    }
    problems.error(scalar.at(), message(text), hint(text));
    return true;
  }

  static boolean begins(String number) {
    return FORM.matcher(number).matches();
  }

  static String message(String number) {
    return "this number begins with a zero: " + number;
  }

  static String hint(String number) {
    return "write " + FORM.matcher(number).replaceFirst("$1$2");
  }
}
