package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.engine.Engine;
import dev.attune.engine.Entry;
import dev.attune.engine.Reject;
import dev.attune.wire.Envelope;
import dev.attune.wire.MessageReader;
import dev.attune.wire.Received;
import dev.attune.wire.StoredSignal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes recorded signals in bulk: one JSON message a line, marked as past. */
final class ImportApi {
  /** As much as is taken in one request; a client sends pieces. */
  static final int LIMIT = 16 * 1024 * 1024;

  private static final int PIECE = 5_000;

  private final Engine engine;
  private final InstantSource clock;
  private final Counters counters;

  ImportApi(Engine engine, InstantSource clock, Counters counters) {
    this.engine = engine;
    this.clock = clock;
    this.counters = counters;
  }

  /** Takes what a program sends. */
  Answer take(Request request) {
    String source =
        request
            .parameter("source")
            .filter(Sources::isName)
            .orElseThrow(() -> Refusal.unreadable("bad-parameter", "source: " + Sources.NAME_RULE));
    return Answer.ok(take(source, request.entity().read(LIMIT)));
  }

  /**
   * Takes messages, one a line; says how many are accepted, and which are refused and why.
   *
   * @throws Refusal if there is no room
   */
  Data take(String source, byte[] body) {
    Envelope envelope =
        Envelope.of(source, Origin.SERVER, clock.instant()).upTo(Envelope.RECORD_LIMIT);
    List<StoredSignal> signals = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    List<Data> refusedLines = new ArrayList<>();
    long accepted = 0;
    long line = 0;
    for (int from = 0; from < body.length; ) {
      int end = endOfLine(body, from);
      byte[] message = Arrays.copyOfRange(body, from, end);
      from = end + 1;
      line++;
      switch (blank(message) ? null : MessageReader.read(message, envelope)) {
        case null -> {}
        case Received.Accepted each -> signals.add(each.signal());
        case Received.Refused refused -> {
          rejects.add(Reject.of(refused, message, envelope, "import"));
          refusedLines.add(
              Data.of("line", line, "code", refused.reason().code(), "message", refused.message()));
        }
      }
      if (signals.size() >= PIECE || rejects.size() >= PIECE) {
        accepted += keep(signals, rejects);
      }
    }
    accepted += keep(signals, rejects);
    return Data.of("accepted", accepted, "refused", refusedLines);
  }

  private int keep(List<StoredSignal> signals, List<Reject> rejects) {
    List<Entry> entries = new ArrayList<>();
    if (!signals.isEmpty()) {
      entries.add(new Entry.Signals(signals, true));
    }
    if (!rejects.isEmpty()) {
      entries.add(new Entry.Rejects(rejects));
    }
    Journaling.keep(engine, entries.toArray(Entry[]::new));
    int kept = signals.size();
    counters.acknowledged(kept + rejects.size());
    signals.clear();
    rejects.clear();
    return kept;
  }

  private static int endOfLine(byte[] body, int from) {
    int end = from;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean blank(byte[] line) {
    for (byte each : line) {
      if (each != ' ' && each != '\r' && each != '\t') {
        return false;
      }
    }
    return true;
  }
}
