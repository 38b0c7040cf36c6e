package dev.attune.people;

/**
 * Something that cannot be done with an account, and why: the caller must ask for another thing.
 */
public final class PeopleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is in the way. */
  public enum Kind {
    /** What was sent cannot be. */
    BAD,
    /** There is no such person, link or session. */
    ABSENT,
    /** It does not go together with what is. */
    CONFLICT
  }

  private final Kind kind;
  private final String code;

  private PeopleException(Kind kind, String code, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.code = code;
  }

  static PeopleException bad(String field, String value, String expected) {
    return new PeopleException(
        Kind.BAD,
        "bad-" + field,
        "\"" + field + "\" is '" + shortened(value) + "', expected " + expected);
  }

  static PeopleException badPassword(String message) {
    return new PeopleException(Kind.BAD, "bad-password", message);
  }

  static PeopleException absent(String code, String message) {
    return new PeopleException(Kind.ABSENT, code, message);
  }

  static PeopleException conflict(String code, String message) {
    return new PeopleException(Kind.CONFLICT, code, message);
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }

  /** What is in the way. */
  public Kind kind() {
    return kind;
  }

  /** Stable: a caller may decide by it. */
  public String code() {
    return code;
  }
}
