package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.engine.Engine;
import dev.attune.engine.Entry;
import dev.attune.wire.Envelope;
import dev.attune.wire.Json;
import dev.attune.wire.MessageReader;
import dev.attune.wire.Received;
import java.time.InstantSource;
import java.util.UUID;

/**
 * What people do, as signals like all others (INV-001). It comes back once the fold has passed the
 * signal, so that who acted sees what they did.
 */
final class Staff {
  /** The name under which such signals are kept; no source can have it. */
  static final String SOURCE = "staff";

  private final Engine engine;
  private final InstantSource clock;

  Staff(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * Says something about a customer.
   *
   * @param content the members of its kind, {@code type} included
   * @throws Refusal if it is no signal, or there is no room
   */
  void say(Id about, Data content) {
    Data.Builder message =
        new Data.Builder()
            .put("messageId", UUID.randomUUID().toString())
            .put(about.isUser() ? "userId" : "anonymousId", about.value());
    content.forEach(message::put);
    Envelope envelope =
        Envelope.of(SOURCE, Origin.STAFF, clock.instant()).upTo(Envelope.RECORD_LIMIT);
    switch (MessageReader.read(Json.write(message.build()), envelope)) {
      case Received.Accepted accepted -> Journaling.settle(engine, Entry.of(accepted.signal()));
      case Received.Refused refused ->
          throw Refusal.caller(422, refused.reason().code(), refused.message());
    }
  }
}
