package dev.attune.testkit;

import dev.attune.customer.Signal;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys by their definition: texts, truths and numbers, where 7, 7.0 and '7' are one key. */
final class NaiveKeys {
  private NaiveKeys() {}

  static @Nullable String of(Signal signal, List<String> per) {
    Object value = signal.content().properties().at(per);
    if (value instanceof Double real && real == Math.rint(real)) {
      return BigDecimal.valueOf(real).toBigInteger().toString();
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : null;
  }
}
