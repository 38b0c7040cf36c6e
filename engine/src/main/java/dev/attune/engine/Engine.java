package dev.attune.engine;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import dev.attune.step.Explanation;
import dev.attune.step.Step;
import dev.attune.wire.StoredSignal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * One data directory, open: signals go in, customers and moments come out.
 *
 * <p>What is appended is synced to disk before it is acknowledged (INV-005) and then folded by one
 * thread, whose work is committed together with the position it has reached; after any end of the
 * process the fold goes on from there. What time alone makes true is noticed by the same thread
 * within a second (INV-006).
 *
 * <p>Every method may be called by any thread, until {@link #close}; after it all throw an {@link
 * EngineException} with the code {@code closed}. Reads see one committed state each, do not block
 * the fold, and answer exactly: a customer who waits to be folded anew is folded for the answer.
 */
public final class Engine implements AutoCloseable {
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final DataDirectory directory;
  private final Memory memory;
  private final Store store;
  private final Books books;
  private final Journal journal;
  private final Gate gate;
  private final Fold fold;
  private final Room room;
  private final Adopting adopting;
  private final Rehearsals rehearsals;
  private final Grace grace;
  private volatile boolean closed;

  private Engine(
      DataDirectory directory,
      Memory memory,
      Store store,
      EngineConfig config,
      InstantSource clock) {
    this.directory = directory;
    this.memory = memory;
    this.store = store;
    this.clock = clock;
    books = new Books(store, config, clock.instant());
    journal = new Journal(directory.journal(), config, memory, clock, books.position);
    journal.countBehind(books.position);
    gate = new Gate(journal, directory::redactionKey);
    fold = new Fold(books, journal, config, clock);
    room = new Room(config, clock, directory, journal, fold);
    adopting = new Adopting(this, fold);
    rehearsals = new Rehearsals(store, books, clock, config.rehearsalThreads());
    grace = new Grace(this, this::reading, fold, books, clock);
    journal.start();
    fold.start();
  }

  /**
   * Opens a data directory, and makes it where there is none.
   *
   * @throws EngineException in one clear sentence, with the code {@code newer-format}, {@code
   *     foreign-directory}, {@code locked}, {@code damaged} or {@code unreadable}
   */
  public static Engine open(Path path, EngineConfig config, InstantSource clock) {
    DataDirectory directory = DataDirectory.take(path);
    Memory memory = new Memory(config);
    Store store = null;
    boolean open = false;
    try {
      store = new Store(directory.store(), memory);
      Engine engine = new Engine(directory, memory, store, config, clock);
      open = true;
      return engine;
    } catch (StoreFailure e) {
      throw directory.unusable(e);
    } finally {
      if (!open) {
        closeAll(store == null ? List.of() : List.of(store), memory, directory);
      }
    }
  }

  /**
   * Appends to the journal. The future is done, with the entry's position, once the entry is on
   * disk; it fails with {@link NoRoom} if it could not be written, and then may be appended again.
   *
   * @throws NoRoom at once, if too much waits already
   */
  public CompletableFuture<Long> append(Entry entry) {
    return append(List.of(entry));
  }

  /**
   * As {@link #append(Entry)}, several one behind the other; whether there is room is looked at
   * once for all of them. The future is done with the position of the last; where it fails, some of
   * them may have been taken.
   */
  public CompletableFuture<Long> append(List<Entry> entries) {
    checkRoom();
    return gate.append(entries, books.steps.current().playbook().keeping().redact());
  }

  /**
   * Looks whether anything would be appended now; for who has much to read before.
   *
   * @throws NoRoom if too much waits already
   */
  public void checkRoom() {
    checkOpen();
    room.check();
  }

  /** Appends and waits until it is on disk; see {@link #append}. */
  public long appendAndWait(Entry entry) {
    try {
      return append(entry).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException known) {
        throw known;
      }
      throw new EngineException(
          EngineException.Kind.OURS, "journal-failed", "the journal could not be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  /** Waits until the entry at {@code position} is folded, so that reads see what it did. */
  public void await(long position) {
    while (!await(position, Duration.ofMinutes(1))) {
      checkOpen();
    }
  }

  /** As {@link #await(long)}, but not longer than {@code most}; tells whether it is folded. */
  public boolean await(long position, Duration most) {
    checkOpen();
    try {
      return fold.await(position, most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  /** The customer for whom {@code any} is an address, or nothing if no signal ever named it. */
  public Optional<CustomerView> customer(Id any) {
    return read(reading -> reading.customer(any, now()));
  }

  /** What was stated about such a customer: a small part of the same, for who looks at many. */
  public Optional<Data> traits(Id any) {
    return read(reading -> reading.traits(any, now()));
  }

  /** The signals of the customer for whom {@code any} is an address, newest first. */
  public Page<StoredSignal> timeline(Id any, Optional<String> cursor, int limit) {
    return read(reading -> reading.timeline(any, cursor, bounded(limit)));
  }

  /** One signal of a timeline, as evidence names it. */
  public List<StoredSignal> signalsAt(Signal.Address address) {
    return read(reading -> reading.signalsAt(address));
  }

  /**
   * Why the customer is, or is not, in the segment {@code rule}, or why the reason of the moment
   * {@code rule} holds, or does not. Nothing if there is no such customer or rule.
   */
  public Optional<Explanation> why(Id any, String rule) {
    return read(reading -> reading.why(any, rule, now()));
  }

  /** Canonical ids of all customers, in their order. */
  public Page<Id> customers(Optional<String> cursor, int limit) {
    return read(reading -> reading.customers(cursor, bounded(limit)));
  }

  /** Canonical ids of customers with too many signals for one person. */
  public Page<Id> setAside(Optional<String> cursor, int limit) {
    return read(reading -> reading.setAside(cursor, bounded(limit)));
  }

  /** What came of a goal on each day on which anything did, in their order. */
  public Map<LocalDate, GoalDay> goalDays(String goal) {
    return GoalBook.days(books.counts, goal);
  }

  /** How many moments of a kind opened on each day (of UTC) on which any did that stands. */
  public Map<LocalDate, Long> openedByDay(String kind) {
    return Desk.openedByDay(books.counts, kind);
  }

  /** The segments of the playbook, in its order. */
  public List<SegmentView> segments() {
    boolean complete = books.sweep == null && books.pending.size() == 0;
    return books.steps.current().playbook().segments().stream()
        .map(segment ->
            new SegmentView(
                segment.name(),
                segment.condition().text(),
                books.counts.get(Counts.SEGMENT + segment.name()),
                complete))
        .toList();
  }

  /** Who is in a segment, by canonical id. */
  public Page<Member> members(String segment, Optional<String> cursor, int limit) {
    return read(reading -> reading.members(segment, cursor, bounded(limit)));
  }

  /** Who entered and left a segment, newest first. */
  public Page<Transition> transitions(String segment, Optional<String> cursor, int limit) {
    return read(reading -> reading.transitions(segment, cursor, bounded(limit)));
  }

  /** Moments, newest first. */
  public Page<MomentView> moments(MomentQuery query) {
    return read(reading -> reading.moments(query));
  }

  /** Open moments of a rule, oldest first. */
  public Page<MomentView> oldestOpen(String rule, Optional<String> cursor, int limit) {
    return read(reading -> reading.oldestOpen(rule, cursor, bounded(limit)));
  }

  /** The moment with this id. */
  public Optional<MomentView> moment(String id) {
    return read(reading -> reading.moment(id));
  }

  /** How many moments are open, by rule, in the playbook's order. */
  public Map<String, Long> openMoments() {
    Map<String, Long> open = new LinkedHashMap<>();
    for (MomentRule rule : books.steps.current().playbook().rules()) {
      open.put(rule.name(), books.counts.get(Counts.OPEN + rule.name()));
    }
    return open;
  }

  /** Refused messages, newest first. */
  public Page<KeptReject> rejects(Optional<String> cursor, int limit) {
    return read(reading -> reading.rejects(cursor, bounded(limit)));
  }

  /** One refused message. */
  public Optional<KeptReject> reject(String id) {
    return read(reading -> reading.reject(id));
  }

  /** How many messages were refused, by source and reason. */
  public List<RejectCount> rejectCounts() {
    return RejectCount.of(books.counts);
  }

  /** Events, their properties, and traits that were really seen. */
  public List<CatalogueEntry> catalogue() {
    return read(reading -> CatalogueBook.read(reading.source()));
  }

  /** The playbook that is live, or nothing before the first adoption. */
  public Optional<Playbook> playbook() {
    Step step = books.steps.current();
    return step.version() == 0 ? Optional.empty() : Optional.of(step.playbook());
  }

  /** Every version ever adopted, newest first. */
  public List<Version> versions() {
    return read(reading -> Meta.versions(reading.source()).reversed());
  }

  /** As {@link #adopt(String, String, OptionalInt)}, whatever version holds. */
  public Version adopt(String text, String who) {
    return adopt(text, who, OptionalInt.empty());
  }

  /**
   * Adopts a playbook: atomic, and live when this comes back. What is new in it folds from history
   * in the background, see {@link #progress}.
   *
   * @param basedOn the version that must still hold, if that matters to the caller
   * @throws BadPlaybook if something is wrong with it; nothing changed then
   * @throws AdoptedMeanwhile if another version holds than the caller knows of
   * @throws NoRoom if the journal has none, or customers are folded under the version before for
   *     too long
   */
  public Version adopt(String text, String who, OptionalInt basedOn) {
    return adopting.adopt(text, who, basedOn, now());
  }

  /** Playbooks that are run over the recorded history. */
  public Rehearsals rehearsals() {
    return rehearsals;
  }

  /** What a playbook might notice besides, drafted from what was really seen. */
  public Suggestions suggestions() {
    return read(reading -> Suggestions.of(reading.source(), playbook(), books.counts, now()));
  }

  /** How far everything is. */
  public Progress progress() {
    checkOpen();
    Meta.Sweep sweep = books.sweep;
    return new Progress(
        journal.last(),
        books.position,
        Math.max(0, journal.signals() - fold.signals()),
        room.lag(),
        books.counts.get(Counts.CUSTOMERS),
        books.pending.size(),
        sweep != null,
        sweep == null ? 0 : sweep.done(),
        Optional.ofNullable(books.timelines.bases().horizon()).map(Horizon::cut),
        books.events.stopped());
  }

  /** A piece of administration. */
  public Optional<byte[]> setting(String key) {
    return read(reading ->
        Optional.ofNullable(
            reading.source().get(Family.SETTINGS, key.getBytes(StandardCharsets.UTF_8))));
  }

  /** The keys under which administration is kept that begin with {@code prefix}, in order. */
  public List<String> settingKeys(String prefix) {
    return settingKeys(prefix, prefix, Integer.MAX_VALUE);
  }

  /** As above: those behind {@code after}, which may be one of them, and at most {@code limit}. */
  public List<String> settingKeys(String prefix, String after, int limit) {
    return read(reading -> reading.settingKeys(prefix, after, limit));
  }

  /** Keeps a piece of administration, or takes it away; every read after it sees it. */
  public void putSetting(String key, Optional<byte[]> value) {
    await(appendAndWait(new Entry.Setting(key, value)));
  }

  /** What people do for customers. */
  public Grace grace() {
    return grace;
  }

  /** What it tells the world outside. */
  public Outlet outlet() {
    return new Outlet(this::reading, fold);
  }

  /** How its customers are called, and who came, went, or is called otherwise. */
  public Names names() {
    return new Names(this::reading, books.names, fold);
  }

  /** What was recorded after {@code sequence}, oldest first; only what is synced to disk. */
  public List<RecordedEffect> effects(long sequence, int limit) {
    return read(
        reading -> Outbox.read(reading.source(), sequence, fold.syncedSequence(), bounded(limit)));
  }

  /**
   * Whether something irreversible may be done now, by itself, for an effect that was {@linkplain
   * #effects told}: it opened a moment that is still open and stands, was found in time, and has
   * settled. Whoever delivers asks just before, since what was told may have been withdrawn.
   */
  public boolean mayAct(RecordedEffect told) {
    return moment(told.effect().id()).map(moment -> moment.mayAct(now())).orElse(false);
  }

  /** Everything that is stored; for tests. */
  Source source() {
    return store;
  }

  /** Asks to be told when nothing is left to do; see {@link #isIdle}. */
  long askIdle() {
    return fold.askIdle();
  }

  /** Whether, some time after it was {@linkplain #askIdle asked}, nothing was left to do. */
  boolean isIdle(long asked) {
    return fold.isIdle(asked);
  }

  /** Holds everything still, for a copy, while signals go on coming in; close it soon. */
  public Backup backup() {
    checkOpen();
    return Backup.take(directory, journal, store, now());
  }

  /** Counters. */
  public Metrics metrics() {
    return new Metrics(
        journal.last(),
        journal.syncs(),
        fold.signals(),
        books.duplicates.get(),
        books.refolds.get(),
        books.fired.get(),
        books.effects.get(),
        books.withdrawn.get(),
        books.rejects.get(),
        books.troubles.get(),
        room.diskFree());
  }

  /**
   * Ends the fold after its present batch, syncs, and closes. What waits is folded when opened
   * again.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    rehearsals.close();
    journal.stopTaking();
    fold.close();
    closeAll(List.of(journal, store), memory, directory);
  }

  /** Closes each, whatever becomes of the others; then says what did not end well. */
  private static void closeAll(
      List<? extends AutoCloseable> stores, Memory memory, DataDirectory directory) {
    EngineException failure = null;
    for (AutoCloseable each : stores) {
      try {
        each.close();
      } catch (Exception e) {
        failure =
            new EngineException(
                EngineException.Kind.OURS,
                "unwritten",
                "closing did not end well: " + e.getMessage(),
                e);
      }
    }
    memory.close();
    directory.close();
    if (failure != null) {
      throw failure;
    }
  }

  private <T> T read(Function<Reading, T> what) {
    try (Reading reading = reading()) {
      return what.apply(reading);
    }
  }

  private Reading reading() {
    checkOpen();
    return new Reading(store, books.steps);
  }

  void checkOpen() {
    if (closed) {
      throw new EngineException(EngineException.Kind.OURS, "closed", "the engine is closed");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static int bounded(int limit) {
    return Math.clamp(limit, 1, MOST);
  }

  static EngineException interrupted() {
    return new EngineException(
        EngineException.Kind.OURS, "interrupted", "the wait was interrupted");
  }
}
