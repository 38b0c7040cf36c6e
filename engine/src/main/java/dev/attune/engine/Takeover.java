package dev.attune.engine;

import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.step.Heir;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings customers from the version that folded them last to the present one, without their
 * timelines where that can be.
 *
 * <p>For most of them an adoption means nothing but to be in a segment or not. Their records stay
 * as they are: such a customer has rows in {@link Members} of their own for what is new, and a
 * timer that their record does not know of, and is taken over again, and written, when something
 * happens to them. Belongs to the fold; one commit.
 */
final class Takeover {
  private final Books books;
  private final Commit commit;
  private final Step step;

  Takeover(Books books, Commit commit, Step step) {
    this.books = books;
    this.commit = commit;
    this.step = step;
  }

  /**
   * A customer who is open under the present version.
   *
   * @param before what the version before still had to say
   * @param was what is remembered of them, with the rows that they have
   */
  record Taken(Hearing hearing, List<Effect> before, CustomerRecord was) {}

  /** Whether another version, or nobody, folded the customer last. */
  boolean isForeign(CustomerRecord record) {
    return record.troubled() || record.customer().version() != step.version();
  }

  /**
   * Opens a customer; null if they must be folded anew.
   *
   * @param past where that is at hand; else only who need not be told of it is taken over
   */
  @Nullable Taken open(Id customer, CustomerRecord record, @Nullable Past past) {
    if (!isForeign(record)) {
      Hearing hearing = new Hearing(step, record.customer(), record.since(), books.pointSignals);
      return new Taken(hearing, List.of(), record);
    }
    Heir heir = heir(customer, record, past);
    if (heir == null) {
      return null;
    }
    // Their points are of another version: the next signal leaves one.
    int since = record.hasPoints() ? books.pointSignals : record.since();
    CustomerRecord was = withRows(customer, record).withPoints(since, false);
    Hearing hearing = new Hearing(step, heir.sitting(), since, books.pointSignals);
    return new Taken(hearing, heir.before(), was);
  }

  private @Nullable Heir heir(Id customer, CustomerRecord record, @Nullable Past past) {
    if (record.troubled() || record.setAside()) {
      return null;
    }
    if (past == null) {
      return books.steps.open(record.customer()).orElse(null);
    }
    Bases bases = books.timelines.bases();
    if (bases.horizon() != null && bases.of(books.links.customer(customer)) != null) {
      return null; // what is removed may know a fact that is not in what is remembered
    }
    Heir heir = books.steps.openBefore(record.customer()).orElse(null);
    if (heir != null) {
      past.tell(customer, heir);
    }
    return heir == null || heir.isTooMuch() ? null : heir;
  }

  /** The record with the segments in which the customer has a row. */
  CustomerRecord withRows(Id customer, CustomerRecord record) {
    int version = record.customer().version();
    if (version == step.version()) {
      return record;
    }
    Meta.Sweep sweep = books.sweep;
    if (sweep == null || sweep.hasDone(Keys.id(customer)) || version != step.version() - 1) {
      return record.withSegments(Members.of(books.store, customer, step.playbook().segments()));
    }
    List<String> left = new ArrayList<>(record.segments());
    left.removeAll(sweep.before().keySet());
    return record.withSegments(left);
  }

  /**
   * Brings a customer to whom nothing happens now; false if something does, or they must be folded
   * anew, and nothing was done.
   */
  boolean bringQuietly(Id customer, CustomerRecord record, Meta.Sweep sweep, Instant now) {
    Heir heir = heir(customer, record, null);
    if (heir == null || !heir.before().isEmpty()) {
      return false;
    }
    Sitting sitting = heir.sitting();
    long due = sitting.nextDue().map(Instant::toEpochMilli).orElse(CustomerRecord.NO_TIMER);
    if (due <= now.toEpochMilli() || sitting.hasMoments()) {
      return false;
    }
    Map<String, Instant> segments = sitting.segments();
    segments.forEach((segment, since) -> {
      if (sweep.before().containsKey(segment)) {
        Members.add(commit, books.counts, customer, segment, since);
      }
    });
    if (due < record.timerAt()) {
      books.timers.set(commit, due, customer);
    }
    return true;
  }
}
