package dev.attune.audit;

/** The audit cannot be kept, and why: then nothing is done that would have to be in it. */
public final class AuditException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AuditException(String message, Throwable cause) {
    super(message, cause);
  }
}
