package dev.attune.engine;

import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.engine.Points.Point;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One commit of the fold: some signals, or some customers to be woken or folded anew; each customer
 * at most once. Nothing is written before {@link #write}. Belongs to the fold; single use.
 */
final class FoldCommit implements AutoCloseable {
  private final Books books;
  private final Instant now;
  private final Step step;
  private final Commit commit;
  private final Recorder recorder;
  private final Removals removals;
  private final Takeover takeover;
  private final Map<Id, List<Signal>> heard = new HashMap<>();
  private final TreeSet<Id> past = new TreeSet<>();
  private final Groups groups = new Groups();
  private final long nanos = System.nanoTime();

  FoldCommit(Books books, Instant now) {
    this.books = books;
    this.now = now;
    step = books.steps.current();
    commit = books.store.commit();
    recorder = new Recorder(books, commit, step, now);
    removals = new Removals(books, commit, step, now);
    takeover = new Takeover(books, commit, step);
  }

  /** For what has nothing to do with customers. */
  Commit commit() {
    return commit;
  }

  /** Takes a signal in; customers are folded by {@link #fold}. */
  void take(StoredSignal stored, byte[] encoded, boolean ofThePast) {
    if ((ofThePast && books.timelines.has(stored)) || !books.seen.isNew(stored, commit)) {
      books.duplicates.incrementAndGet();
      return;
    }
    books.catalogue.note(stored);
    Signal signal;
    try {
      signal = stored.signal(step.properties(), books.catalogue);
    } catch (DamagedBytes e) {
      // Every message was read before it became a signal: only a fault of ours comes here.
      books.troubles.incrementAndGet();
      return;
    }
    books.counts.add(Counts.SIGNALS, 1);
    commit.putSorted(Family.TIMELINES, Timelines.key(stored), encoded);
    books.timelines.add(stored);
    Noted noted = books.links.note(signal);
    move(noted, signal);
    if (ofThePast) {
      past.add(noted.customer());
    } else {
      heard.computeIfAbsent(noted.customer(), id -> new ArrayList<>(2)).add(signal);
    }
  }

  private void move(Noted noted, Signal signal) {
    for (Noted.Move move : noted.moves()) {
      books.names.note(move.from());
      books.names.note(move.to());
      boolean anything =
          groups.has(move.from())
              || heard.containsKey(move.from())
              || past.contains(move.from())
              || books.pending.has(move.from())
              || books.customer(move.from()) != null;
      // A stretch without a signal took nothing along.
      if (anything && books.timelines.hasAny(move.id(), move.interval())) {
        groups.join(move.from(), move.to(), reason(signal));
      }
    }
  }

  private static String reason(Signal signal) {
    boolean cut =
        signal.content() instanceof Content.Corrected corrected
            && corrected.verdict() == Content.Corrected.Verdict.DIFFERENT;
    return cut ? "cut" : "merge";
  }

  /** Folds everybody who heard something. */
  void fold() {
    // Who goes by another name now is folded with those who had it: each customer once.
    groups
        .ids()
        .forEach(id -> groups.join(id, books.links.customer(id).canonical(), groups.reason(id)));
    for (Groups.Group group : groups.all()) {
      regroup(group);
    }
    for (Id customer : past) {
      if (!groups.has(customer)) {
        books.pending.add(commit, customer, nanos);
      }
    }
    List<Id> customers = new ArrayList<>(heard.keySet());
    customers.removeIf(groups::has);
    Collections.sort(customers);
    Source.Values records =
        books.store.getAll(Family.CUSTOMERS, customers.stream().map(Keys::id).toList());
    for (int i = 0; i < customers.size(); i++) {
      byte[] record = records.at(i);
      Id customer = customers.get(i);
      List<Signal> signals = heard.getOrDefault(customer, List.of());
      hear(customer, record == null ? null : CustomerRecord.decode(record), signals);
    }
  }

  private void hear(Id customer, @Nullable CustomerRecord record, List<Signal> signals) {
    if (raisesLimit(signals)) {
      refold(customer, "limit");
      return;
    }
    boolean waits = books.pending.has(customer);
    if (waits && record != null && record.setAside()) {
      return;
    }
    if (waits) {
      refold(customer, "late-signal");
      return;
    }
    Collections.sort(signals);
    Takeover.Taken taken;
    try {
      taken = takeover.open(customer, record == null ? CustomerRecord.start(step) : record, null);
      if (taken != null && taken.hearing().hearAll(signals)) {
        taken.hearing().reach(now);
        save(customer, record, taken, signals);
        return;
      }
    } catch (RuntimeException e) {
      trouble(customer, record, e);
      return;
    }
    if (taken == null) {
      refold(customer, "adoption");
    } else {
      hearLate(customer, taken.was(), signals.getFirst().occurredAt());
    }
  }

  private static boolean raisesLimit(List<Signal> signals) {
    for (Signal signal : signals) {
      if (signal.content() instanceof Content.Raised) {
        return true;
      }
    }
    return false;
  }

  /** Folds a customer anew who heard of something too late. */
  private void hearLate(Id customer, CustomerRecord was, Instant earliest) {
    if (was.setAside()) {
      // Too many signals to go through them all for each that comes late.
      books.pending.add(commit, customer, nanos);
      return;
    }
    Point point = was.hasPoints() ? Points.newestBefore(books.store, customer, earliest) : null;
    if (point == null || point.customer().version() != step.version()) {
      refold(customer, "late-signal");
    } else {
      refoldFrom(point, customer, was);
    }
  }

  /** Folds a customer anew of whom nothing changed up to and at a point. */
  private void refoldFrom(Point point, Id customer, CustomerRecord was) {
    try {
      Folded anew = books.refold.from(point, books.links.customer(customer), was.limit(), now);
      Points.drop(commit, customer, point);
      books.refolds.incrementAndGet();
      books.names.compare(customer, was, anew.sitting());
      recorder.settle(List.of(customer), List.of(anew), "late-signal", point.at());
      put(customer, was, withPoints(was, customer, anew.hearing(), true), anew.sitting(), true);
    } catch (RuntimeException e) {
      trouble(customer, was, e);
    }
  }

  /** The record with the points that were left in hearing, which are written. */
  private CustomerRecord withPoints(
      CustomerRecord was, Id customer, Hearing hearing, boolean others) {
    hearing.points().forEach(point -> Points.put(commit, customer, point));
    return was.withPoints(hearing.since(), others || !hearing.points().isEmpty());
  }

  /** Wakes a customer whose timer fired; the timer is gone. */
  void wake(Timers.Timer timer) {
    Timers.clear(commit, timer.due(), timer.customer());
    CustomerRecord record = books.customer(timer.customer());
    // Who was taken over quietly has a timer that the record does not know of.
    boolean isKnown = record != null && record.timerAt() == timer.due();
    if (record == null || (!isKnown && !isForeign(record))) {
      return;
    }
    books.fired.incrementAndGet();
    CustomerRecord was = isKnown ? record.withTimer(CustomerRecord.NO_TIMER) : record;
    if (books.pending.has(timer.customer())) {
      commit.put(Family.CUSTOMERS, Keys.id(timer.customer()), was.encode());
      return;
    }
    bring(timer.customer(), was, null);
  }

  /** Brings a customer to whom time alone happens to now; false if they were folded anew. */
  private boolean bring(Id customer, CustomerRecord record, @Nullable Past past) {
    try {
      Takeover.Taken taken = takeover.open(customer, record, past);
      if (taken != null) {
        taken.hearing().reach(now);
        save(customer, record, taken, List.of());
        return true;
      }
    } catch (RuntimeException e) {
      trouble(customer, record, e);
      return true;
    }
    refold(customer, "adoption");
    return false;
  }

  /**
   * Brings a customer to the present version in whose sweep they come by; false if they were folded
   * anew.
   *
   * @param past if it must be heard
   */
  boolean sweep(Id customer, CustomerRecord record, Meta.Sweep sweep, @Nullable Past past) {
    if (books.pending.has(customer)) {
      refold(customer, "adoption");
      return false;
    }
    try {
      if (past == null && takeover.bringQuietly(customer, record, sweep, now)) {
        return true;
      }
    } catch (RuntimeException e) {
      trouble(customer, record, e);
      return true;
    }
    return bring(customer, record, past);
  }

  /** Tells of what is about no customer. */
  void tell(Effect effect) {
    recorder.tell(effect);
  }

  /** Folds a customer anew. */
  void refold(Id customer, String reason) {
    regroup(new Groups.Group(customer, reason));
  }

  /** Removes what is older than the horizon of a customer. */
  Removals.Outcome removeOld(Id customer, CustomerRecord record) {
    Removals.Outcome outcome = removals.remove(customer, record, isForeign(record));
    if (outcome == Removals.Outcome.FOREIGN) {
      refold(customer, "adoption");
    }
    return outcome;
  }

  /** Whether another version, or nobody, folded the customer last. */
  boolean isForeign(CustomerRecord record) {
    return takeover.isForeign(record);
  }

  /** Folds anew everybody in a group, between whom timelines moved. */
  private void regroup(Groups.Group group) {
    SortedSet<Id> after = new TreeSet<>();
    group.ids().forEach(id -> after.add(books.links.customer(id).canonical()));
    SortedSet<Id> everybody = new TreeSet<>(group.ids());
    everybody.addAll(after);
    Map<Id, CustomerRecord> records = new HashMap<>();
    for (Id id : everybody) {
      CustomerRecord record = books.customer(id);
      if (record != null) {
        records.put(id, takeover.withRows(id, record));
        if (record.hasPoints()) {
          Points.drop(commit, id, null);
        }
      }
      books.pending.remove(commit, id);
    }
    if (everybody.size() > 1) {
      removals.bring(records, after);
    }
    List<Folded> folded = new ArrayList<>();
    for (Id id : after) {
      try {
        Folded anew = books.refold.of(books.links.customer(id), List.copyOf(records.values()), now);
        if (anew.heard() > 0) {
          folded.add(anew);
        }
      } catch (RuntimeException e) {
        trouble(id, records.remove(id), e);
        everybody.remove(id);
      }
    }
    books.refolds.addAndGet(folded.size());
    recorder.settle(everybody, folded, group.reason(), null);
    write(records, folded);
  }

  private void write(Map<Id, CustomerRecord> records, List<Folded> folded) {
    Map<Id, CustomerRecord> gone = new HashMap<>(records);
    for (Folded anew : folded) {
      Id id = anew.who().canonical();
      gone.remove(id);
      CustomerRecord record = records.get(id);
      books.names.compare(id, record, anew.sitting());
      CustomerRecord was = record == null ? CustomerRecord.start(step) : record;
      was = withPoints(was.withLimit(anew.limit()), id, anew.hearing(), false);
      put(id, record, was, anew.sitting(), true);
    }
    gone.forEach(this::remove);
  }

  private void remove(Id id, CustomerRecord record) {
    books.names.note(id);
    commit.delete(Family.CUSTOMERS, Keys.id(id));
    if (record.timerAt() != CustomerRecord.NO_TIMER) {
      Timers.clear(commit, record.timerAt(), id);
    }
    Members.update(commit, books.counts, id, record.segments(), Map.of());
    books.counts.add(Counts.CUSTOMERS, -1);
  }

  private void save(
      Id id, @Nullable CustomerRecord record, Takeover.Taken taken, List<Signal> signals) {
    Hearing hearing = taken.hearing();
    Sitting sitting = hearing.sitting();
    List<Effect> effects = new ArrayList<>(taken.before());
    effects.addAll(hearing.takeEffects());
    if (record == null || NameBook.speaks(signals)) {
      books.names.compare(id, record, sitting);
    }
    boolean handled = signals.stream().anyMatch(s -> s.content() instanceof Content.Handled);
    if (handled || !effects.isEmpty()) {
      recorder.append(id, effects, sitting.moments());
    }
    // Before the line, and at it, segments change without an effect.
    boolean isTaken = record != null && isForeign(record);
    boolean unsaid =
        record == null
            || isTaken
            || (!signals.isEmpty() && signals.getFirst().occurredAt().isBefore(sitting.line()));
    if (record != null && isTaken && record.hasPoints()) {
      Points.drop(commit, id, null);
    }
    CustomerRecord was = taken.was();
    CustomerRecord is = withPoints(was, id, hearing, was.hasPoints());
    put(id, record, is, sitting, unsaid || changesMembership(effects));
  }

  private static boolean changesMembership(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect.change() instanceof Change.Entered || effect.change() instanceof Change.Left) {
        return true;
      }
    }
    return false;
  }

  private void put(
      Id id,
      @Nullable CustomerRecord record,
      CustomerRecord was,
      Sitting sitting,
      boolean membersChanged) {
    long due = sitting.nextDue().map(Instant::toEpochMilli).orElse(CustomerRecord.NO_TIMER);
    long timer = was.timerAt();
    if (timer <= now.toEpochMilli()) {
      // It has fired, or need not any more: the next one must not be left out for it.
      Timers.clear(commit, timer, id);
      timer = CustomerRecord.NO_TIMER;
    }
    if (due < timer) {
      if (timer != CustomerRecord.NO_TIMER) {
        Timers.clear(commit, timer, id);
      }
      books.timers.set(commit, due, id);
      timer = due;
    }
    List<String> segments = was.segments();
    if (membersChanged) {
      segments = Members.update(commit, books.counts, id, segments, sitting.segments());
    }
    if (record == null) {
      books.counts.add(Counts.CUSTOMERS, 1);
    }
    CustomerRecord is =
        new CustomerRecord(
            sitting.close(),
            timer,
            was.limit(),
            was.since(),
            was.hasPoints(),
            sitting.isSetAside(),
            false,
            segments);
    commit.put(Family.CUSTOMERS, Keys.id(id), is.encode());
  }

  /**
   * Leaves a customer as they were whom the step cannot decide about, so that nobody has to wait.
   */
  private void trouble(Id id, @Nullable CustomerRecord record, RuntimeException e) {
    System.getLogger("attune.engine")
        .log(System.Logger.Level.ERROR, "a customer could not be folded", e);
    books.troubles.incrementAndGet();
    CustomerRecord was = record == null ? CustomerRecord.start(step) : record;
    if (record == null) {
      books.counts.add(Counts.CUSTOMERS, 1);
      books.names.note(id);
    }
    commit.put(Family.CUSTOMERS, Keys.id(id), was.inTrouble().encode());
  }

  /** Makes it all happen, and the fold stand at {@code position}. */
  void write(long position) {
    books.storedLinks.writeTo(commit);
    books.catalogue.writeTo(commit);
    books.counts.writeTo(commit);
    books.names.writeTo(commit, now);
    Meta.reach(commit, position, recorder.sequence());
    commit.write();
    books.timelines.committed();
    books.worth.committed();
    books.names.committed();
    books.sequence = recorder.sequence();
    books.position = position;
    books.effects.addAndGet(recorder.recorded());
    books.withdrawn.addAndGet(recorder.withdrawn());
  }

  @Override
  public void close() {
    commit.close();
  }
}
