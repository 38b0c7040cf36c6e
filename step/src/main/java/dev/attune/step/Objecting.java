package dev.attune.step;

import dev.attune.customer.Content;
import dev.attune.customer.Content.Consent.Purpose;
import dev.attune.customer.Signal;
import org.jspecify.annotations.Nullable;

/** What customers say on being served: moments and grace are for them, so they may object. */
final class Objecting {
  private Objecting() {}

  /** Whether they object from this signal on; null if it says nothing of it. */
  static @Nullable Boolean word(Signal signal) {
    if (signal.content() instanceof Content.Consent(Purpose purpose, boolean given)
        && purpose == Purpose.SERVE) {
      return !given;
    }
    return null;
  }
}
