package dev.attune.delivery;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Sends the acts of a queue by their webhooks, each at least once under one id, and reports what
 * came of it. Somebody was promised something, so an answer that says no for good (400, 404, 409,
 * 410, 422) fails the act at once, and a person hears of it while it still matters; everything else
 * is tried again for a day.
 */
public final class ActSender implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ActSender.class.getName());
  private static final int PIECE = 16;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final List<Integer> NO_FOR_GOOD = List.of(400, 404, 409, 410, 422);

  private final ActQueue queue;
  private final Webhooks webhooks;
  private final InstantSource clock;
  private final RandomGenerator random = new SecureRandom();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Sends nothing before {@link #start}. */
  public ActSender(ActQueue queue, Webhooks webhooks, InstantSource clock) {
    this.queue = queue;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  /** Begins to send. */
  public void start() {
    Thread thread = new Thread(this::run, "attune-acts");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        if (!safely()) {
          queue.await(LOOK);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The one place where everything is caught. */
  private boolean safely() {
    try {
      return turn();
    } catch (RuntimeException e) {
      if (closed.getCount() > 0) {
        LOG.log(System.Logger.Level.WARNING, "acts could not be sent", e);
      }
      return pauseAfterTrouble();
    }
  }

  private boolean pauseAfterTrouble() {
    try {
      return closed.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Sends what is due, once; says whether there was anything. */
  boolean turn() {
    List<DueAct> due = queue.due(clock.instant(), PIECE);
    List<Future<?>> reports = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(act -> reports.add(each.submit(() -> report(act, send(act)))));
    }
    reports.forEach(ActSender::checked);
    return !due.isEmpty();
  }

  private static void checked(Future<?> report) {
    try {
      report.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an act's report was not taken", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome send(DueAct act) {
    Optional<Webhook> webhook = webhooks.named(act.webhook());
    if (webhook.isEmpty()) {
      return new Outcome.Unreached("there is no webhook named " + act.webhook());
    }
    if (webhooks.isOff(act.webhook())) {
      return new Outcome.Unreached("the webhook " + act.webhook() + " is switched off");
    }
    return webhooks.sender().send(webhook.get(), act.id(), act.message());
  }

  private void report(DueAct act, Outcome outcome) {
    Instant now = clock.instant();
    int tries = act.tries() + 1;
    boolean isNo =
        outcome instanceof Outcome.Declined declined && NO_FOR_GOOD.contains(declined.status());
    if (outcome instanceof Outcome.Taken) {
      queue.delivered(act.id(), now);
    } else if (isNo || Backoff.isOver(tries, act.chosenAt(), now)) {
      queue.failed(act.id(), now, outcome.sentence());
    } else {
      queue.tryAgain(act.id(), Backoff.next(tries, outcome, now, random), outcome.sentence());
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
