package dev.attune.server;

import dev.attune.delivery.AddressRange;
import dev.attune.delivery.Webhook;
import dev.attune.delivery.Webhooks;
import dev.attune.engine.Engine;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The invented company's other systems, as far as a demo needs them: what options order of refunds,
 * cars or mail is taken here, so that promises are kept before somebody's eyes.
 */
final class DemoSystems implements AutoCloseable {
  private static final String HERE = InetAddress.getLoopbackAddress().getHostAddress();

  /** A server of a demo may send to this machine; none else may without being told so. */
  static final Outgoing REACHED =
      new Outgoing(Optional.empty(), List.of(AddressRange.of(HERE)), Optional.empty());

  private final WebServer server;

  private DemoSystems(WebServer server) {
    this.server = server;
  }

  /** Listens from now on, to this machine only. */
  static DemoSystems start() {
    return new DemoSystems(
        WebServer.builder()
            .host(HERE)
            .port(0)
            .shutdownHook(false)
            .routing(routing ->
                routing.post(
                    "/{system}",
                    (request, response) -> {
                      request.content().consume();
                      response.status(Status.NO_CONTENT_204).send();
                    }))
            .build()
            .start());
  }

  /** Makes a webhook for each system that an option of the playbook needs. */
  void connect(Webhooks webhooks, Engine engine) {
    for (String name : WebhookApi.missing(webhooks, engine)) {
      String url = "http://%s:%d/%s".formatted(HERE, server.port(), name);
      Webhook unused = webhooks.add(name, url, Optional.empty(), false, false);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
