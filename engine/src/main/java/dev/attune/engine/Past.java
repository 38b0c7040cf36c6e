package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.step.Heir;
import dev.attune.step.Succession;
import dev.attune.wire.BinaryReader.DamagedBytes;
import dev.attune.wire.Skim;
import dev.attune.wire.StoredSignal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells customers who follow each other of their past, as far as facts that are new count it: their
 * timelines are read in one go, and of most signals no more than what they are called. Belongs to
 * the fold; close it.
 */
final class Past implements AutoCloseable {
  private final Timelines timelines;
  private final Links links;
  private final Set<String> properties;
  private final Set<String> events;
  private final long line;
  private final Loners loners;
  private final Tape tape;

  /** Of customers from {@code first} to {@code last}, up to the present version's beginning. */
  Past(Books books, Skim skim, Id first, Id last) {
    timelines = books.timelines;
    links = books.links;
    Succession succession = books.steps.succession();
    properties = succession.properties();
    events = succession.events();
    line = books.steps.current().from().toEpochMilli();
    loners = new Loners(books.store, first, last);
    tape = new Tape(books.store, first, last, skim);
  }

  /** Tells one, whose id lies behind those told before. */
  void tell(Id customer, Heir heir) {
    if (!loners.isAlone(customer)) {
      tellMerged(links.customer(customer), null, heir);
      return;
    }
    tape.begin(customer);
    for (Skim next = tape.next(); next != null && next.at() < line; next = tape.next()) {
      Skim tied = tape.tied();
      if (tied != null && !tied.hasPlainMessageId() && !next.hasPlainMessageId()) {
        // Their keys may not lie in the total order: merging sorts them.
        tellMerged(links.customer(customer), Instant.ofEpochMilli(next.at() - 1), heir);
        return;
      }
      if (events.contains(next.event())) {
        tell(next, heir);
      }
      if (tied != null && tied.isSameMessage(next)) {
        tape.next(); // two sources may use one message id at one place: the first is heard
      }
    }
  }

  private void tell(Skim next, Heir heir) {
    if (properties.isEmpty() && next.isSeenOrDone()) {
      heir.hear(next.bare());
    } else {
      tell(next.whole(), heir);
    }
  }

  /** Several stretches of timelines, behind {@code after} if that is given. */
  private void tellMerged(Identity who, @Nullable Instant after, Heir heir) {
    StoredSignal last = null;
    try (Merge timeline = timelines.of(who, after)) {
      for (StoredSignal next = timeline.next(); next != null; next = timeline.next()) {
        if (next.occurredAt().toEpochMilli() >= line) {
          return;
        }
        boolean isSame = last != null && isSamePlace(last, next);
        if (!isSame) {
          tell(next, heir);
        }
        last = next;
      }
    }
  }

  private static boolean isSamePlace(StoredSignal one, StoredSignal other) {
    return one.id().messageId().equals(other.id().messageId())
        && one.occurredAt().equals(other.occurredAt())
        && one.kind().rank() == other.kind().rank();
  }

  private void tell(StoredSignal stored, Heir heir) {
    try {
      Signal signal = stored.signal(properties);
      heir.hear(signal);
    } catch (DamagedBytes e) {
      // The fold counted it when it came; a signal nobody can read means nothing.
      assert e.getMessage() != null;
    }
  }

  @Override
  public void close() {
    loners.close();
    tape.close();
  }
}
