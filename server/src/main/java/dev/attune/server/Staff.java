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
import dev.attune.wire.StoredSignal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
   * Something said about a customer.
   *
   * @param id what is said again under it counts once
   * @param content the members of its kind, {@code type} included
   */
  record Word(String id, Id about, Data content) {}

  /**
   * Says something about a customer.
   *
   * @param content the members of its kind, {@code type} included
   * @throws Refusal if it is no signal, or there is no room
   */
  void say(Id about, Data content) {
    say(List.of(new Word(UUID.randomUUID().toString(), about, content)));
  }

  /**
   * Says several things at once; all of them, or none.
   *
   * @throws Refusal if one is no signal, or there is no room
   */
  void say(List<Word> words) {
    Envelope envelope =
        Envelope.of(SOURCE, Origin.STAFF, clock.instant()).upTo(Envelope.RECORD_LIMIT);
    List<StoredSignal> signals = new ArrayList<>();
    for (Word word : words) {
      switch (MessageReader.read(Json.write(message(word)), envelope)) {
        case Received.Accepted accepted -> signals.add(accepted.signal());
        case Received.Refused refused ->
            throw Refusal.caller(422, refused.reason().code(), refused.message());
      }
    }
    Journaling.settle(engine, new Entry.Signals(signals, false));
  }

  private static Data message(Word word) {
    Data.Builder message =
        new Data.Builder()
            .put("messageId", word.id())
            .put(word.about().isUser() ? "userId" : "anonymousId", word.about().value());
    word.content().forEach(message::put);
    return message.build();
  }
}
