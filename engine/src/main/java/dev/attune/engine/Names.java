package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.customer.NameTag;
import dev.attune.customer.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * How customers are called, and in which order they came, went, or were called otherwise: what an
 * index of their names is fed from, and made anew from at any time. Thread-safe.
 */
public final class Names {
  private final Supplier<Reading> readings;
  private final NameBook book;
  private final Fold fold;

  Names(Supplier<Reading> readings, NameBook book, Fold fold) {
    this.readings = readings;
    this.book = book;
    this.fold = fold;
  }

  /**
   * Which changes are kept, by number. If there are none, {@code oldest} is one more than {@code
   * last}.
   *
   * @param last the newest that is synced: no crash takes it back
   */
  public record Kept(long oldest, long last) {}

  /** One number, and whom to look at again: by ids that are, or were, canonical. */
  public record Changed(long number, List<Id> ids) {
    public Changed {
      ids = List.copyOf(ids);
    }
  }

  /** What is kept now. */
  public Kept kept() {
    long last = fold.syncedNames();
    try (Reading reading = readings.get()) {
      return new Kept(Math.min(NameBook.oldest(reading.source(), last), last + 1), last);
    }
  }

  /**
   * Whom changes behind {@code number} are about, synced or not, the newest first; at most {@code
   * most}.
   */
  public List<Id> fresh(long number, int most) {
    if (number >= book.last()) {
      return List.of();
    }
    try (Reading reading = readings.get()) {
      return NameBook.newest(reading.source(), number, most);
    }
  }

  /** What is synced behind {@code number}, oldest first; at most {@code limit}. */
  public List<Changed> after(long number, int limit) {
    try (Reading reading = readings.get()) {
      return NameBook.read(reading.source(), number, fold.syncedNames(), limit).stream()
          .map(entry -> new Changed(entry.number(), entry.ids()))
          .toList();
    }
  }

  /** Waits until there is something synced behind {@code number}; tells whether there is. */
  public boolean await(long number, Duration most) throws InterruptedException {
    return fold.awaitNames(number, most);
  }

  /** Changes up to {@code number} are needed no more. */
  public void pass(long number) {
    book.pass(number);
  }

  /** The customers for whom any of {@code ids} is an address, as they stand; each once. */
  public List<Named> of(Collection<Id> ids) {
    Map<Id, Named> found = new LinkedHashMap<>();
    try (Reading reading = readings.get()) {
      for (Id id : ids) {
        if (!found.containsKey(id)) {
          reading.named(id).ifPresent(named -> found.putIfAbsent(named.id(), named));
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Every customer, in the order of their ids. */
  public Page<Named> all(Optional<String> cursor, int limit) {
    try (Reading reading = readings.get()) {
      return reading.named(cursor, limit);
    }
  }

  /** Somebody as they stand in one state of the store. */
  static Named named(Identity who, NameTag tag) {
    TreeSet<Id> ids = new TreeSet<>();
    who.members().forEach(member -> ids.add(member.id()));
    ids.add(who.canonical());
    return new Named(who.canonical(), new ArrayList<>(ids), tag);
  }

  static NameTag tag(CustomerRecord record) {
    return NameTag.of(record.customer().traits());
  }
}
