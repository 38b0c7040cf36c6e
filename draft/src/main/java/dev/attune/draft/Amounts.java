package dev.attune.draft;

import dev.attune.playbook.Said;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts as people type them: {@code 15}, {@code 15 €}, {@code EUR 12,50}. */
final class Amounts {
  // No more than two digits after a comma: 1,000 is a thousand to some and one to others.
  private static final Pattern TYPED =
      Pattern.compile("([€$£]|[A-Z]{3})?\\s*(\\d{1,12})(?:[.,](\\d{1,2}))?\\s*([€$£]|[A-Z]{3})?");

  private static final Map<String, String> SIGNS = Map.of("€", "EUR", "$", "USD", "£", "GBP");

  private Amounts() {}

  /** The amount alone, as a playbook has it; what is none, or in another currency, as it is. */
  static String plain(Said.Words playbook, String typed) {
    Matcher amount = TYPED.matcher(typed.strip());
    if (!amount.matches()) {
      return typed;
    }
    String currency = playbook.under("trust").text("currency");
    boolean isOurs = isOurs(amount.group(1), currency) && isOurs(amount.group(4), currency);
    if (!isOurs) {
      return typed;
    }
    return amount.group(3) == null ? amount.group(2) : amount.group(2) + "." + amount.group(3);
  }

  private static boolean isOurs(@Nullable String sign, String currency) {
    return sign == null || SIGNS.getOrDefault(sign, sign).equals(currency);
  }
}
