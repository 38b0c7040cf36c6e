package dev.attune.engine;

import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The fold's part in giving: takes deeds and time in. What a deed books, what it writes of budgets,
 * what it queues and what customers hear of it is one commit; so is everything that time alone does
 * at a turn. Belongs to the fold.
 */
final class GraceFold {
  private static final int TASKS_A_COMMIT = 500;

  private final Books books;

  GraceFold(Books books) {
    this.books = books;
  }

  /** Takes a deed in; the fold stands at {@code position} then. */
  void take(Deed deed, long position, Instant now) {
    commit(position, now, (work, commit) -> work.take(deed));
  }

  /** Does what time alone does; false if there is nothing. */
  boolean turn(Instant now) {
    List<Due.Task> tasks = books.due.due(now, TASKS_A_COMMIT);
    if (tasks.isEmpty()) {
      return false;
    }
    commit(
        books.position,
        now,
        (work, commit) -> {
          for (Due.Task task : tasks) {
            Due.clear(commit, task);
            work.pass(task);
          }
        });
    return true;
  }

  private void commit(long position, Instant now, BiConsumer<GraceWork, Commit> does) {
    try (FoldCommit commit = new FoldCommit(books, now)) {
      GraceWork work = new GraceWork(books, commit.commit(), now);
      does.accept(work, commit.commit());
      work.write();
      List<StoredSignal> signals = work.signals();
      if (!signals.isEmpty()) {
        books.seen.prepare(signals);
        books.storedLinks.prepare(signals);
        signals.forEach(signal -> commit.take(signal, signal.encode(), false));
        commit.fold();
      }
      commit.write(position);
      books.given.incrementAndGet();
    }
  }
}
