package dev.attune.engine;

import dev.attune.customer.Id;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Everything the fold keeps between commits. What is in memory only repeats the store, so that
 * after a commit that failed {@link #reload} brings it back. Belongs to the fold, but for the
 * numbers that any thread may read.
 */
final class Books {
  final Store store;
  final Seen seen;
  final Timelines timelines;
  final StoredLinks storedLinks;
  final Links links;
  final Timers timers;
  final Pending pending;
  final Counts counts;
  final CatalogueBook catalogue;
  final EventWatch events;
  final Due due;
  final Worth worth;
  final Present present;
  final NameBook names;
  final Refold refold;
  final Retention retention;
  final int pointSignals;
  final int foldSignals;
  private final boolean takesOver;
  final AtomicLong duplicates = new AtomicLong();
  final AtomicLong refolds = new AtomicLong();
  final AtomicLong fired = new AtomicLong();
  final AtomicLong effects = new AtomicLong();
  final AtomicLong withdrawn = new AtomicLong();
  final AtomicLong troubles = new AtomicLong();
  final AtomicLong rejects = new AtomicLong();

  /** How many commits of deeds there were since it was opened. */
  final AtomicLong given = new AtomicLong();

  volatile Steps steps;
  volatile long position;
  volatile long sequence;
  volatile Meta.@Nullable Sweep sweep;

  Books(Store store, EngineConfig config, Instant opened) {
    this.store = store;
    pointSignals = config.pointSignals();
    foldSignals = config.foldSignals();
    takesOver = config.takesOver();
    seen = new Seen(store);
    timelines = new Timelines(store);
    storedLinks = new StoredLinks(store, timelines);
    links = new Links(storedLinks);
    timers = new Timers(store);
    pending = new Pending(store);
    counts = new Counts(store);
    catalogue = new CatalogueBook(store);
    names = new NameBook(store);
    steps = new Steps(Meta.versions(store), takesOver);
    refold = new Refold(() -> steps, timelines, pointSignals);
    reached();
    due = new Due(store);
    worth = new Worth(store, counts);
    present = new Present(store, () -> steps, timelines);
    retention = new Retention(this);
    events = new EventWatch(this, opened);
  }

  /** Forgets what a failed commit would have made true. */
  void reload() {
    timelines.committed();
    timelines.bases().load();
    storedLinks.reset();
    timers.reset();
    due.reset();
    worth.committed();
    pending.load();
    counts.load();
    catalogue.load();
    names.load();
    steps = new Steps(Meta.versions(store), takesOver);
    reached();
    retention.load();
    events.load();
  }

  private void reached() {
    Meta.Reached reached = Meta.reached(store);
    position = reached.position();
    sequence = reached.sequence();
    sweep = Meta.sweep(store);
  }

  /** The record of a customer, or null. */
  @Nullable CustomerRecord customer(Id id) {
    byte[] bytes = store.get(Family.CUSTOMERS, Keys.id(id));
    return bytes == null ? null : CustomerRecord.decode(bytes);
  }
}
