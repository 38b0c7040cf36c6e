package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.step.Step;
import dev.attune.step.Succession;
import dev.attune.wire.StoredSignal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that turns signals into customers, moments and memberships. It takes what the journal
 * holds behind its position, wakes customers whose time has come, folds those whose imported past
 * waits and those whom another version folded last; each in commits of bounded size, in turns, so
 * that none of them holds up the others.
 *
 * <p>A commit holds everything that follows from some entries, and their position: after any end of
 * the process the fold goes on from the position and does nothing twice. A commit that fails is
 * made again from the same entries.
 */
final class Fold {
  /** Short enough that time alone is noticed within a second whatever the clock does meanwhile. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

  private static final int TIMERS_A_COMMIT = 2_000;
  private static final int REFOLDS_A_COMMIT = 250;
  private static final long SYNC_NANOS = Duration.ofMillis(500).toNanos();
  private static final long TIDY_NANOS = Duration.ofMinutes(10).toNanos();
  private static final long RETRY_MILLIS = 1_000;

  private final Books books;
  private final Sweeping sweeping;
  private final GraceFold grace;
  private final Journal journal;
  private final EngineConfig config;
  private final InstantSource clock;
  private final Thread thread;
  private final ReentrantLock news = new ReentrantLock();
  private final Condition advanced = news.newCondition();
  private final AtomicLong signals = new AtomicLong();
  private volatile long syncedSequence;
  private volatile long givenSynced;
  private volatile long syncedNames;
  private volatile @Nullable Instant waitingSince;
  private volatile @Nullable String failure;
  private volatile boolean closing;
  private final AtomicLong idleAsked = new AtomicLong();
  private volatile long idleAnswered;
  private volatile long syncedPosition;

  /** As far as everything that an entry changed is seen by whoever waits for it. */
  private volatile long foldedPosition;

  private long lastSync = System.nanoTime();
  private long lastTidy = System.nanoTime();
  private long nextTimer = Long.MIN_VALUE;

  Fold(Books books, Journal journal, EngineConfig config, InstantSource clock) {
    this.books = books;
    sweeping = new Sweeping(books);
    grace = new GraceFold(books);
    this.journal = journal;
    this.config = config;
    this.clock = clock;
    syncedSequence = books.sequence;
    syncedPosition = books.position;
    syncedNames = books.names.last();
    foldedPosition = books.position;
    thread = Thread.ofPlatform().name("attune-fold").unstarted(this::foldUntilClosed);
  }

  void start() {
    thread.start();
  }

  /** How many signals were folded since it was opened, the journal's backlog included. */
  long signals() {
    return signals.get();
  }

  /** The newest record that is synced to disk, and so may be told outside. */
  long syncedSequence() {
    return syncedSequence;
  }

  /** The newest entry of {@link NameBook} that is synced to disk. */
  long syncedNames() {
    return syncedNames;
  }

  /** Since when the oldest entry waits that is not folded, or null. */
  @Nullable Instant waitingSince() {
    return waitingSince;
  }

  /** Why it cannot go on at present, or null. */
  @Nullable String failure() {
    return failure;
  }

  long askIdle() {
    long asked = idleAsked.incrementAndGet();
    journal.wake();
    return asked;
  }

  /** Whether, some time after it was asked, nothing was left to do. */
  boolean isIdle(long asked) {
    return idleAnswered >= asked;
  }

  /** Waits until the entry at {@code position} is folded; tells whether it is. */
  boolean await(long position, Duration most) throws InterruptedException {
    return await(() -> foldedPosition >= position, most);
  }

  /**
   * Waits until the entry at {@code position} is folded and that is synced; tells whether it is.
   */
  boolean awaitSynced(long position, Duration most) throws InterruptedException {
    return await(() -> syncedPosition >= position, most);
  }

  /** How many commits of deeds are synced, since it was opened. */
  long givenSynced() {
    return givenSynced;
  }

  /** Waits until more commits of deeds are synced than so many; tells whether it is so. */
  boolean awaitGiven(long more, Duration most) throws InterruptedException {
    return await(() -> givenSynced > more, most);
  }

  private boolean await(BooleanSupplier so, Duration most) throws InterruptedException {
    news.lockInterruptibly();
    try {
      long left = most.toNanos();
      while (!so.getAsBoolean() && left > 0 && !closing) {
        left = advanced.awaitNanos(left);
      }
      return so.getAsBoolean();
    } finally {
      news.unlock();
    }
  }

  /** Waits until a record after {@code sequence} is synced; tells whether there is one. */
  boolean awaitTold(long sequence, Duration most) throws InterruptedException {
    return await(() -> syncedSequence > sequence, most);
  }

  /** Waits until an entry of {@link NameBook} after {@code number} is synced; tells whether. */
  boolean awaitNames(long number, Duration most) throws InterruptedException {
    return await(() -> syncedNames > number, most);
  }

  /** Waits until nobody is to be brought to the present version; tells whether that is so. */
  boolean awaitSwept(Duration most) throws InterruptedException {
    return await(() -> books.sweep == null, most);
  }

  private void foldUntilClosed() {
    while (!closing) {
      try {
        long asked = idleAsked.get();
        boolean worked = turn();
        failure = null;
        if (!worked) {
          idleAnswered = books.pending.size() == 0 ? asked : idleAnswered;
          rest();
        }
      } catch (InterruptedException e) {
        closing = true;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        // The one place of this thread that catches everything; nothing was committed. What needs
        // too much memory at once (not the machine's last) may come by again without it.
        recover(e);
      }
    }
  }

  /** A little of everything that is to be done; false if there is nothing. */
  private boolean turn() {
    Instant now = now();
    boolean worked = foldEntries();
    worked |= wakeCustomers();
    worked |= grace.turn(now);
    worked |= books.events.turn(now, this::isFoldedBefore, this::isCaughtUp);
    worked |= foldPending();
    worked |= sweep();
    worked |= books.retention.turn(now);
    housekeep();
    return worked;
  }

  /** Whether everything that came before an instant is folded. */
  private boolean isFoldedBefore(Instant at) {
    Instant since = waitingSince;
    return since == null || !since.isBefore(at);
  }

  private boolean isCaughtUp() {
    return books.position >= journal.last() && books.pending.size() == 0;
  }

  private boolean foldEntries() {
    List<Journal.Positioned> entries = journal.read(books.position, config.foldSignals());
    int at = 0;
    while (at < entries.size() && !closing) {
      at = foldSome(entries, at);
    }
    if (books.position >= journal.last()) {
      waitingSince = null;
    }
    return !entries.isEmpty();
  }

  /** One commit: entries from {@code first} on; an adoption, and a deed, is a commit of its own. */
  private int foldSome(List<Journal.Positioned> entries, int first) {
    List<TakenEntry> taken = new ArrayList<>();
    int at = first;
    while (at < entries.size()) {
      long position = entries.get(at).position();
      EntryFormat.Read read = entries.get(at).read();
      if (read.entry() instanceof Entry.Adoption adoption) {
        if (at > first) {
          break;
        }
        adopt(adoption, position);
        return at + 1;
      }
      if (read.entry() instanceof Entry.Done(Deed deed)) {
        if (at > first) {
          break;
        }
        grace.take(deed, position, now());
        advance();
        return at + 1;
      }
      if (at == first) {
        waitingSince = read.appendedAt();
      }
      taken.add(TakenEntry.of(read, position));
      at++;
    }
    fold(taken);
    return at;
  }

  private void fold(List<TakenEntry> entries) {
    long count = 0;
    try (FoldCommit commit = new FoldCommit(books, now())) {
      List<StoredSignal> all = new ArrayList<>();
      entries.forEach(entry -> all.addAll(entry.signals()));
      books.seen.prepare(all);
      books.storedLinks.prepare(all);
      for (TakenEntry entry : entries) {
        take(commit, entry);
        count += entry.messages();
      }
      commit.fold();
      commit.write(entries.getLast().position());
    }
    signals.addAndGet(count);
    advance();
  }

  private void take(FoldCommit commit, TakenEntry entry) {
    List<Reject> rejects = new ArrayList<>(entry.rejects());
    Horizon horizon = books.timelines.bases().horizon();
    for (int i = 0; i < entry.signals().size(); i++) {
      StoredSignal signal = entry.signals().get(i);
      if (horizon != null && signal.occurredAt().isBefore(horizon.cut())) {
        rejects.add(horizon.refuse(signal));
      } else {
        commit.take(signal, entry.encoded().get(i), entry.past());
      }
    }
    for (int i = 0; i < rejects.size(); i++) {
      Reject reject = rejects.get(i);
      RejectLane.keep(commit.commit(), entry.position(), i, reject);
      books.counts.add(Counts.REJECT + reject.reason() + "/" + reject.source(), 1);
      books.rejects.incrementAndGet();
    }
    if (entry.setting() != null) {
      byte[] key = entry.setting().key().getBytes(StandardCharsets.UTF_8);
      entry
          .setting()
          .value()
          .ifPresentOrElse(
              value -> commit.commit().put(Family.SETTINGS, key, value),
              () -> commit.commit().delete(Family.SETTINGS, key));
    }
  }

  private void adopt(Entry.Adoption adoption, long position) {
    Optional<Next> next = next(adoption);
    try (FoldCommit commit = new FoldCommit(books, now())) {
      if (next.isPresent()) {
        Version version = next.get().version;
        Step was = books.steps.current();
        Meta.adopt(commit.commit(), version);
        Meta.Sweep sweep = Sweeping.begin(commit.commit(), books.counts, was.playbook(), version);
        commit.write(position);
        books.steps.adopt(version, next.get().playbook);
        books.sweep = sweep;
      } else {
        commit.write(position);
      }
    }
    advance();
  }

  /** A version that is to be adopted. */
  private record Next(Version version, Playbook playbook) {}

  /** Nothing where it cannot be: the fold goes on, and whoever adopts is told. */
  private Optional<Next> next(Entry.Adoption adoption) {
    try {
      // It was checked before it was written; a program that lost a word refuses it now.
      if (!(new PlaybookReader().read(adoption.text()) instanceof Checked.Accepted accepted)) {
        return Optional.empty();
      }
      Playbook playbook = accepted.playbook();
      Step was = books.steps.current();
      boolean first = was.version() == 0 && books.counts.get(Counts.SIGNALS) == 0;
      Instant at = adoption.at().truncatedTo(ChronoUnit.MILLIS);
      Instant from = first ? Step.ALWAYS : at;
      Map<String, Instant> begun = first ? Map.of() : Succession.begun(was, playbook, from);
      int number = was.version() + 1;
      return Optional.of(
          new Next(
              new Version(number, adoption.text(), adoption.who(), at, from, begun), playbook));
    } catch (IllegalStateException | StackOverflowError | OutOfMemoryError e) {
      System.getLogger("attune.engine")
          .log(System.Logger.Level.ERROR, "a playbook is not adopted: it cannot be worked out", e);
      return Optional.empty();
    }
  }

  private boolean wakeCustomers() {
    Instant now = now();
    if (now.toEpochMilli() < nextTimer) {
      return false;
    }
    List<Timers.Timer> timers = books.timers.due(now.toEpochMilli(), TIMERS_A_COMMIT);
    if (timers.isEmpty()) {
      nextTimer = books.timers.earliest();
      return false;
    }
    try (FoldCommit commit = new FoldCommit(books, now)) {
      timers.forEach(commit::wake);
      commit.write(books.position);
    }
    return true;
  }

  private boolean foldPending() {
    List<Id> customers = books.pending.next(System.nanoTime(), REFOLDS_A_COMMIT);
    if (customers.isEmpty()) {
      return false;
    }
    try (FoldCommit commit = new FoldCommit(books, now())) {
      customers.forEach(customer -> commit.refold(customer, "late-signal"));
      commit.write(books.position);
    }
    nextTimer = Long.MIN_VALUE;
    return true;
  }

  /** Brings some of those to the present version whom another one folded last. */
  private boolean sweep() {
    if (books.sweep == null) {
      return false;
    }
    try (FoldCommit commit = new FoldCommit(books, now())) {
      sweeping.some(commit);
    }
    advance();
    return true;
  }

  private void advance() {
    nextTimer = Long.MIN_VALUE;
    foldedPosition = books.position;
    announce();
  }

  /** Wakes whoever waits for something to be folded or synced. */
  private void announce() {
    news.lock();
    try {
      advanced.signalAll();
    } finally {
      news.unlock();
    }
  }

  private void housekeep() {
    long nanos = System.nanoTime();
    // Who gives waits for the sync: nobody is told yes by what a power cut could take back.
    boolean isAwaited = books.given.get() > givenSynced;
    long named = books.names.last();
    boolean unsynced =
        books.sequence > syncedSequence || books.position > syncedPosition || named > syncedNames;
    if (isAwaited || (unsynced && nanos - lastSync >= SYNC_NANOS)) {
      books.store.sync();
      givenSynced = books.given.get();
      syncedSequence = books.sequence;
      syncedPosition = books.position;
      syncedNames = named;
      lastSync = nanos;
      announce();
    }
    if (nanos - lastTidy >= TIDY_NANOS) {
      lastTidy = nanos;
      Instant now = now();
      books.seen.forgetOld();
      Outbox.forgetOld(books.store, now);
      books.names.forgetOld(now);
      RejectLane.forgetOld(books.store, now.minus(config.rejectsKept()));
      journal.trim(syncedPosition);
    }
  }

  private void rest() throws InterruptedException {
    long millis = LONGEST_WAIT.toMillis();
    if (nextTimer != Long.MIN_VALUE) {
      millis = Math.clamp(nextTimer - now().toEpochMilli(), 1, millis);
    }
    journal.awaitBehind(books.position, Duration.ofMillis(millis));
  }

  private void recover(Throwable cause) {
    String why = String.valueOf(cause.getMessage());
    if (!why.equals(failure)) {
      failure = why;
      System.getLogger("attune.engine")
          .log(System.Logger.Level.ERROR, "the fold stands still and tries again", cause);
    }
    try {
      Thread.sleep(RETRY_MILLIS);
      if (cause instanceof StoreFailure || !books.store.isOpen()) {
        if (!books.store.reopen()) {
          return;
        }
      }
      books.reload();
      nextTimer = Long.MIN_VALUE;
    } catch (InterruptedException e) {
      closing = true;
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Ends after the present commit. */
  void close() {
    closing = true;
    journal.wake();
    announce();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    advance();
  }
}
