package dev.attune.delivery;

import java.time.Duration;
import java.util.Optional;

/** What came of sending something once. */
public sealed interface Outcome {
  /** They have it: an answer from 200 to 299. */
  record Taken(int status) implements Outcome {}

  /**
   * They answered, but did not take it.
   *
   * @param retryAfter when they want it again, if they said so
   */
  record Declined(int status, Optional<Duration> retryAfter) implements Outcome {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int GONE = 410;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int THEIR_FAULT = 500;

    /** Whether they cannot take anything now, rather than not this. */
    boolean isForNow() {
      return status >= THEIR_FAULT
          || status == TOO_MANY
          || status == REQUEST_TIMEOUT
          || status == TOO_EARLY;
    }

    /** Whether they want nothing any more. */
    boolean isForGood() {
      return status == GONE;
    }
  }

  /** Nobody answered. */
  record Unreached(String reason) implements Outcome {}

  /** Nothing may be sent there. */
  record Forbidden(String reason) implements Outcome {}

  /** In a few words, without anything that they sent. */
  default String sentence() {
    return switch (this) {
      case Taken taken -> "answered " + taken.status();
      case Declined declined -> "answered " + declined.status();
      case Unreached unreached -> unreached.reason();
      case Forbidden forbidden -> forbidden.reason();
    };
  }
}
