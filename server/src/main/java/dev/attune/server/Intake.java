package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Kind;
import dev.attune.engine.Engine;
import dev.attune.engine.Entry;
import dev.attune.engine.Reject;
import dev.attune.wire.Batch;
import dev.attune.wire.Envelope;
import dev.attune.wire.Json;
import dev.attune.wire.MessageReader;
import dev.attune.wire.Received;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes signals in. It answers 200 only when everything it accepted is in the journal and synced
 * (INV-005); what it refuses of a batch goes to the reject lane in the same way.
 *
 * <p>Thread-safe; no state of its own.
 */
final class Intake {
  /** As Segment documents it for a batch. */
  static final int BATCH_LIMIT = 500 * 1024;

  /** For several records of up to 1 MB each. */
  static final int RECORDS_LIMIT = 4 * 1024 * 1024;

  private static final Map<String, Kind> KINDS = kinds();
  private static final byte[] TAKEN = Json.write(Data.of("success", true));

  private final Sources sources;
  private final Engine engine;
  private final InstantSource clock;
  private final Counters counters;
  private final Heard heard;

  Intake(Sources sources, Engine engine, InstantSource clock, Counters counters, Heard heard) {
    this.sources = sources;
    this.engine = engine;
    this.clock = clock;
    this.counters = counters;
    this.heard = heard;
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (Kind kind :
        List.of(Kind.IDENTIFY, Kind.TRACK, Kind.PAGE, Kind.SCREEN, Kind.GROUP, Kind.ALIAS)) {
      kinds.put(kind.word(), kind);
      kinds.put(kind.word().substring(0, 1), kind);
    }
    return kinds;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    KINDS.forEach(
        (word, kind) -> routes.add(post("/v1/" + word, request -> single(request, kind))));
    for (String path :
        List.of("/v1/batch", "/v1/b", "/v1/import", "/{prefix}/batch", "/{prefix}/import")) {
      routes.add(post(path, this::batch));
    }
    routes.add(post("/api/feedback", this::feedback));
    routes.add(post("/api/signals", this::signals));
    routes.add(
        Route.get("/v1/projects/{writeKey}/settings", Access.anyone(), SegmentSettings::answer));
    return routes;
  }

  private static Route post(String path, Route.Handler handler) {
    return Route.post(path, Access.writeKey(), handler);
  }

  private Answer single(Request request, Kind kind) {
    Batch batch = Batch.single(read(request, BATCH_LIMIT));
    Source source = sources.admit(request, batch.writeKey());
    return one(batch, envelope(source).in(batch).of(kind), kind.word());
  }

  private Answer feedback(Request request) {
    Batch batch = Batch.single(read(request, RECORDS_LIMIT));
    Source source = sources.admit(request, batch.writeKey());
    Envelope envelope = envelope(source).in(batch).of(Kind.FEEDBACK);
    return one(batch, envelope.upTo(Envelope.RECORD_LIMIT), Kind.FEEDBACK.word());
  }

  private Answer batch(Request request) {
    Batch batch = Batch.read(read(request, BATCH_LIMIT));
    Source source = sources.admit(request, batch.writeKey());
    return several(batch, envelope(source).in(batch), "batch");
  }

  private Answer signals(Request request) {
    byte[] body = read(request, RECORDS_LIMIT);
    Optional<Batch> several = batchIn(body);
    Batch batch = several.orElseGet(() -> Batch.single(body));
    Source source = sources.admit(request, batch.writeKey());
    Envelope envelope = envelope(source).in(batch).upTo(Envelope.RECORD_LIMIT);
    return several.isPresent()
        ? several(batch, envelope, "signals")
        : one(batch, envelope, "signals");
  }

  private static Optional<Batch> batchIn(byte[] body) {
    try {
      return Optional.of(Batch.read(body));
    } catch (Json.BadJson e) {
      return Optional.empty();
    }
  }

  private static byte[] read(Request request, int limit) {
    byte[] body = request.entity().read(limit);
    if (body.length == 0) {
      throw Refusal.unreadable("empty-body", "the request has no body; a JSON object is expected");
    }
    return body;
  }

  private Envelope envelope(Source source) {
    return Envelope.of(source.name(), source.kind().origin(), clock.instant());
  }

  /** Messages together: the bad ones do not keep the good ones out, and go to the reject lane. */
  private Answer several(Batch batch, Envelope envelope, String route) {
    if (!batch.messages().isEmpty()) {
      heard.hear(envelope.source(), route, batch.messages());
      Journaling.keep(engine, new Entry.Messages(envelope, route, batch.messages()));
      counters.acknowledged(batch.messages().size());
    }
    return taken();
  }

  /** A message on its own: its sender hears what is wrong with it. */
  private Answer one(Batch batch, Envelope envelope, String route) {
    byte[] message = batch.messages().getFirst();
    heard.hear(envelope.source(), route, batch.messages());
    return switch (MessageReader.read(message, envelope)) {
      case Received.Accepted accepted -> {
        Journaling.keep(engine, Entry.of(accepted.signal()));
        counters.acknowledged(1);
        yield taken();
      }
      case Received.Refused refused -> {
        Reject reject = Reject.of(refused, message, envelope, route);
        Journaling.keep(engine, new Entry.Rejects(List.of(reject)));
        int status = refused.reason() == dev.attune.wire.Refusal.TOO_LARGE ? 413 : 400;
        throw Refusal.caller(status, refused.reason().code(), refused.message());
      }
    };
  }

  private static Answer taken() {
    return new Answer(200, Answer.JSON, TAKEN, Map.of());
  }

  /** What kind of message a route takes, by the word kept with a reject. */
  static Optional<Kind> kindOf(String route) {
    return Kind.of(route);
  }
}
