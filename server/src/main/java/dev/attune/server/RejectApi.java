package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.engine.Engine;
import dev.attune.engine.Entry;
import dev.attune.engine.KeptReject;
import dev.attune.engine.Page;
import dev.attune.engine.Reject;
import dev.attune.engine.RejectCount;
import dev.attune.wire.Envelope;
import dev.attune.wire.MessageReader;
import dev.attune.wire.Received;
import dev.attune.wire.StoredSignal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What was refused: kept, counted, shown, and tried again when told to. */
final class RejectApi {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final String OPEN = "open";
  private static final String TAKEN = "taken";
  private static final String ALL = "all";
  private static final List<String> STATES = List.of(OPEN, TAKEN, ALL);
  private static final int MOST_LOOKED_AT = 20_000;

  private final Engine engine;
  private final Sources sources;

  RejectApi(Engine engine, Sources sources) {
    this.engine = engine;
    this.sources = sources;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/rejects", READ, this::list),
        Route.get("/api/rejects/counts", READ, this::counts),
        Route.post("/api/rejects/replay", Access.bearer(Scope.IMPORT), this::replay));
  }

  private Answer list(Request request) {
    int limit = request.number("limit", 100, Paging.MOST);
    Page<KeptReject> page = engine.rejects(request.parameter("cursor"), limit);
    String state = request.word("state", STATES).orElse(OPEN);
    List<KeptReject> items =
        page.items().stream()
            .filter(asked(request))
            .filter(kept -> state.equals(ALL) || state.equals(TAKEN) == isTaken(kept.reject()))
            .toList();
    return Answer.ok(Shapes.page("rejects", new Page<>(items, page.next()), this::shape));
  }

  private static Predicate<KeptReject> asked(Request request) {
    Optional<String> source = request.parameter("source");
    Optional<String> reason = request.parameter("reason");
    return kept ->
        source.map(kept.reject().source()::equals).orElse(true)
            && reason.map(kept.reject().reason()::equals).orElse(true);
  }

  private Answer counts(Request request) {
    return Answer.ok(
        Data.of("counts", engine.rejectCounts().stream().map(RejectApi::count).toList()));
  }

  private static Data count(RejectCount count) {
    return Data.of("source", count.source(), "reason", count.reason(), "count", count.count());
  }

  /** What came of trying rejects again. */
  record Replayed(long taken, long stillRefused) {}

  private Answer replay(Request request) {
    Replayed replayed = replay(asked(request));
    return Answer.ok(Data.of("taken", replayed.taken(), "stillRefused", replayed.stillRefused()));
  }

  /**
   * Judges each again, by the rules and with the arrival time it had: a message that is taken now
   * is the one that would have been taken then. Those that were taken before are left alone.
   */
  Replayed replay(Predicate<KeptReject> asked) {
    Optional<String> cursor = Optional.empty();
    long looked = 0;
    long taken = 0;
    long still = 0;
    do {
      Page<KeptReject> page = engine.rejects(cursor, Paging.MOST);
      looked += page.items().size();
      for (KeptReject kept : page.items()) {
        if (asked.test(kept) && !isTaken(kept.reject())) {
          boolean isTaken = replayOne(kept.reject());
          taken += isTaken ? 1 : 0;
          still += isTaken ? 0 : 1;
        }
      }
      cursor = page.next();
    } while (cursor.isPresent() && looked < MOST_LOOKED_AT);
    // Whoever asks for what is still open sees what came of this.
    engine.await(engine.progress().appended());
    return new Replayed(taken, still);
  }

  private boolean replayOne(Reject reject) {
    List<StoredSignal> signals = judge(reject);
    if (!signals.isEmpty()) {
      Journaling.keep(engine, new Entry.Signals(signals, reject.route().equals("import")));
    }
    return !signals.isEmpty();
  }

  /** The signals that a reject is by today's rules; none if it is still refused. */
  private List<StoredSignal> judge(Reject reject) {
    if (!reject.whole()) {
      return List.of();
    }
    Optional<Source> source = sources.named(reject.source());
    Origin origin = source.map(each -> each.kind().origin()).orElse(Origin.SERVER);
    Envelope whole =
        Envelope.of(reject.source(), origin, reject.receivedAt()).upTo(Envelope.RECORD_LIMIT);
    if (reject.route().equals(EventIntake.ROUTE)) {
      EventMapper mapper = source.map(Source::mapper).orElse(EventMapper.USUAL);
      EventIntake.Judged judged = EventIntake.judge(reject.body(), mapper, whole);
      return judged.refused().isEmpty() ? judged.signals() : List.of();
    }
    Envelope envelope = Intake.kindOf(reject.route()).map(whole::of).orElse(whole);
    return MessageReader.read(reject.body(), envelope) instanceof Received.Accepted accepted
        ? List.of(accepted.signal())
        : List.of();
  }

  /** Whether it has become signals since: then they stand in timelines. */
  private boolean isTaken(Reject reject) {
    List<StoredSignal> signals = judge(reject);
    return !signals.isEmpty() && signals.stream().allMatch(this::stands);
  }

  private boolean stands(StoredSignal signal) {
    return engine.signalsAt(new Signal.Address(signal.sender(), signal.occurredAt())).stream()
        .anyMatch(kept -> kept.id().equals(signal.id()));
  }

  private Data shape(KeptReject kept) {
    Reject reject = kept.reject();
    Data.Builder data =
        new Data.Builder()
            .put("id", kept.id())
            .put("source", reject.source())
            .put("receivedAt", reject.receivedAt().toString())
            .put("reason", reject.reason())
            .put("message", reject.message())
            .put("route", reject.route())
            .put("whole", reject.whole())
            .put("taken", isTaken(reject))
            .put("body", new String(reject.body(), StandardCharsets.UTF_8));
    Shapes.put(data, "field", reject.field());
    return data.build();
  }
}
