package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.engine.Entry;
import dev.attune.engine.Reject;
import dev.attune.wire.Batch;
import dev.attune.wire.CloudEvent;
import dev.attune.wire.CloudEventReader;
import dev.attune.wire.CloudEventReader.Read;
import dev.attune.wire.Envelope;
import dev.attune.wire.MessageReader;
import dev.attune.wire.Received;
import dev.attune.wire.StoredSignal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes CloudEvents in, in each of HTTP's content modes, and makes signals of them by their
 * source's {@link EventMapper}.
 *
 * <p>An invalid event is refused, and a batch that has one is refused whole; all of it goes to the
 * reject lane. A valid event that says nothing of a customer, or nothing that can be a signal, is
 * not its sender's fault: it is taken, and goes to the reject lane until the mapping can make
 * something of it. The answer is empty, as senders of events expect; its headers count.
 *
 * <p>Thread-safe; no state of its own.
 */
final class EventIntake {
  /** What rejects remember of where they came in. */
  static final String ROUTE = "cloudevents";

  private static final String STRUCTURED = "application/cloudevents";
  private static final String BATCHED = "application/cloudevents-batch";
  private static final String JSON = "+json";

  private final Sources sources;
  private final Engine engine;
  private final InstantSource clock;
  private final Counters counters;

  EventIntake(Sources sources, Engine engine, InstantSource clock, Counters counters) {
    this.sources = sources;
    this.engine = engine;
    this.clock = clock;
    this.counters = counters;
  }

  List<Route> routes() {
    return List.of(Route.post("/v1/cloudevents", Access.writeKeyBeside(), this::take));
  }

  /** What events say, before it is kept. */
  private static final class Taking {
    final Envelope envelope;
    final EventMapper mapper;
    final List<StoredSignal> signals = new ArrayList<>();
    final List<Reject> rejects = new ArrayList<>();
    int skipped;

    Taking(Envelope envelope, EventMapper mapper) {
      this.envelope = envelope;
      this.mapper = mapper;
    }

    void take(CloudEvent event, byte[] json) {
      Judged judged = judge(event, mapper, envelope);
      signals.addAll(judged.signals());
      skipped += judged.skipped();
      judged.refused().stream().findFirst().ifPresent(why -> refuse(why, json));
    }

    void refuse(Received.Refused why, byte[] json) {
      rejects.add(Reject.of(why, json, envelope, ROUTE));
    }
  }

  /**
   * What one event says.
   *
   * @param skipped how many rules of the mapping leave it out
   */
  record Judged(List<StoredSignal> signals, List<Received.Refused> refused, int skipped) {}

  private Answer take(Request request) {
    Source source = sources.admit(request, Optional.empty());
    Envelope envelope =
        Envelope.of(source.name(), source.kind().origin(), clock.instant())
            .upTo(Envelope.RECORD_LIMIT);
    Taking taking = new Taking(envelope, source.mapper());
    String type =
        request.header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type.equals(BATCHED + JSON)) {
      return batch(request, taking);
    }
    if (type.equals(STRUCTURED + JSON)) {
      byte[] json = request.entity().read(Intake.RECORDS_LIMIT);
      return one(read(json), json, taking);
    }
    if (type.startsWith(STRUCTURED)
        || request.headers().keySet().stream().noneMatch(EventIntake::isAttribute)) {
      throw Refusal.caller(
          415,
          "no-cloudevent",
          "expected an event as application/cloudevents+json, several as application/cloudevents-batch+json, or one in ce- headers");
    }
    byte[] body = request.entity().read(Intake.RECORDS_LIMIT);
    Read read =
        body.length > Envelope.RECORD_LIMIT
            ? tooLarge(body.length)
            : CloudEventReader.binary(request.headers(), body);
    return one(read, CloudEventReader.kept(request.headers(), body), taking);
  }

  private static boolean isAttribute(String header) {
    return header.startsWith(CloudEventReader.PREFIX);
  }

  private static Read read(byte[] json) {
    return json.length > Envelope.RECORD_LIMIT
        ? tooLarge(json.length)
        : CloudEventReader.structured(json);
  }

  private static Read tooLarge(int size) {
    return new Read.Invalid(
        new Received.Refused(
            dev.attune.wire.Refusal.TOO_LARGE,
            "the event has %d bytes, at most %d are taken".formatted(size, Envelope.RECORD_LIMIT),
            null));
  }

  private Answer one(Read read, byte[] json, Taking taking) {
    return switch (read) {
      case Read.Valid(CloudEvent event) -> {
        taking.take(event, json);
        yield keep(taking);
      }
      case Read.Invalid(Received.Refused because) -> {
        taking.refuse(because, json);
        keep(taking);
        throw refusal(because, "");
      }
    };
  }

  private Answer batch(Request request, Taking taking) {
    List<byte[]> items = Batch.list(request.entity().read(Intake.RECORDS_LIMIT));
    List<Read> reads = items.stream().map(EventIntake::read).toList();
    for (int i = 0; i < reads.size(); i++) {
      if (reads.get(i) instanceof Read.Invalid(Received.Refused because)) {
        refuseAll(items, reads, taking);
        throw refusal(because, "event %d of the batch: ".formatted(i + 1));
      }
    }
    for (int i = 0; i < reads.size(); i++) {
      if (reads.get(i) instanceof Read.Valid(CloudEvent event)) {
        taking.take(event, items.get(i));
      }
    }
    return keep(taking);
  }

  private void refuseAll(List<byte[]> items, List<Read> reads, Taking taking) {
    for (int i = 0; i < reads.size(); i++) {
      Received.Refused why =
          switch (reads.get(i)) {
            case Read.Invalid(Received.Refused because) -> because;
            case Read.Valid valid ->
                new Received.Refused(
                    dev.attune.wire.Refusal.IN_BAD_BATCH,
                    "another event of its batch was refused",
                    null);
          };
      taking.refuse(why, items.get(i));
    }
    keep(taking);
  }

  private static Refusal refusal(Received.Refused because, String where) {
    int status = because.reason() == dev.attune.wire.Refusal.TOO_LARGE ? 413 : 400;
    return Refusal.caller(status, because.reason().code(), where + because.message());
  }

  private Answer keep(Taking taking) {
    List<Entry> entries = new ArrayList<>();
    if (!taking.signals.isEmpty()) {
      entries.add(new Entry.Signals(taking.signals, false));
    }
    if (!taking.rejects.isEmpty()) {
      entries.add(new Entry.Rejects(taking.rejects));
    }
    if (!entries.isEmpty()) {
      Journaling.keep(engine, entries);
    }
    counters.acknowledged(taking.signals.size() + taking.rejects.size());
    Answer answer =
        Answer.empty(202)
            .with("Attune-Signals", Integer.toString(taking.signals.size()))
            .with("Attune-Skipped", Integer.toString(taking.skipped))
            .with("Attune-Rejected", Integer.toString(taking.rejects.size()));
    return taking.rejects.isEmpty()
        ? answer
        : answer.with("Attune-Reason", taking.rejects.getFirst().reason());
  }

  /** The signals of an event that was kept as JSON, by today's rules. */
  static Judged judge(byte[] json, EventMapper mapper, Envelope envelope) {
    return switch (CloudEventReader.structured(json)) {
      case Read.Valid(CloudEvent event) -> judge(event, mapper, envelope);
      case Read.Invalid(Received.Refused because) -> new Judged(List.of(), List.of(because), 0);
    };
  }

  private static Judged judge(CloudEvent event, EventMapper mapper, Envelope envelope) {
    List<StoredSignal> signals = new ArrayList<>();
    List<Received.Refused> refused = new ArrayList<>();
    int skipped = 0;
    for (RowMapper.Said said : mapper.map(event)) {
      switch (said) {
        case RowMapper.Said.Skipped left -> skipped++;
        case RowMapper.Said.Bad(String reason) ->
            refused.add(new Received.Refused(dev.attune.wire.Refusal.BAD_VALUE, reason, null));
        case RowMapper.Said.Message(byte[] message) -> {
          switch (MessageReader.read(message, envelope)) {
            case Received.Accepted(StoredSignal signal) -> signals.add(signal);
            case Received.Refused because -> refused.add(because);
          }
        }
      }
    }
    return new Judged(signals, refused, skipped);
  }
}
