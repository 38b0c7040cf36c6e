package dev.attune.step;

import dev.attune.customer.Signal;
import java.time.Instant;

/** What a step decides about. */
public sealed interface Input {
  /** A signal, not older than what was decided before. */
  record Heard(Signal signal) implements Input {}

  /** Time has reached an instant. */
  record Reached(Instant now) implements Input {}
}
