package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream with {@code per}: what its gauges remember for each key. A key has an entry in a fact
 * while it counts at least one signal there; of more than {@link Fact#MOST_ENTRIES} the fullest are
 * seen, of equals the keys that come first. Mutable; belongs to one {@link State}.
 */
final class Keyed {
  private static final Comparator<Filled> FULLEST_FIRST =
      Comparator.comparingLong(Filled::counted).reversed().thenComparing(Filled::key);

  private static final Comparator<Signal.Address> FIRST_SENDER =
      Comparator.comparing(Signal.Address::sender).thenComparing(Signal.Address::at);

  private final StreamPlan stream;
  private final Senders senders;
  private final Map<String, Memory> byKey = new LinkedHashMap<>();

  /** How many entries the logs have, let go or not, at most. */
  private int entries;

  private int sweepAt = 64;

  private record Filled(String key, Memory memory, long counted) {}

  Keyed(StreamPlan stream, Senders senders) {
    this.stream = stream;
    this.senders = senders;
  }

  /** Every key with what is remembered of it, some of which counts no more. */
  Map<String, Memory> all() {
    return byKey;
  }

  /** The memory of a key in which a signal of {@code now} will be counted. */
  Memory count(String key, long now) {
    Memory memory = byKey.get(key);
    if (memory == null) {
      if (byKey.size() >= sweepAt) {
        sweep(now);
        sweepAt = Math.max(sweepAt, byKey.size() * 2);
      }
      memory = add(key);
    }
    entries++;
    return memory;
  }

  /** A new memory of a key. */
  Memory add(String key) {
    Memory memory = stream.memory(senders);
    byKey.put(key, memory);
    return memory;
  }

  /** Notes that a memory was read back with its log. */
  void noteRead(Memory memory) {
    entries += stream.log(memory).size();
  }

  /** Whether the windows hold, or the totals remember, more than {@code limit} things. */
  boolean isTooMuch(int limit, long now) {
    if (entries > limit) {
      sweep(now);
    }
    if (entries > limit || (!stream.totals.isEmpty() && byKey.size() > limit)) {
      return true;
    }
    for (Gauge.Total total : stream.totals) {
      if (total.fact().kind() == Fact.Kind.DISTINCT
          && byKey.values().stream().mapToInt(total::size).sum() > limit) {
        return true;
      }
    }
    return false;
  }

  /** What one key has in a fact: a new memory where it has nothing, null where it is left out. */
  @Nullable Memory entry(Gauge gauge, String key, long now) {
    Memory memory = byKey.get(key);
    if (memory == null) {
      return stream.memory(senders);
    }
    boolean few = byKey.size() <= Fact.MOST_ENTRIES;
    return few || isSeen(gauge, new Filled(key, memory, gauge.counted(memory, now)), now)
        ? memory
        : null;
  }

  /** Whether fewer keys are fuller than may be seen; one that counts nothing is not left out. */
  private boolean isSeen(Gauge gauge, Filled own, long now) {
    int fuller = 0;
    for (Map.Entry<String, Memory> entry : byKey.entrySet()) {
      long counted = gauge.counted(entry.getValue(), now);
      Filled other = new Filled(entry.getKey(), entry.getValue(), counted);
      fuller += FULLEST_FIRST.compare(other, own) < 0 ? 1 : 0;
    }
    return own.counted == 0 || fuller < Fact.MOST_ENTRIES;
  }

  /** The keys that have an entry in a fact and are seen. */
  Map<String, Memory> seen(Gauge gauge, long now) {
    List<Filled> filled = new ArrayList<>();
    byKey.forEach((key, memory) -> {
      long counted = gauge.counted(memory, now);
      if (counted > 0) {
        filled.add(new Filled(key, memory, counted));
      }
    });
    filled.sort(FULLEST_FIRST);
    Map<String, Memory> seen = new LinkedHashMap<>();
    filled.stream()
        .limit(Fact.MOST_ENTRIES)
        .forEach(entry -> seen.put(entry.key(), entry.memory()));
    return seen;
  }

  /** How many keys have an entry in a fact and are not seen. */
  int leftOut(Gauge gauge, long now) {
    long filled = byKey.values().stream().filter(m -> gauge.counted(m, now) > 0).count();
    return (int) Math.max(0, filled - Fact.MOST_ENTRIES);
  }

  /** The next instant after {@code now} at which time alone changes an entry of a fact. */
  long nextChange(Gauge gauge, long now) {
    long next = Gauge.NEVER;
    for (Memory memory : byKey.values()) {
      next = Math.min(next, gauge.nextChange(memory, now));
    }
    return next;
  }

  /**
   * The signal because of which time alone changes an entry of a fact exactly at {@code due}, if
   * any; of several the one whose sender comes first, then the oldest.
   */
  Signal.@Nullable Address turnedAt(Gauge gauge, long due) {
    Signal.Address first = null;
    for (Memory memory : byKey.values()) {
      Signal.Address turned = gauge.turnedAt(memory, due);
      if (turned != null && (first == null || FIRST_SENDER.compare(turned, first) < 0)) {
        first = turned;
      }
    }
    return first;
  }

  /** Forgets the keys of which nothing counts any more. */
  private void sweep(long now) {
    if (!stream.totals.isEmpty()) {
      return;
    }
    entries = 0;
    byKey
        .values()
        .removeIf(memory -> {
          stream.letGo(memory, now);
          entries += stream.log(memory).size();
          return stream.log(memory).isEmpty();
        });
  }
}
