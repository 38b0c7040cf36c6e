package dev.attune.server;

import java.time.Duration;
import java.util.Optional;

/**
 * A request that is not carried out, and why. The caller reads it as a problem (RFC 9457) with the
 * code as its last part of {@code type}.
 *
 * <p>Codes are stable: a caller may decide by them. Messages are for people and may change.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient Optional<Duration> retryAfter;

  private Refusal(int status, String code, String message, Optional<Duration> retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** The caller must change the request. */
  static Refusal caller(int status, String code, String message) {
    return new Refusal(status, code, message, Optional.empty());
  }

  /** 400: what was sent cannot be read. */
  static Refusal unreadable(String code, String message) {
    return caller(400, code, message);
  }

  /** 404: what was asked for is not there. */
  static Refusal absent(String code, String message) {
    return caller(404, code, message);
  }

  /** 413: more than is taken at once. */
  static Refusal tooLarge(String message) {
    return caller(413, "too-large", message);
  }

  /** 429: the caller has as much as is given; the same request may be sent again. */
  static Refusal tooMany(String code, String message, Duration retryAfter) {
    return new Refusal(429, code, message, Optional.of(retryAfter));
  }

  /** 503: no room now; the same request may be sent again. */
  static Refusal noRoom(String message, Duration retryAfter) {
    return new Refusal(503, "no-room", message, Optional.of(retryAfter));
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
