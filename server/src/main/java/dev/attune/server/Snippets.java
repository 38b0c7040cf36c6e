package dev.attune.server;

import dev.attune.pages.SourcePage.Snippet;
import java.util.List;

/** What one pastes to send a first signal, for each kind of source. */
final class Snippets {
  private static final String CURL =
      """
      curl -u "$KEY:" -H 'Content-Type: application/json' \\
        -d '{"userId": "ada", "event": "Order Completed", "properties": {"total": 29.9}}' \\
        $AT/v1/track
      """;

  private static final String FEEDBACK =
      """
      curl -u "$KEY:" -H 'Content-Type: application/json' \\
        -d '{"userId": "ada", "text": "Nobody told me that it would be late.", "properties": {"rating": 2}}' \\
        $AT/api/feedback
      """;

  private static final String EVENTS =
      """
      curl -u "$KEY:" -H 'Content-Type: application/cloudevents+json' \\
        -d '{"specversion": "1.0", "id": "1", "source": "/shop", "type": "Order Completed", "subject": "ada"}' \\
        $AT/v1/cloudevents
      """;

  private static final String NODE =
      """
      import { Analytics } from '@segment/analytics-node'

      const analytics = new Analytics({ writeKey: '$KEY', host: '$AT' })
      analytics.identify({ userId: 'ada', traits: { name: 'Ada' } })
      analytics.track({ userId: 'ada', event: 'Order Completed', properties: { total: 29.9 } })
      """;

  private static final String JAVA =
      """
      Analytics analytics = Analytics.builder("$KEY").endpoint("$AT").build();
      analytics.enqueue(TrackMessage.builder("Order Completed").userId("ada"));
      """;

  private static final String BROWSER =
      """
      import { AnalyticsBrowser } from '@segment/analytics-next'

      const analytics = AnalyticsBrowser.load(
        { writeKey: '$KEY', cdnURL: '$AT' },
        { integrations: { 'Segment.io': { apiHost: '$HOST/v1', protocol: '$SCHEME' } } }
      )
      analytics.page()
      analytics.track('Order Completed', { total: 29.9 })
      """;

  private Snippets() {}

  /** For a source of this kind, at the server's address; the shortest comes first. */
  static List<Snippet> of(Source.Kind kind, String address, String key) {
    Snippet curl = snippet("curl", CURL, address, key);
    return switch (kind) {
      case SERVER ->
          List.of(
              curl,
              snippet("feedback", FEEDBACK, address, key),
              snippet("node", NODE, address, key),
              snippet("java", JAVA, address, key),
              snippet("events", EVENTS, address, key));
      case BROWSER -> List.of(curl, snippet("browser", BROWSER, address, key));
    };
  }

  private static Snippet snippet(String word, String text, String address, String key) {
    int colon = address.indexOf("://");
    return new Snippet(
        word,
        text.strip()
            .replace("$SCHEME", address.substring(0, colon))
            .replace("$HOST", address.substring(colon + 3))
            .replace("$AT", address)
            .replace("$KEY", key));
  }
}
