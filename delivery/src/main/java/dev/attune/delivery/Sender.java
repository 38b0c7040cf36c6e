package dev.attune.delivery;

import dev.attune.customer.Data;
import dev.attune.wire.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs messages as Standard Webhooks has it, and sends them. Thread-safe; blocks. */
final class Sender {
  private final Courier courier;
  private final InstantSource clock;

  Sender(Courier courier, InstantSource clock) {
    this.courier = courier;
    this.clock = clock;
  }

  /** Tries once, under an id that is the same at every try. */
  Outcome send(Webhook webhook, String id, Data message) {
    byte[] body = Json.write(message);
    Instant now = clock.instant();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put("webhook-signature", webhook.signatures(id, now, body));
    return courier.post(webhook.target(), headers, body);
  }
}
