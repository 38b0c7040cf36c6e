package dev.attune.playbook;

import java.time.Duration;
import java.util.Optional;

/** What shows that a moment of a kind ended well. */
public sealed interface Good {
  /** For how long after the moment's opening it counts. */
  Duration within();

  /** The customer sends a signal of this event, of which {@code where} holds if present. */
  record Came(String event, Optional<Condition> where, Duration within) implements Good {}

  /** The condition turns true, or is true then. */
  record Became(Condition condition, Duration within) implements Good {}
}
