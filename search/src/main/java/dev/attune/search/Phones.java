package dev.attune.search;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers as digits, with and without the code of their country, so that {@code +49 170
 * 1234567} and {@code 0170/1234567} are one number.
 */
final class Phones {
  /** Fewer digits are no phone number. */
  static final int SHORTEST = 5;

  private static final int LONGEST = 20;

  /** So many digits without a 0 before them begin with the code of a country. */
  private static final int WITH_COUNTRY = 11;

  private static final Pattern TYPED = Pattern.compile("\\+?[\\d\\s()./\\-\u2011\u2013]+");

  /** The codes of two digits; 1 and 7 have one, all others three. */
  private static final Set<String> TWO =
      Set.of(
          "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
          "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
          "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98");

  private Phones() {}

  /** Whether a text is digits and what people put between them. */
  static boolean isPhone(String text) {
    return TYPED.matcher(text.strip()).matches() && digits(text).length() >= SHORTEST;
  }

  /** All that a number can be found by; two numbers are one if they share any. */
  static Set<String> forms(@Nullable String number) {
    if (number == null) {
      return Set.of();
    }
    String digits = digits(number);
    if (digits.length() < SHORTEST || digits.length() > LONGEST) {
      return Set.of();
    }
    boolean isAbroad = number.strip().startsWith("+") || digits.startsWith("00");
    String all = withoutZeros(digits);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(all);
    if (isAbroad || (!digits.startsWith("0") && digits.length() >= WITH_COUNTRY)) {
      forms.add(withoutZeros(all.substring(countryDigits(all))));
    }
    forms.removeIf(form -> form.length() < SHORTEST);
    return forms;
  }

  private static int countryDigits(String digits) {
    if (digits.startsWith("1") || digits.startsWith("7")) {
      return 1;
    }
    boolean two = digits.length() > 2 && TWO.contains(digits.substring(0, 2));
    return Math.min(two ? 2 : 3, digits.length());
  }

  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    // "+49 (0)170" names both the country and the zero that stands for it.
    text.replace("(0)", "")
        .codePoints()
        .filter(Character::isDigit)
        .forEach(point -> digits.append(Character.digit(point, 10)));
    return digits.toString();
  }

  private static String withoutZeros(String digits) {
    return digits.replaceFirst("^0+", "");
  }
}
