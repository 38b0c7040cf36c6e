package dev.attune.playbook;

import java.time.Duration;
import java.util.Optional;

/**
 * What is kept of signals.
 *
 * @param redact what is never written
 * @param retain how long signals are kept; then they are removed, and what they meant stays
 */
public record Keeping(Redaction redact, Optional<Duration> retain) {
  /** Everything, for ever. */
  public static final Keeping ALL = new Keeping(Redaction.NONE, Optional.empty());
}
