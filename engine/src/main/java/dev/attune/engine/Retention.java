package dev.attune.engine;

import dev.attune.playbook.Playbook;
import dev.attune.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Removes signals that are older than the playbook keeps them: moves the {@link Horizon} on now and
 * then, and brings everybody to it, some at a time. Belongs to the fold.
 *
 * <p>A customer is brought to it in one commit: what the signals meant is written when they are
 * removed. After any end of the process the sweep goes on behind the last who was.
 */
final class Retention {
  /** So long after an adoption nothing is removed: a mistake can be taken back. */
  private static final Duration GRACE = Duration.ofDays(1);

  /** Of the time that signals are kept: so much may gather before it is worth the work. */
  private static final int PART = 30;

  private static final int REMOVALS_A_COMMIT = 250;
  private static final int LOOKS_A_COMMIT = 2_000;
  private static final byte[] END = {(byte) 0xFF};

  private final Books books;
  private byte @Nullable [] last;
  private int version = -1;
  private Instant due = Instant.MAX;

  Retention(Books books) {
    this.books = books;
    load();
  }

  /** Reads what the last commit left. */
  void load() {
    last = Horizon.sweep(books.store);
    version = -1;
  }

  /** A little of what is to be done; false if there is nothing, or it is not the time. */
  boolean turn(Instant now) {
    if (books.sweep != null || books.pending.size() > 0) {
      return false; // whoever is removed from must be folded
    }
    if (last != null) {
      sweep(last, now);
      return true;
    }
    Step step = books.steps.current();
    Optional<Duration> retain = step.playbook().keeping().retain();
    if (retain.isEmpty() || now.isBefore(due(step, retain.get()))) {
      return false;
    }
    move(step.playbook(), now.minus(retain.get()).truncatedTo(ChronoUnit.DAYS), now);
    return true;
  }

  /** When the horizon moves on. */
  private Instant due(Step step, Duration retain) {
    if (version != step.version()) {
      version = step.version();
      Instant adopted = Meta.versions(books.store).getLast().at();
      Instant begin = adopted.plus(GRACE);
      Horizon horizon = books.timelines.bases().horizon();
      Instant next = horizon == null ? begin : horizon.cut().plus(slack(retain)).plus(retain);
      due = next.isBefore(begin) ? begin : next;
    }
    return due;
  }

  private static Duration slack(Duration retain) {
    return Duration.ofDays(Math.max(1, retain.toDays() / PART));
  }

  private void move(Playbook playbook, Instant cut, Instant now) {
    version = -1;
    Horizon was = books.timelines.bases().horizon();
    Instant line = cut.plus(playbook.looksBack());
    Horizon is = new Horizon(cut, was == null || was.line().isBefore(line) ? line : was.line());
    byte[] begin = new byte[0];
    try (FoldCommit commit = new FoldCommit(books, now)) {
      is.put(commit.commit());
      Horizon.sweep(commit.commit(), begin);
      commit.write(books.position);
    }
    books.timelines.bases().move(is);
    last = begin;
  }

  private void sweep(byte[] behind, Instant now) {
    byte[] next;
    try (FoldCommit commit = new FoldCommit(books, now)) {
      next = sweep(commit, behind);
      Horizon.sweep(commit.commit(), next);
      commit.write(books.position);
    }
    last = next;
  }

  /** Returns behind whom to go on, or null at the end. */
  private byte @Nullable [] sweep(FoldCommit commit, byte[] behind) {
    byte[] done = behind;
    byte[] again = null;
    int removals = 0;
    int looked = 0;
    try (Scan scan = books.store.scan(Family.CUSTOMERS, behind, END)) {
      while (scan.next()) {
        byte[] key = scan.key();
        if (Arrays.equals(key, behind)) {
          continue;
        }
        looked++;
        CustomerRecord record = CustomerRecord.decode(scan.value());
        Removals.Outcome outcome = commit.removeOld(Keys.readId(key), record);
        removals += outcome == Removals.Outcome.NOTHING ? 0 : 1;
        again = outcome == Removals.Outcome.FOREIGN && again == null ? done : again;
        done = key;
        if (removals == REMOVALS_A_COMMIT || looked == LOOKS_A_COMMIT) {
          return again == null ? done : again;
        }
      }
    }
    return again;
  }
}
