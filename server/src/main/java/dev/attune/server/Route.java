package dev.attune.server;

/**
 * One thing that can be asked.
 *
 * @param template its path, with {@code {names}} for what varies
 * @param audited when the audit has it
 */
record Route(String method, String template, Access access, Handler handler, Audited audited) {
  private static final String CUSTOMER = "/customers/{id}";
  private static final String MOMENT = "/moments/{id}";

  /** When what somebody asks is in the audit. */
  enum Audited {
    /** Never. */
    NEVER,
    /** When a person asks, by a session. */
    FOR_PEOPLE,
    /** Always. */
    ALWAYS;

    boolean of(Caller caller) {
      return switch (this) {
        case NEVER -> false;
        case FOR_PEOPLE -> caller instanceof Caller.ByPerson;
        case ALWAYS -> true;
      };
    }
  }

  /** Carries a request out. */
  interface Handler {
    /**
     * Answers.
     *
     * @throws Refusal if it cannot
     */
    Answer handle(Request request);
  }

  /** One that is audited if it changes something, or shows a customer to a person. */
  Route(String method, String template, Access access, Handler handler) {
    this(method, template, access, handler, usual(method, template));
  }

  Route {
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("template must start with a slash: " + template);
    }
  }

  private static Audited usual(String method, String template) {
    if (!method.equals("GET")) {
      return Audited.ALWAYS;
    }
    return template.contains(CUSTOMER) ? Audited.FOR_PEOPLE : Audited.NEVER;
  }

  /** The same, always in the audit. */
  Route always() {
    return new Route(method, template, access, handler, Audited.ALWAYS);
  }

  /** The same, in the audit when a person asks: it shows customers. */
  Route forPeople() {
    return new Route(method, template, access, handler, Audited.FOR_PEOPLE);
  }

  /** The same, never in the audit: what it does is a record by itself. */
  Route never() {
    return new Route(method, template, access, handler, Audited.NEVER);
  }

  /** Whether its {@code {id}} is a customer's. */
  boolean isAboutCustomer() {
    return template.contains(CUSTOMER);
  }

  /** Whether its {@code {id}} is a moment's. */
  boolean isAboutMoment() {
    return template.contains(MOMENT);
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
