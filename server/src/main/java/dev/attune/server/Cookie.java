package dev.attune.server;

import java.time.Duration;
import java.util.Optional;

/**
 * The cookies of people: of their session, and of a device on which they signed in.
 *
 * <p>Over TLS they are {@code __Host-} cookies: sent to this host only, over TLS only, to no other
 * path's profit. On the machine itself there may be no TLS, and not every browser keeps such
 * cookies then; there they have the port in their name, since browsers send cookies to all ports
 * alike. Everywhere else nobody signs in without TLS.
 */
enum Cookie {
  /** The session's secret. */
  SESSION("attune"),
  /** Who signed in on this device before. */
  DEVICE("attune-device");

  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";

  private final String word;

  Cookie(String word) {
    this.word = word;
  }

  /** Whether the caller speaks TLS, to us or to a proxy that we trust. */
  static boolean isTls(Request request) {
    return request.header(Proxies.SCHEME).map("https"::equalsIgnoreCase).orElse(false);
  }

  /** Its name where the request was sent to, if there may be one. */
  Optional<String> name(Request request) {
    if (isTls(request)) {
      return Optional.of("__Host-" + word);
    }
    String host = request.header("host").orElse("");
    return HostNames.isThisMachine(host) ? Optional.of(word + "-" + port(host)) : Optional.empty();
  }

  private static String port(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(colon + 1).strip() : "";
  }

  /** What a request brings of it. */
  Optional<String> in(Request request) {
    String all = request.header("cookie").orElse("");
    if (all.isEmpty()) {
      return Optional.empty();
    }
    return name(request).flatMap(name -> value(all, name));
  }

  private static Optional<String> value(String all, String name) {
    for (String pair : all.split(";", 100)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
        return Optional.of(pair.substring(equals + 1).strip());
      }
    }
    return Optional.empty();
  }

  /**
   * As {@code Set-Cookie} has it.
   *
   * @throws Refusal if the caller speaks no TLS, over a network
   */
  String set(Request request, String value, Duration life) {
    String name =
        name(request)
            .orElseThrow(() ->
                Refusal.caller(
                    403,
                    "needs-tls",
                    "signing in needs HTTPS; behind a proxy that has it, start Attune with --trusted-proxy"));
    String secure = isTls(request) ? "; Secure" : "";
    return name + "=" + value + "; Max-Age=" + life.toSeconds() + ATTRIBUTES + secure;
  }

  /** Takes it away. */
  String clear(Request request) {
    return set(request, "", Duration.ZERO);
  }
}
