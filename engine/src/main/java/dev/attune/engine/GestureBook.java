package dev.attune.engine;

import dev.attune.engine.Due.Task;
import dev.attune.engine.Due.What;
import dev.attune.engine.GestureView.Asked;
import dev.attune.engine.GestureView.State;
import dev.attune.wire.BinaryWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings gestures, what is lent, and all that is counted of them, from one state to the next. What
 * was put is seen before it is committed. Belongs to the fold; one commit.
 */
final class GestureBook {
  private final Books books;
  private final Commit commit;
  private final Gestures stored;
  private final Sums sums;
  private final Map<String, GestureView> fresh = new LinkedHashMap<>();
  private final Map<String, LentView> lent = new HashMap<>();

  GestureBook(Books books, Commit commit) {
    this.books = books;
    this.commit = commit;
    stored = new Gestures(books.store);
    sums = new Sums(books.store);
  }

  /** What counts, with what was put. */
  Spending spending() {
    return new Spending(stored, sums, fresh.values());
  }

  @Nullable GestureView get(String id) {
    GestureView known = fresh.get(id);
    return known != null ? known : stored.get(id);
  }

  @Nullable LentView lent(String id) {
    LentView known = lent.get(id);
    return known != null ? known : LentFormat.get(books.store, id);
  }

  void put(GestureView is) {
    GestureView was = get(is.id());
    if (was != null) {
      count(was, -1);
    }
    count(is, 1);
    commit.put(Family.GESTURES, Gestures.row(is.id()), GestureFormat.encode(is));
    orders(is);
    acts(was, is);
    due(was, is);
    books.worth.take(commit, is);
    fresh.put(is.id(), is);
  }

  private void count(GestureView gesture, int sign) {
    if (gesture.counts()) {
      Choice choice = gesture.choice();
      BigDecimal amount = gesture.cost().subtract(gesture.lent());
      sums.add(
          choice.by(),
          choice.by().day(choice.at()),
          gesture.teamDay(),
          sign < 0 ? amount.negate() : amount);
    }
  }

  private void orders(GestureView is) {
    Choice choice = is.choice();
    byte[] ofCustomer =
        Gestures.key(Gestures.ofCustomer(choice.customer()), choice.at(), choice.id());
    if (is.counts()) {
      commit.put(
          Family.GESTURES,
          ofCustomer,
          new BinaryWriter(64)
              .writeText(is.cost().toPlainString())
              .writeText(choice.what().option())
              .toBytes());
    } else {
      commit.delete(Family.GESTURES, ofCustomer);
    }
    if (is.state() != State.REFUSED) {
      order(Gestures.all(), choice);
      order(Gestures.ofGiver(choice.by()), choice);
      choice.moment().ifPresent(moment -> order(Gestures.ofMoment(moment), choice));
    }
    is.asked()
        .ifPresent(asked -> {
          stand(Gestures.key(Gestures.asked(), asked.at(), choice.id()), asked.stands());
          stand(Gestures.key(Gestures.askedBy(asked.by()), asked.at(), choice.id()), true);
        });
    byte[] open = Gestures.open(Gestures.giver(choice.by()));
    stand(Gestures.key(open, choice.at(), choice.id()), is.isOpen());
    is.team()
        .ifPresent(team ->
            stand(
                Gestures.key(Gestures.tasks(team), choice.at(), choice.id()),
                is.state() == State.PROMISED));
  }

  /** Keeps a key for as long as something stands. */
  private void stand(byte[] key, boolean stands) {
    if (stands) {
      commit.put(Family.GESTURES, key);
    } else {
      commit.delete(Family.GESTURES, key);
    }
  }

  private void order(byte[] prefix, Choice choice) {
    commit.put(Family.GESTURES, Gestures.key(prefix, choice.at(), choice.id()));
  }

  private void acts(@Nullable GestureView was, GestureView is) {
    Optional<Instant> before =
        was == null ? Optional.empty() : was.sending().map(GestureView.Sending::at);
    Optional<Instant> next = is.sending().map(GestureView.Sending::at);
    if (!next.equals(before)) {
      before.ifPresent(at -> commit.delete(Family.ACTS, Acts.key(at, is.id())));
      next.ifPresent(at -> commit.put(Family.ACTS, Acts.key(at, is.id())));
    }
  }

  private void due(@Nullable GestureView was, GestureView is) {
    Optional<Task> held =
        is.heldUntil()
            .filter(until -> is.state() == State.HELD)
            .map(until -> new Task(until, What.HELD, is.id()));
    Optional<Task> late =
        is.lateAt()
            .filter(at -> is.isOpen() && !is.late())
            .map(at -> new Task(at, What.LATE, is.id()));
    Optional<Task> known =
        is.knownAt().filter(at -> is.counts()).map(at -> new Task(at, What.KNOWN, is.id()));
    if (was == null || !was.counts()) {
      known.ifPresent(task -> books.due.set(commit, task));
    }
    held.ifPresent(task -> books.due.set(commit, task));
    late.ifPresent(task -> books.due.set(commit, task));
    if (was == null) {
      return;
    }
    was.heldUntil()
        .filter(until -> held.isEmpty())
        .ifPresent(until -> Due.clear(commit, new Task(until, What.HELD, is.id())));
    was.lateAt()
        .filter(at -> late.isEmpty())
        .ifPresent(at -> Due.clear(commit, new Task(at, What.LATE, is.id())));
  }

  void put(LentView is) {
    LentView was = lent(is.id());
    if (was != null) {
      count(was, -1);
    }
    count(is, 1);
    commit.put(Family.GIVEN, LentFormat.key(is.id()), LentFormat.encode(is));
    Task ends = new Task(is.until(), What.LENT, is.id());
    if (is.isOpen()) {
      books.due.set(commit, ends);
    } else {
      Due.clear(commit, ends);
    }
    lent.put(is.id(), is);
  }

  /** Lent: all of it counts, or at its end what was used. */
  private void count(LentView lent, int sign) {
    if (!lent.reasons().isEmpty()) {
      return;
    }
    BigDecimal amount = lent.isOpen() ? lent.amount() : lent.used();
    sums.add(
        lent.by(), lent.by().day(lent.at()), lent.teamDay(), sign < 0 ? amount.negate() : amount);
  }

  /** Whether something was asked that stands. */
  static boolean isAsked(GestureView gesture) {
    return gesture.state() == State.REFUSED && gesture.asked().map(Asked::stands).orElse(false);
  }

  /** Writes what is counted. */
  void write() {
    sums.writeTo(commit);
  }
}
