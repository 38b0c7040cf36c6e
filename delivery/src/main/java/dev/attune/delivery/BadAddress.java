package dev.attune.delivery;

/** An address that nothing can be sent to, as somebody wrote it; the message is for them. */
public final class BadAddress extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadAddress(String message) {
    super(message, null, false, false);
  }
}
