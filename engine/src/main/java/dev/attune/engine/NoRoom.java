package dev.attune.engine;

import java.time.Duration;

/**
 * There is no room at present; nothing of what was asked happened. The same again later will do.
 */
public final class NoRoom extends EngineException {
  private static final long serialVersionUID = 1;

  private final Duration retryAfter;

  NoRoom(String code, String message, Duration retryAfter) {
    super(Kind.NO_ROOM, code, message);
    this.retryAfter = retryAfter;
  }

  /** When it is worth trying again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
