package dev.attune.server;

import java.util.regex.Pattern;

/**
 * Lets pages of any origin send signals, as a company's own sites do. Only intake answers carry
 * these headers; everything else stays with its own origin.
 */
final class Cors {
  private static final Pattern HEADERS = Pattern.compile("[A-Za-z0-9, -]{1,1000}");

  private Cors() {}

  /** The answer, readable by the page that asked. */
  static Answer open(Request request, Answer answer) {
    String origin = request.header("origin").orElse(null);
    if (origin == null) {
      return answer;
    }
    Answer open =
        answer
            .with("Access-Control-Allow-Origin", origin)
            .with("Access-Control-Allow-Credentials", "true")
            // Without it a page cannot read when to try again.
            .with("Access-Control-Expose-Headers", "Retry-After")
            .with("Vary", "Origin");
    if (!request.method().equals("OPTIONS")) {
      return open;
    }
    return open.with("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        .with("Access-Control-Allow-Headers", headers(request))
        .with("Access-Control-Max-Age", "86400");
  }

  /**
   * What the page wants to send: libraries bring headers of their own, such as a retry's number.
   */
  private static String headers(Request request) {
    return request
        .header("access-control-request-headers")
        .filter(names -> HEADERS.matcher(names).matches())
        .orElse("Authorization, Content-Type");
  }
}
