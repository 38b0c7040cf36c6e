package dev.attune.delivery;

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
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Tells one webhook of effects, from its place in the feed on.
 *
 * <p>Each message is sent at least once under one id. New ones are read in order and sent a few at
 * a time, so they may arrive in another order; each says its position. What was not taken is tried
 * again by itself ({@link Backoff}), and others pass it. When many in a row were not taken, nothing
 * new is read until one is: the feed keeps what comes meanwhile, so a receiver who is away costs
 * nothing and misses nothing for as long as the feed remembers.
 *
 * <p>A webhook that acts hears of a moment's opening once it has settled, and, asked just before
 * each try, only while it is open and stands; nothing that was found late; and no withdrawal of
 * what it was never sent. One that records hears everything at once.
 */
final class Lane implements AutoCloseable {
  /** So many are read and sent at a time. */
  static final int PIECE = 16;

  /** So many in a row not taken: their side is away. */
  static final int AWAY = 8;

  /** So long nothing taken: nobody is there any more. */
  static final Duration GIVEN_UP = Duration.ofDays(3);

  private static final System.Logger LOG = System.getLogger(Lane.class.getName());
  private static final int MOST_WAITING = 20_000;
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final long HURRY_MILLIS = Duration.ofMinutes(1).toMillis();

  private final Supplier<Webhook> webhook;
  private final LaneBook book;
  private final Feed feed;
  private final Sender sender;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final LaneWatch watch;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** How many in a row were not taken. Only the lane's thread touches it. */
  private int inARow;

  private volatile boolean isAbandoned;

  /** What a lane needs beside its own book. */
  record Means(Feed feed, Sender sender, InstantSource clock, RandomGenerator random) {}

  Lane(Supplier<Webhook> webhook, LaneBook book, Means means, LaneWatch watch) {
    this.webhook = webhook;
    this.book = book;
    this.feed = means.feed();
    this.sender = means.sender();
    this.clock = means.clock();
    this.random = means.random();
    this.watch = watch;
  }

  LaneBook book() {
    return book;
  }

  void start() {
    Thread thread = new Thread(this::run, "attune-webhook-" + webhook.get().name());
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        if (!safely()) {
          pause();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** The one place where everything is caught: a lane goes on, whatever one turn meets. */
  private boolean safely() throws InterruptedException {
    try {
      return turn();
    } catch (RuntimeException e) {
      if (closed.getCount() > 0) {
        LOG.log(System.Logger.Level.WARNING, "webhook " + webhook.get().name() + " stumbled", e);
      }
      // What could not be noted is sent again, so not at once.
      return closed.await(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void pause() throws InterruptedException {
    if (mayRead()) {
      boolean unused = feed.await(book.standing().position(), LOOK);
      return;
    }
    boolean unused = closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Reads what is new and sends what is due, once; says whether there was anything. */
  boolean turn() {
    if (!book.standing().isOn()) {
      return false;
    }
    boolean read = mayRead() && readOn();
    boolean sent = book.standing().isOn() && sendDue();
    return read || sent;
  }

  private boolean mayRead() {
    boolean isAway = inARow >= AWAY && book.tried() > 0;
    return book.standing().isOn()
        && webhook.get().hears().isPresent()
        && !isAway
        && book.waiting() < MOST_WAITING;
  }

  private boolean readOn() {
    List<Told> more = feed.after(book.standing().position(), PIECE);
    if (more.isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    LaneBook.Edit edit = book.edit();
    edit.standing(
        standing -> standing.reading(more.getFirst().position()).read(more.getLast().position()));
    List<Waiting> ready = new Reader(webhook.get(), book, edit, now).read(more);
    settle(ready, send(ready), edit);
    return true;
  }

  private boolean sendDue() {
    List<Waiting> due = book.due(clock.instant(), PIECE);
    if (due.isEmpty()) {
      return false;
    }
    settle(due, send(due), book.edit());
    return true;
  }

  /** Sends all at a time; nothing for what is not worth sending any more. */
  private List<Optional<Outcome>> send(List<Waiting> all) {
    List<Future<Optional<Outcome>>> under = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(waiting -> under.add(each.submit(() -> send(waiting))));
    }
    return under.stream().map(Lane::result).toList();
  }

  private Optional<Outcome> send(Waiting waiting) {
    Optional<Told> told = feed.at(waiting.position());
    if (told.isEmpty()) {
      return Optional.of(new Outcome.Forbidden("no longer kept"));
    }
    Webhook to = webhook.get();
    if (told.get().opens() && !to.isRecording() && !feed.mayAct(told.get())) {
      return Optional.empty();
    }
    return Optional.of(sender.send(to, told.get().id(), told.get().message()));
  }

  private static Optional<Outcome> result(Future<Optional<Outcome>> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a message could not be made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void settle(List<Waiting> all, List<Optional<Outcome>> outcomes, LaneBook.Edit edit) {
    Instant now = clock.instant();
    for (int i = 0; i < all.size(); i++) {
      Waiting waiting = all.get(i);
      Optional<Outcome> outcome = outcomes.get(i);
      if (outcome.isEmpty()) {
        watch.overtaken();
        edit.forget(waiting.position());
      } else if (outcome.get() instanceof Outcome.Taken) {
        taken(waiting, edit, now);
      } else {
        failed(waiting, outcome.get(), edit, now);
      }
    }
    if (isAbandoned) {
      return;
    }
    edit.keep(now);
    giveUp(now);
  }

  private void taken(Waiting waiting, LaneBook.Edit edit, Instant now) {
    watch.taken();
    edit.forget(waiting.position()).standing(Standing::taken);
    if (inARow >= AWAY) {
      edit.hurry(now, from -> from.plusMillis(random.nextLong(HURRY_MILLIS)));
    }
    inARow = 0;
  }

  private void failed(Waiting waiting, Outcome outcome, LaneBook.Edit edit, Instant now) {
    watch.failed();
    inARow++;
    edit.standing(standing -> standing.failed(now));
    Waiting again = waiting.after(outcome, Backoff.next(waiting.tries() + 1, outcome, now, random));
    if (Backoff.isOver(again.tries(), again.since(), now)) {
      watch.dead();
      edit.bury(DeadLetter.of(again, now));
      return;
    }
    edit.wait(again);
    if (outcome instanceof Outcome.Declined declined && declined.isForGood()) {
      edit.standing(standing -> standing.off("it answered 410: it wants nothing any more", now));
    }
  }

  private void giveUp(Instant now) {
    Standing standing = book.standing();
    Optional<Instant> since = standing.failingSince();
    if (standing.isOn() && since.isPresent() && !now.isBefore(since.get().plus(GIVEN_UP))) {
      book.edit()
          .standing(each -> each.off("nothing was taken since " + since.get(), now))
          .keep(now);
    }
    book.standing().off().ifPresent(off -> watch.off(webhook.get(), off));
  }

  /** Ends it for good: nothing of it is kept any more. */
  void abandon() {
    isAbandoned = true;
    close();
    book.clear();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      // Its thread is done within the limit of one request; what it then keeps is not lost.
      if (!ended.await(1, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.DEBUG, "a webhook still sends; it will be sent again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
