package dev.attune.search;

/** A text that nobody can be found by; the message says why, and what to type. */
public final class BadQuery extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadQuery(String message) {
    super(message, null, false, false);
  }
}
