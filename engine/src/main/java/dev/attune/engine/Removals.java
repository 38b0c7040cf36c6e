package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.step.Moment;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings the customers of one commit to the {@link Horizon}: whom the sweep of {@link Retention}
 * reaches, and those between whom timelines move before it does. Belongs to the fold; one commit.
 */
final class Removals {
  private final Books books;
  private final Commit commit;
  private final Step step;
  private final Instant now;

  /** What became of a customer. */
  enum Outcome {
    /** Nothing of them is older, or nobody can fold them. */
    NOTHING,
    /** What is older is removed. */
    REMOVED,
    /** They must be folded under the present version first. */
    FOREIGN
  }

  Removals(Books books, Commit commit, Step step, Instant now) {
    this.books = books;
    this.commit = commit;
    this.step = step;
    this.now = now;
  }

  /** Removes what is older than the horizon of a customer, and writes their record. */
  Outcome remove(Id customer, CustomerRecord record, boolean isForeign) {
    Removal removal = removal();
    Identity who = books.links.customer(customer);
    if (record.troubled() || removal == null || !removal.hasOlder(who)) {
      return Outcome.NOTHING;
    }
    if (isForeign) {
      return Outcome.FOREIGN;
    }
    CustomerRecord is = brought(removal, customer, who, record);
    commit.put(Family.CUSTOMERS, Keys.id(customer), is.encode());
    return Outcome.REMOVED;
  }

  private @Nullable Removal removal() {
    Horizon horizon = books.timelines.bases().horizon();
    return horizon == null ? null : new Removal(books.timelines, step, horizon, commit);
  }

  /** The record of somebody who was brought to the horizon. */
  private CustomerRecord brought(
      Removal removal, Id customer, Identity who, CustomerRecord record) {
    Sitting sitting = step.open(record.customer());
    List<Moment> carried = removal.of(who, sitting, record.limit());
    if (carried == null) {
      return record;
    }
    sitting.moveLine(removal.horizon().line(), carried);
    if (record.hasPoints()) {
      Points.drop(commit, customer, null);
    }
    return record.withBeginning(sitting.close());
  }

  /**
   * Brings those to the horizon between whom timelines moved, each as they were before: their
   * beginnings can only be joined at one instant.
   */
  void bring(Map<Id, CustomerRecord> records, SortedSet<Id> after) {
    Removal removal = removal();
    if (removal == null) {
      return;
    }
    List<Identity.Member> members = new ArrayList<>();
    after.forEach(id -> members.addAll(books.links.customer(id).members()));
    Identity all = new Identity(after.first(), members);
    records.replaceAll(
        (id, record) -> record.troubled() ? record : bring(removal, id, all, record));
  }

  private CustomerRecord bring(Removal removal, Id id, Identity all, CustomerRecord record) {
    Step decided = books.steps.of(record.customer().version());
    Identity theirs = Refold.only(all, decided.open(record.customer()).senders());
    if (decided.version() != step.version()) {
      if (removal.hasOlder(theirs)) {
        Folded anew = books.refold.of(theirs, List.of(record), now);
        removal.of(theirs, anew.sitting(), anew.limit());
      }
      return record;
    }
    CustomerRecord brought = brought(removal, id, theirs, record);
    Sitting sitting = step.open(brought.customer());
    Instant line = books.timelines.bases().line(step);
    if (!sitting.line().isBefore(line)) {
      return brought;
    }
    List<Moment> earlier = sitting.carry(sitting.line(), sender -> true);
    Refold.Span span = new Refold.Span(sitting.line(), line);
    sitting.moveLine(line, books.refold.stood(theirs, earlier, step, span, record.limit()));
    return brought.withBeginning(sitting.close());
  }
}
