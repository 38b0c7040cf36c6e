package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.playbook.Playbook;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts as the API reads and writes them: exact decimals, in the playbook's currency. */
final class Money {
  private static final Pattern FORM = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");

  private static final Pattern PLAIN = Pattern.compile("\\d{1,12}([.,]\\d{1,2})?");
  private static final Pattern POINTS = Pattern.compile("\\d{1,3}(\\.\\d{3}){1,3},\\d{1,2}");
  private static final Pattern COMMAS = Pattern.compile("\\d{1,3}(,\\d{3}){1,3}\\.\\d{1,2}");

  private Money() {}

  /**
   * The amount under a name, as a number or as text.
   *
   * @throws Refusal if it is none, or has more decimals than the currency
   */
  static Optional<BigDecimal> read(Data body, String name, Engine engine) {
    @Nullable Object value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    String text =
        switch (value) {
          case Long whole -> whole.toString();
          case Double number when Double.isFinite(number) ->
              BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
          default -> value.toString();
        };
    if (!FORM.matcher(text).matches()) {
      throw Refusal.unreadable(
          "bad-amount",
          "\"%s\" is an amount such as 40 or \"39.90\", not %s".formatted(name, text));
    }
    BigDecimal amount = new BigDecimal(text);
    currency(engine)
        .filter(currency -> currency.getDefaultFractionDigits() >= 0)
        .filter(
            currency -> amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits())
        .ifPresent(currency -> {
          throw Refusal.unreadable(
              "bad-amount",
              "\"%s\" has more decimals than %s: %s"
                  .formatted(name, currency.getCurrencyCode(), text));
        });
    return Optional.of(amount);
  }

  /**
   * An amount as people type it, as the API has it: {@code 12,50}, {@code € 12}, {@code 1.250,00}.
   *
   * @throws Refusal if it is none, or may be two: {@code 1,000} is one thousand to some
   */
  static String typed(String text) {
    String plain = text.replaceAll("[\\s\\h\\p{Sc}]", "");
    if (PLAIN.matcher(plain).matches()) {
      return plain.replace(',', '.');
    }
    if (POINTS.matcher(plain).matches()) {
      return plain.replace(".", "").replace(',', '.');
    }
    if (COMMAS.matcher(plain).matches()) {
      return plain.replace(",", "");
    }
    throw Refusal.unreadable("bad-amount", "'%s' is no amount such as 12 or 12.50".formatted(text));
  }

  static Optional<Currency> currency(Engine engine) {
    return engine.playbook().map(Playbook::care).flatMap(care -> care.trust().currency());
  }

  /** An amount as text, so that nobody rounds it. */
  static String text(BigDecimal amount) {
    BigDecimal plain = amount.stripTrailingZeros();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
  }
}
