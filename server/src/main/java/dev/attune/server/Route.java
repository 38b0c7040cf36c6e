package dev.attune.server;

/**
 * One thing that can be asked.
 *
 * @param template its path, with {@code {names}} for what varies
 */
record Route(String method, String template, Access access, Handler handler) {
  /** Carries a request out. */
  interface Handler {
    /**
     * Answers.
     *
     * @throws Refusal if it cannot
     */
    Answer handle(Request request);
  }

  Route {
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("template must start with a slash: " + template);
    }
  }

  static Route get(String template, Access access, Handler handler) {
    return new Route("GET", template, access, handler);
  }

  static Route post(String template, Access access, Handler handler) {
    return new Route("POST", template, access, handler);
  }

  /** Whether it is for people with a browser, and no part of the API. */
  boolean isPage() {
    return !isIntake() && !template.matches("/(api|health|metrics)(/.*)?");
  }

  /** Whether pages of other origins may use it with credentials: only what takes signals in. */
  boolean isIntake() {
    return access instanceof Access.WriteKey || template.startsWith("/v1/");
  }
}
