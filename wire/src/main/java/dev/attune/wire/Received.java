package dev.attune.wire;

import org.jspecify.annotations.Nullable;

/** What became of a message. */
public sealed interface Received {
  /** It is a signal. */
  record Accepted(StoredSignal signal) implements Received {}

  /**
   * It is not, and belongs in the reject lane.
   *
   * @param message for people: what was expected and what was found
   * @param field the part of the message it is about, or null where it is the whole
   */
  record Refused(Refusal reason, String message, @Nullable String field) implements Received {}
}
