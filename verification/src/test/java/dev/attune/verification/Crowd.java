package dev.attune.verification;

import dev.attune.customer.Data;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Senders that behave as good libraries do: what was not acknowledged is sent again under the same
 * message ids, now and then something is sent twice or late. They remember what the server
 * acknowledged.
 *
 * <p>Started and stopped by one thread; the senders are its own.
 */
final class Crowd {
  static final int CUSTOMERS = 60;

  /** From this many hits on, a customer is in the segment, and the moment has opened. */
  static final int MANY = 5;

  static final String PLAYBOOK =
      """
      playbook: Crowd
      zone: UTC
      facts:
        hits: { count: Hit }
      segments:
        frequent: facts.hits >= 5
      moments:
        fifth-hit:
          when: signal.event == 'Hit' && facts.hits == 5
          title: Fifth hit
          feels: hit
          say: Sorry.
        left-waiting:
          after: Begun
          without: Ended
          for: 2s
          title: Nobody came
          feels: forgotten
          say: Sorry.
      """;

  private static final int SENDERS = 4;
  private static final int MOST_IN_A_BATCH = 12;

  private record Hit(String customer, String messageId, Data message) {}

  private final long seed;
  private final AtomicInteger batches = new AtomicInteger();
  private final AtomicLong noRoom = new AtomicLong();
  private final Map<String, Integer> otherAnswers = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
  private final List<Deque<List<Hit>>> unanswered = new ArrayList<>();
  private final List<Thread> senders = new ArrayList<>();
  private volatile boolean stopping;

  Crowd(long seed) {
    this.seed = seed;
    for (int i = 0; i < SENDERS; i++) {
      unanswered.add(new ArrayDeque<>());
    }
  }

  static String customer(int number) {
    return "user:c" + number;
  }

  /** Sends until {@link #join}, or until the server is gone. */
  void start(ServerProcess server, String writeKey) {
    stopping = false;
    senders.clear();
    for (int i = 0; i < SENDERS; i++) {
      Deque<List<Hit>> mine = unanswered.get(i);
      Random random = new Random(seed * 31 + i + 1_000L * batches.get());
      senders.add(Thread.ofPlatform().start(() -> send(server, writeKey, mine, random)));
    }
  }

  /** Waits for the senders; those whose server is gone have ended by themselves. */
  void join() {
    stopping = true;
    for (Thread sender : senders) {
      try {
        sender.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Sends again, until it is acknowledged, what has no answer yet. */
  void finish(ServerProcess server, String writeKey) {
    for (Deque<List<Hit>> mine : unanswered) {
      Eventually.within(
          Duration.ofSeconds(60),
          () -> mine.isEmpty() || sendOne(server, writeKey, mine),
          () -> "not acknowledged");
    }
  }

  private void send(ServerProcess server, String key, Deque<List<Hit>> mine, Random random) {
    while (!stopping) {
      if (mine.isEmpty()) {
        mine.add(batch(random));
      }
      try {
        boolean again = random.nextInt(20) == 0;
        List<Hit> twice = again ? mine.getFirst() : List.of();
        if (sendOne(server, key, mine) && again) {
          mine.add(twice);
        }
      } catch (UncheckedIOException e) {
        return; // It is gone; what was not answered is kept.
      }
    }
  }

  /** Whether the oldest batch was acknowledged. */
  private boolean sendOne(ServerProcess server, String key, Deque<List<Hit>> mine) {
    List<Hit> batch = mine.getFirst();
    Reply reply = server.sendBatch(key, batch.stream().map(Hit::message).toList());
    switch (reply.status()) {
      case 200 -> {
        for (Hit hit : batch) {
          acknowledged
              .computeIfAbsent(hit.customer(), c -> ConcurrentHashMap.newKeySet())
              .add(hit.messageId());
        }
        mine.removeFirst();
        return true;
      }
      case 429, 503 -> {
        noRoom.incrementAndGet();
        if (reply.headers().firstValue("Retry-After").isEmpty()) {
          otherAnswers.merge("503 without Retry-After", 1, Integer::sum);
        }
        Eventually.pause(Duration.ofMillis(100));
      }
      default -> {
        otherAnswers.merge(reply.status() + " " + reply.text(), 1, Integer::sum);
        Eventually.pause(Duration.ofMillis(100));
      }
    }
    return false;
  }

  private List<Hit> batch(Random random) {
    int number = batches.incrementAndGet();
    List<Hit> hits = new ArrayList<>();
    int size = 1 + random.nextInt(MOST_IN_A_BATCH);
    for (int i = 0; i < size; i++) {
      int who = random.nextInt(CUSTOMERS);
      Duration late =
          random.nextInt(10) == 0
              ? Duration.ofSeconds(random.nextInt(7_200))
              : Duration.ofMillis(random.nextInt(5));
      String messageId = "hit-%d-%d-%d".formatted(seed, number, i);
      hits.add(
          new Hit(
              customer(who),
              messageId,
              Data.of(
                  "type",
                  "track",
                  "event",
                  "Hit",
                  "userId",
                  "c" + who,
                  "messageId",
                  messageId,
                  "timestamp",
                  Instant.now().minus(late).toString())));
    }
    return hits;
  }

  /** What was acknowledged so far, by customer. */
  Map<String, Set<String>> acknowledged() {
    Map<String, Set<String>> copy = new TreeMap<>();
    acknowledged.forEach((customer, ids) -> copy.put(customer, new TreeSet<>(ids)));
    return copy;
  }

  /** How many signals were acknowledged so far. */
  int acknowledgedSignals() {
    return acknowledged.values().stream().mapToInt(Set::size).sum();
  }

  /** How often the answer was that there is no room. */
  long noRoom() {
    return noRoom.get();
  }

  /** Answers that a sender should never see, with how often it did. */
  Map<String, Integer> otherAnswers() {
    return otherAnswers;
  }
}
