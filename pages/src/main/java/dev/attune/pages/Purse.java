package dev.attune.pages;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/**
 * What somebody may give.
 *
 * @param left today; nothing where no limit is by day
 * @param day what they may give in a day
 * @param upTo what one more gesture may cost; nothing: there is no limit
 * @param currency of all amounts
 */
public record Purse(
    Optional<BigDecimal> left,
    Optional<BigDecimal> day,
    Optional<BigDecimal> upTo,
    Optional<Currency> currency) {
  /** An amount in words. */
  public String money(Words words, BigDecimal amount) {
    return currency
        .map(known -> words.money(amount, known))
        .orElseGet(() -> words.decimal(amount.doubleValue()));
  }

  /** A cost in words; what costs nothing is free. */
  public String cost(Words words, BigDecimal amount) {
    return amount.signum() == 0 ? words.say("grace.free") : money(words, amount);
  }

  /** What is left today, in words; empty where nothing limits a day. */
  public String today(Words words) {
    return left.flatMap(
            some -> day.map(all -> words.say("grace.left", money(words, some), money(words, all))))
        .orElse("");
  }

  /** How much of the day's is left, for a picture: 0 to 100. */
  public int percent() {
    return left.flatMap(some ->
            day.filter(all -> all.signum() > 0)
                .map(all -> (int) (some.doubleValue() * 100 / all.doubleValue())))
        .orElse(100);
  }
}
