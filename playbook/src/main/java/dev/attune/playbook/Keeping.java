package dev.attune.playbook;

/**
 * What is kept of signals.
 *
 * @param redact what is never written
 */
public record Keeping(Redaction redact) {
  /** Everything. */
  public static final Keeping ALL = new Keeping(Redaction.NONE);
}
