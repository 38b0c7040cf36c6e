package dev.attune.delivery;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends the acts of a queue by their webhooks, each at least once under one id, and reports what
 * came of it. Somebody was promised something, so an answer that says no for good (400, 404, 409,
 * 410, 422) fails the act at once, and a person hears of it while it still matters; everything else
 * is tried again for a day.
 *
 * <p>One thread begins what is due; each act is sent by a thread of its own, few at a time by one
 * webhook, so that a receiver that hangs keeps no other waiting. An act is under way until its
 * report is safe: where that cannot be written at present the report waits, and nothing is sent
 * again meanwhile. What is under way at the end of the process is due again at its next start.
 */
public final class ActSender implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ActSender.class.getName());
  private static final int MOST_AT_A_TIME = 64;
  private static final int MOST_BY_ONE = 8;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(5);
  private static final int LONGEST = 300;
  private static final List<Integer> NO_FOR_GOOD = List.of(400, 404, 409, 410, 422);

  private final ActQueue queue;
  private final Webhooks webhooks;
  private final InstantSource clock;
  private final RandomGenerator random = new SecureRandom();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /** How many are being sent, by webhook. */
  private final Map<String, Integer> busy = new ConcurrentHashMap<>();

  private final LongAdder delivered = new LongAdder();
  private final LongAdder again = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private @Nullable Thread thread;

  /** Sends nothing before {@link #start}. */
  public ActSender(ActQueue queue, Webhooks webhooks, InstantSource clock) {
    this.queue = queue;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  /** Begins to send. */
  public void start() {
    thread = Thread.ofPlatform().name("attune-acts").daemon().start(this::run);
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        safely();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The one place of the deciding thread where everything is caught. */
  private void safely() throws InterruptedException {
    try {
      if (!turn()) {
        queue.await(LOOK);
      }
    } catch (RuntimeException e) {
      if (closed.getCount() > 0) {
        LOG.log(System.Logger.Level.WARNING, "acts could not be looked for", e);
      }
      boolean unused = closed.await(1, TimeUnit.SECONDS);
    }
  }

  /** Begins to send what is due and has a place; says whether there was anything. */
  boolean turn() {
    int room = MOST_AT_A_TIME - underWay.size();
    if (room <= 0) {
      return false;
    }
    boolean any = false;
    for (DueAct act : queue.due(clock.instant(), room, this::hasPlace)) {
      if (hasPlace(act.id(), act.webhook())) {
        any = true;
        underWay.add(act.id());
        busy.merge(act.webhook(), 1, Integer::sum);
        sending.execute(() -> carry(act));
      }
    }
    return any;
  }

  private boolean hasPlace(String id, String webhook) {
    return !underWay.contains(id) && busy.getOrDefault(webhook, 0) < MOST_BY_ONE;
  }

  /** The one place of a sending thread where everything is caught. */
  private void carry(DueAct act) {
    try {
      Outcome outcome = send(act);
      report(act, outcome);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.remove(act.id());
    }
  }

  private Outcome send(DueAct act) {
    try {
      Optional<Webhook> webhook = webhooks.named(act.webhook());
      if (webhook.isEmpty()) {
        return new Outcome.Unreached("there is no webhook named " + act.webhook());
      }
      if (webhooks.isOff(act.webhook())) {
        return new Outcome.Unreached("the webhook " + act.webhook() + " is switched off");
      }
      return webhooks.sender().send(webhook.get(), act.id(), act.message());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "an act could not be sent", e);
      return new Outcome.Unreached("it could not be sent");
    } finally {
      // Before the report, whose coming wakes whoever waits for a place.
      busy.computeIfPresent(act.webhook(), (name, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Until the report is safe: what was taken must not be sent again for want of room here. */
  private void report(DueAct act, Outcome outcome) throws InterruptedException {
    boolean isSafe = false;
    while (!isSafe && closed.getCount() > 0) {
      try {
        tell(act, outcome);
        isSafe = true;
      } catch (RuntimeException e) {
        if (!closed.await(1, TimeUnit.SECONDS)) {
          LOG.log(System.Logger.Level.WARNING, "an act's report waits: " + e.getMessage());
        }
      }
    }
  }

  private void tell(DueAct act, Outcome outcome) {
    Instant now = clock.instant();
    int tries = act.tries() + 1;
    boolean isNo =
        outcome instanceof Outcome.Declined declined && NO_FOR_GOOD.contains(declined.status());
    if (outcome instanceof Outcome.Taken) {
      queue.delivered(act.id(), now);
      delivered.increment();
    } else if (isNo || Backoff.isOver(tries, act.since(), now)) {
      queue.failed(act.id(), now, problem(outcome));
      failed.increment();
    } else {
      queue.tryAgain(act.id(), Backoff.next(tries, outcome, now, random), problem(outcome));
      again.increment();
    }
  }

  /** What a certificate or a resolver says may be long. */
  private static String problem(Outcome outcome) {
    String sentence = outcome.sentence();
    return sentence.length() > LONGEST ? sentence.substring(0, LONGEST) + "…" : sentence;
  }

  /** How many acts were taken since the start. */
  public long delivered() {
    return delivered.sum();
  }

  /** How many tries were not, after which others follow. */
  public long again() {
    return again.sum();
  }

  /** How many acts failed for good. */
  public long failed() {
    return failed.sum();
  }

  /** Whether nothing is under way; for tests. */
  boolean isQuiet() {
    return underWay.isEmpty();
  }

  /** Stops sending; what is under way will be sent again. */
  @Override
  public void close() {
    closed.countDown();
    sending.shutdownNow();
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      boolean unused = running.join(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
