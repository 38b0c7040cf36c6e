package dev.attune.playbook;

import java.util.Optional;

/** How an option is done, once somebody has chosen it. */
public sealed interface Act {
  /** Another system does it, told by the webhook of this name; done when that system says so. */
  record Webhook(String name) implements Act {}

  /**
   * A person does it; done when they say so.
   *
   * @param text what is to be done
   * @param team whose people may take it; nothing if it is for the person who chose
   */
  record Task(String text, Optional<String> team) implements Act {}

  /**
   * The customer is written to; done when the webhook of this name has taken it.
   *
   * @param text what they read
   */
  record Message(String text, String through) implements Act {}

  /** The person who chooses it does it there and then: a call, an apology, a coffee. */
  record Myself() implements Act {}
}
