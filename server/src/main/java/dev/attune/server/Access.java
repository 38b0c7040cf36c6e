package dev.attune.server;

/** Who may use a route. Every route says so; none is open by oversight. */
sealed interface Access {
  /** Anyone at all. */
  record Anyone() implements Access {}

  /**
   * Holders of a source's write key; the route itself looks for it.
   *
   * @param inBody whether it may be there too
   */
  record WriteKey(boolean inBody) implements Access {}

  /** Bearers of a token with this scope. */
  record Bearer(Scope scope) implements Access {}

  static Access anyone() {
    return new Anyone();
  }

  static Access writeKey() {
    return new WriteKey(true);
  }

  /** The same, where a body is not Attune's own and has no key in it. */
  static Access writeKeyBeside() {
    return new WriteKey(false);
  }

  static Access bearer(Scope scope) {
    return new Bearer(scope);
  }
}
