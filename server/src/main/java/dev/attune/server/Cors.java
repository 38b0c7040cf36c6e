package dev.attune.server;

/**
 * Lets pages of any origin send signals, as a company's own sites do. Only intake answers carry
 * these headers; everything else stays with its own origin.
 */
final class Cors {
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
            .with("Vary", "Origin");
    if (!request.method().equals("OPTIONS")) {
      return open;
    }
    return open.with("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        .with(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Content-Encoding, Accept, X-Requested-With")
        .with("Access-Control-Max-Age", "86400");
  }
}
