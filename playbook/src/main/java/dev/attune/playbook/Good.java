package dev.attune.playbook;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What shows that a moment of a kind ended well. */
public sealed interface Good {
  /** For how long after the moment's opening it counts. */
  Duration within();

  /**
   * What is good where a moment does not say: the customer buys something, or comes back half an
   * hour later or more.
   */
  Good USUAL = new Returned(Duration.ofDays(30));

  /**
   * The customer buys something ({@code Order Completed}), or sees a page or screen, or opens an
   * app, {@link #LATER} after the moment's opening, or after what was done for them, or later
   * still: what they do before may belong to the trouble.
   */
  record Returned(Duration within) implements Good {
    /** The event of a purchase. */
    public static final String BOUGHT = "Order Completed";

    /** The events of a session. */
    public static final Set<String> SESSION = Set.of("Page", "Screen", "Application Opened");

    /** How much later a session is another one. */
    public static final Duration LATER = Duration.ofMinutes(30);
  }

  /** The customer sends a signal of this event, of which {@code where} holds if present. */
  record Came(String event, Optional<Condition> where, Duration within) implements Good {}

  /** The condition turns true, or is true then. */
  record Became(Condition condition, Duration within) implements Good {}
}
