package dev.attune.server;

/** Who may use a route. Every route says so; none is open by oversight. */
sealed interface Access {
  /** Anyone at all. */
  record Anyone() implements Access {}

  /**
   * Holders of a source's write key; the route itself looks for it, since it may be in the body.
   */
  record WriteKey() implements Access {}

  /** Bearers of a token with this scope. */
  record Bearer(Scope scope) implements Access {}

  static Access anyone() {
    return new Anyone();
  }

  static Access writeKey() {
    return new WriteKey();
  }

  static Access bearer(Scope scope) {
    return new Bearer(scope);
  }
}
