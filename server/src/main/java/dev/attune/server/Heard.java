package dev.attune.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last messages of each source since the program began, as they came, and whether one has
 * fallen silent. Costs a few instructions a message; holds a few kilobytes a source. Thread-safe.
 */
final class Heard {
  /** How many are shown of one source. */
  static final int KEPT = 20;

  private static final int MOST_BYTES = 4 * 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int TIMES = 20;

  private final InstantSource clock;
  private final Map<String, Ear> ears = new ConcurrentHashMap<>();

  Heard(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A message as it came.
   *
   * @param number higher than those of all messages of the source before it
   * @param route where it came in
   * @param body of it, at most a few kilobytes
   */
  @SuppressWarnings("ArrayRecordComponent") // Shown, never compared.
  record Message(long number, Instant at, String route, byte[] body) {}

  /** Of one source; every access holds its lock. */
  private static final class Ear {
    private final Deque<Message> last = new ArrayDeque<>();
    private Instant first = Instant.MAX;
    private Instant newest = Instant.MIN;
    private long batches;
    private long messages;

    synchronized void hear(Instant at, String route, List<byte[]> bodies) {
      // Higher than any number before the program began again: open pages ask for what is higher.
      messages = Math.max(messages, batches == 0 ? at.toEpochMilli() * 1_000 : 0);
      first = first.isAfter(at) ? at : first;
      newest = at;
      batches++;
      for (byte[] each : bodies.subList(Math.max(0, bodies.size() - KEPT), bodies.size())) {
        if (last.size() == KEPT) {
          last.removeLast();
        }
        byte[] kept = each.length > MOST_BYTES ? new byte[0] : each;
        last.addFirst(new Message(++messages, at, route, kept));
      }
    }

    synchronized List<Message> last() {
      return new ArrayList<>(last);
    }

    synchronized boolean isSilent(Instant now) {
      if (batches < TIMES) {
        return false;
      }
      Duration usual = Duration.between(first, newest).dividedBy(batches - 1);
      Duration patience = usual.multipliedBy(TIMES);
      Duration since = Duration.between(newest, now);
      return since.compareTo(patience) > 0 && since.compareTo(PATIENCE) > 0;
    }

    synchronized Instant newest() {
      return newest;
    }
  }

  /** Remembers what just came of a source. */
  void hear(String source, String route, List<byte[]> messages) {
    if (!messages.isEmpty()) {
      ears.computeIfAbsent(source, any -> new Ear()).hear(clock.instant(), route, messages);
    }
  }

  /** The last messages of a source, newest first. */
  List<Message> last(String source) {
    Ear ear = ears.get(source);
    return ear == null ? List.of() : ear.last();
  }

  /** Since when sources have said nothing that used to speak far more often. */
  Map<String, Instant> silent(Instant now) {
    Map<String, Instant> silent = new TreeMap<>();
    ears.forEach((source, ear) -> {
      if (ear.isSilent(now)) {
        silent.put(source, ear.newest());
      }
    });
    return silent;
  }
}
