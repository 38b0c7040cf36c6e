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
   * Takes messages, one a line; says how many are accepted, and which are refused and why. All are
   * read before the first is kept, so that who is told to come again has not brought half already.
   *
   * @throws Refusal if there is no room
   */
  Data take(String source, byte[] body) {
    Journaling.checkRoom(engine);
    Envelope envelope =
        Envelope.of(source, Origin.SERVER, clock.instant()).upTo(Envelope.RECORD_LIMIT);
    List<StoredSignal> signals = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    List<Data> refusedLines = new ArrayList<>();
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
    }
    List<Entry> entries = new ArrayList<>();
    pieces(signals).forEach(piece -> entries.add(new Entry.Signals(piece, true)));
    pieces(rejects).forEach(piece -> entries.add(new Entry.Rejects(piece)));
    Journaling.keep(engine, entries);
    counters.acknowledged(signals.size() + rejects.size());
    return Data.of("accepted", (long) signals.size(), "refused", refusedLines);
  }

  /** Not more in an entry than one commit takes well. */
  private static <T> List<List<T>> pieces(List<T> all) {
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += PIECE) {
      pieces.add(all.subList(from, Math.min(all.size(), from + PIECE)));
    }
    return pieces;
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
