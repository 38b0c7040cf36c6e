package dev.attune.customer;

import java.util.Comparator;

/**
 * One of the names under which a customer's signals arrive.
 *
 * <p>Ids sort with user ids first, then by value (UTF-16 order). The smallest id of a customer is
 * the one they are known by; every other id stays an address of theirs.
 *
 * @param namespace who gave the id; {@code user:42} and {@code anonymous:42} are two ids
 * @param value as the sender wrote it: 1 to {@value #MAX_LENGTH} characters, no control characters
 */
public record Id(Namespace namespace, String value) implements Comparable<Id> {
  /** Longer than any real id; keeps keys and pages bounded. */
  public static final int MAX_LENGTH = 512;

  private static final Comparator<Id> ORDER =
      Comparator.comparing(Id::namespace).thenComparing(Id::value);

  private static final String ANONYMOUS_PREFIX = "anonymous:";
  private static final String USER_PREFIX = "user:";

  public Id {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "id has " + value.length() + " characters, expected 1 to " + MAX_LENGTH);
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new IllegalArgumentException("id contains a control character: " + value);
      }
    }
  }

  /** The id of a person the company knows. */
  public static Id user(String value) {
    return new Id(Namespace.USER, value);
  }

  /** The id a device gave itself. */
  public static Id anonymous(String value) {
    return new Id(Namespace.ANONYMOUS, value);
  }

  /**
   * Reads what {@link #toString} writes; text without a known prefix is a user id.
   *
   * @throws IllegalArgumentException if the value is empty, too long or has control characters
   */
  public static Id parse(String text) {
    if (text.startsWith(ANONYMOUS_PREFIX)) {
      return anonymous(text.substring(ANONYMOUS_PREFIX.length()));
    }
    if (text.startsWith(USER_PREFIX)) {
      return user(text.substring(USER_PREFIX.length()));
    }
    return user(text);
  }

  /** Whether the company gave this id. */
  public boolean isUser() {
    return namespace == Namespace.USER;
  }

  @Override
  public int compareTo(Id other) {
    return ORDER.compare(this, other);
  }

  /** {@code user:VALUE} or {@code anonymous:VALUE}. */
  @Override
  public String toString() {
    return (isUser() ? USER_PREFIX : ANONYMOUS_PREFIX) + value;
  }
}
