package dev.attune.step;

import dev.attune.customer.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code per} tells signals apart by: the value of a property, as text. */
final class Key {
  private Key() {}

  /**
   * The key of a signal, or null if it has none: a text, truth or number. 7, 7.0 and '7' are one
   * key, since one sender writes ids as numbers and another as text.
   */
  static @Nullable String of(Signal signal, List<String> per) {
    return switch (signal.content().properties().at(per)) {
      case String text -> text;
      case Long whole -> Long.toString(whole);
      case Double real when real == StrictMath.rint(real) && StrictMath.abs(real) < 1e15 ->
          Long.toString(real.longValue());
      case Double real -> Double.toString(real);
      case Boolean flag -> Boolean.toString(flag);
      case null, default -> null;
    };
  }
}
