package dev.attune.playbook;

import dev.attune.playbook.Node.Scalar;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads amounts of money: exact decimals. */
final class Amounts {
  private static final Pattern FORM = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

  private Amounts() {}

  /** The amount that a text is; reported and nothing if it is none, or negative. */
  static Optional<BigDecimal> read(Scalar scalar, String word, Problems problems) {
    String text = scalar.text().strip();
    if (!FORM.matcher(text).matches()) {
      problems.error(
          scalar.at(),
          word + " is no amount: " + text,
          "write the number alone, such as 40 or 39.90; the currency stands in trust");
      return Optional.empty();
    }
    if (LeadingZeros.report(scalar, text, problems)) {
      return Optional.empty();
    }
    BigDecimal amount = new BigDecimal(text);
    if (amount.signum() < 0) {
      problems.error(scalar.at(), word + " cannot be negative: " + text);
      return Optional.empty();
    }
    return Optional.of(amount);
  }

  /** Reports an amount that nobody could pay: its currency has fewer decimals. */
  static void checkDecimals(
      BigDecimal amount, Optional<Currency> currency, int at, String what, Problems problems) {
    int decimals = currency.map(Currency::getDefaultFractionDigits).orElse(-1);
    if (decimals < 0 || amount.stripTrailingZeros().scale() <= decimals) {
      return;
    }
    String code = currency.map(Currency::getCurrencyCode).orElse("");
    problems.error(
        at,
        what + " has more decimals than " + code + ": " + amount.toPlainString(),
        code + " has " + (decimals == 0 ? "none" : decimals));
  }
}
