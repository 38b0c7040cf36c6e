package dev.attune.customer;

/** How far a signal can be trusted, by who could have sent it. */
public enum Origin {
  /** A source whose key is kept secret: a server, an import, a webhook. */
  SERVER,
  /** A source whose key anyone can read: what it says about people is hearsay. */
  BROWSER,
  /** A colleague, signed in. */
  STAFF,
  /** Attune itself. */
  ATTUNE;

  /**
   * Whether what it says is hearsay: it cannot join two known users, state a protected trait, nor
   * speak for staff.
   */
  public boolean isHearsay() {
    return this == BROWSER;
  }
}
