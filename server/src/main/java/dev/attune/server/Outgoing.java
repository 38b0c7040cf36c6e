package dev.attune.server;

import dev.attune.delivery.AddressRange;
import dev.attune.delivery.MailServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * How a server reaches the world outside.
 *
 * @param baseUrl under which people reach its pages; absent: where it listens
 * @param inside the company's own addresses, to which webhooks may go, without TLS too
 * @param mail absent: no e-mail is sent
 */
record Outgoing(Optional<String> baseUrl, List<AddressRange> inside, Optional<MailServer> mail) {
  /** To public addresses, by TLS, and no e-mail. */
  static final Outgoing USUAL = new Outgoing(Optional.empty(), List.of(), Optional.empty());

  Outgoing {
    inside = List.copyOf(inside);
    baseUrl = baseUrl.map(Outgoing::checked);
  }

  /** Whom push services reach when something is wrong with what we send. */
  String contact() {
    return baseUrl
        .filter(url -> url.startsWith("https:"))
        .or(() -> mail.map(server -> "mailto:" + bare(server.from())))
        .orElse("mailto:attune@localhost");
  }

  /** {@code Attune <attune@example.com>} without the name. */
  private static String bare(String from) {
    return from.replaceAll(".*<|>.*", "").strip();
  }

  /** Without a slash at its end. */
  private static String checked(String url) {
    try {
      URI uri = new URI(url.strip());
      boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (isWeb
          && uri.getHost() != null
          && uri.getRawQuery() == null
          && uri.getFragment() == null) {
        return uri.toString().replaceFirst("/+$", "");
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw Failure.usage(
        "--base-url: '%s' is no address of a server, such as https://attune.example.com"
            .formatted(url));
  }
}
