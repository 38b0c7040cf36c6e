package dev.attune.engine;

/**
 * Something the engine cannot do. The message is one clear sentence for people; the code is stable
 * for programs.
 */
public class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Whose turn it is. */
  public enum Kind {
    /** The caller asked for something impossible: asking again will not help. */
    CALLER,
    /** Something of ours is broken. */
    OURS,
    /** There is no room at present: the same again later will do. */
    NO_ROOM
  }

  private final Kind kind;
  private final String code;

  /** Says what cannot be done, why, and what to do. */
  public EngineException(Kind kind, String code, String message) {
    super(message);
    this.kind = kind;
    this.code = code;
  }

  /** As above, with what lies behind it. */
  public EngineException(Kind kind, String code, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.code = code;
  }

  /** Whose turn it is, and so whether to try again. */
  public Kind kind() {
    return kind;
  }

  /** A stable word for it: {@code locked}, {@code newer-format}, {@code damaged}... */
  public String code() {
    return code;
  }
}
