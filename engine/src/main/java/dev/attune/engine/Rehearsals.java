package dev.attune.engine;

import dev.attune.engine.RehearsalJob.Order;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Playbooks that are run over the recorded history, to see what they would have noticed. Nothing
 * live is touched: a rehearsal reads one state of the store and writes nothing, while signals go on
 * being taken in and folded.
 *
 * <p>One runs at a time and one may wait; the newest {@value #KEPT} are kept, until the process
 * ends. Thread-safe.
 */
public final class Rehearsals implements AutoCloseable {
  private static final int KEPT = 10;
  private static final int MOST_AT_ONCE = 2;

  /** Signals a second on a thread, where nothing was measured yet: rather few. */
  private static final double GUESS = 200_000;

  /** Below it, a measurement says more about beginning than about going on. */
  private static final long ENOUGH = 10_000;

  private final Store store;
  private final Books books;
  private final InstantSource clock;
  private final int threads;
  private final Deque<RehearsalJob> jobs = new ArrayDeque<>();
  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().name("attune-rehearsal").daemon(true).unstarted(task));
  private volatile double perThread = GUESS;
  private volatile boolean isMeasured;
  private long asked;

  Rehearsals(Store store, Books books, InstantSource clock, int threads) {
    this.store = store;
    this.books = books;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Asks for a rehearsal; it runs in the background.
   *
   * @throws BadPlaybook if something is wrong with the playbook
   * @throws NoRoom if two are running or waiting already
   */
  public RehearsalView start(RehearsalQuery query) {
    Playbook playbook =
        switch (new PlaybookReader().read(query.text())) {
          case Checked.Accepted accepted -> accepted.playbook();
          case Checked.Refused refused -> throw new BadPlaybook(refused.problems());
        };
    checkRange(query);
    RehearsalJob job = queued(query, playbook);
    queue.execute(() -> run(job));
    return job.view();
  }

  private void checkRange(RehearsalQuery query) {
    Instant to = query.to().orElse(now());
    // In whole days: who asked for the longest asked a moment ago.
    boolean isLong = Duration.between(query.from(), to).toDays() > RehearsalQuery.LONGEST.toDays();
    if (isLong || to.isAfter(now()) || !query.from().isBefore(to)) {
      throw new EngineException(
          EngineException.Kind.CALLER,
          "bad-range",
          "the range is %s to %s, expected %d days at most, ending by now (%s)"
              .formatted(query.from(), to, RehearsalQuery.LONGEST.toDays(), now()));
    }
  }

  private synchronized RehearsalJob queued(RehearsalQuery query, Playbook playbook) {
    if (jobs.stream().filter(job -> !job.isOver()).count() >= MOST_AT_ONCE) {
      throw new NoRoom(
          "rehearsing",
          "two rehearsals run or wait already: wait until one is over, or cancel one",
          Duration.ofSeconds(10));
    }
    long signals = books.counts.get(Counts.SIGNALS);
    double rate = perThread * threads / (isHeld() ? 2 : 1);
    Order order =
        new Order(
            Long.toString(now().toEpochMilli(), Character.MAX_RADIX) + "-" + ++asked,
            query,
            playbook,
            now(),
            Duration.ofMillis((long) (signals / rate * 1_000)),
            isMeasured,
            books.counts.get(Counts.CUSTOMERS),
            signals);
    RehearsalJob job = new RehearsalJob(order);
    jobs.addFirst(job);
    while (jobs.size() > KEPT) {
      jobs.removeLast();
    }
    return job;
  }

  /** Those kept, newest first. */
  public synchronized List<RehearsalView> all() {
    return jobs.stream().map(RehearsalJob::view).toList();
  }

  /** One of those kept. */
  public synchronized Optional<RehearsalView> find(String id) {
    return job(id).map(RehearsalJob::view);
  }

  /** Cancels one, if it is not over; says how it stands then. */
  public synchronized Optional<RehearsalView> cancel(String id) {
    Optional<RehearsalJob> job = job(id);
    job.ifPresent(RehearsalJob::cancel);
    return job.map(RehearsalJob::view);
  }

  private Optional<RehearsalJob> job(String id) {
    return jobs.stream().filter(job -> job.order().id().equals(id)).findFirst();
  }

  private boolean isHeld() {
    return books.steps.current().version() > 0;
  }

  /** The one place where a rehearsal's thread catches everything. */
  private void run(RehearsalJob job) {
    try {
      Step held = books.steps.current();
      List<Step> steps = steps(job.order().playbook(), held);
      Instant now = now();
      RehearsalRun run = new RehearsalRun(steps, job.order().query(), now, threads);
      if (job.begin(run, now)) {
        long begin = System.nanoTime();
        Figures figures = run.play(store);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        note(figures.signals(), run.busy(), steps.size());
        job.end(
            new RehearsalResult(job.order(), steps, run, figures)
                .of(took, now, threads, history()));
      }
    } catch (Replay.Stopped e) {
      job.fail("the store was closed or opened again meanwhile: start it again");
    } catch (InterruptedException e) {
      job.fail("the process ends");
    } catch (RuntimeException e) {
      System.getLogger("attune.engine")
          .log(System.Logger.Level.ERROR, "a rehearsal ended badly", e);
      job.fail(String.valueOf(e.getMessage()));
    }
  }

  /** Both as if they had been adopted before anything was heard. */
  private static List<Step> steps(Playbook playbook, Step held) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(playbook, held.version() + 1, Step.ALWAYS).brief());
    if (held.version() > 0) {
      steps.add(new Step(held.playbook(), held.version(), Step.ALWAYS).brief());
    }
    return steps;
  }

  private void note(long signals, Duration busy, int steps) {
    if (signals >= ENOUGH && !busy.isZero()) {
      perThread = signals * steps * 1e9 / busy.toNanos();
      isMeasured = true;
    }
  }

  /** When the earliest signal that is kept happened. */
  private Optional<Instant> history() {
    try (Store.Snapshot snapshot = store.snapshot()) {
      Horizon horizon = Horizon.of(snapshot);
      if (horizon != null) {
        return Optional.of(horizon.cut());
      }
      return CatalogueBook.read(snapshot).stream()
          .map(CatalogueEntry::first)
          .min(Instant::compareTo);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Cancels what runs and waits, and waits for its end. */
  @Override
  public void close() {
    synchronized (this) {
      jobs.forEach(RehearsalJob::cancel);
    }
    queue.shutdown();
    try {
      queue.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
