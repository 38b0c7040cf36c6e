package dev.attune.engine;

import dev.attune.playbook.Playbook;
import dev.attune.step.Step;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One sweep over everybody's recorded history, in one state of the store. Each thread plays
 * customers to its own {@link Figures}; what is held in memory grows with the playbook and the
 * range, not with the history. Single use.
 */
final class RehearsalRun {
  private static final int BATCH = 256;

  private final List<Step> steps;
  private final RehearsalQuery query;
  private final Replay.Span span;
  private final int threads;
  private final AtomicLong customers = new AtomicLong();
  private final AtomicLong signals = new AtomicLong();
  private final AtomicLong busyNanos = new AtomicLong();
  private volatile boolean stopping;
  private volatile Instant from;

  /**
   * Prepares.
   *
   * @param steps the one to be rehearsed, then the one that holds, if there is one
   */
  RehearsalRun(List<Step> steps, RehearsalQuery query, Instant now, int threads) {
    this.steps = List.copyOf(steps);
    this.query = query;
    this.threads = threads;
    from = query.from();
    span =
        query
            .to()
            .map(to -> to.minusMillis(1)) // what happens at the end is behind it
            .map(last -> new Replay.Span(last, last))
            .orElse(Replay.Span.upTo(now));
  }

  /** How many customers have gone by. */
  long customers() {
    return customers.get();
  }

  /** How many signals have. */
  long signals() {
    return signals.get();
  }

  /** From when on it counted: as asked, or from when on everything that it reads is kept. */
  Instant from() {
    return from;
  }

  /** How much processor time all threads took. */
  Duration busy() {
    return Duration.ofNanos(busyNanos.get());
  }

  /** Asks it to end soon. */
  void stop() {
    stopping = true;
  }

  /**
   * Plays everybody.
   *
   * @throws Replay.Stopped if it was asked to stop
   */
  Figures play(Store store) throws InterruptedException {
    try (Store.Snapshot snapshot = store.snapshot()) {
      from = wholeFrom(Horizon.of(snapshot));
      return play(snapshot);
    }
  }

  /** Behind the cut, when everything that any rule looks back to is kept. */
  private Instant wholeFrom(@Nullable Horizon horizon) {
    Instant whole = query.from();
    if (horizon == null) {
      return whole;
    }
    for (Step step : steps) {
      Instant its = horizon.cut().plus(step.playbook().looksBack());
      whole = its.isAfter(whole) ? its : whole;
    }
    Instant latest = span.end().minusMillis(1);
    return whole.isAfter(latest) && query.from().isBefore(latest) ? latest : whole;
  }

  private Figures play(Store.Snapshot snapshot) throws InterruptedException {
    Figures all = figures();
    try (Roll roll = new Roll(snapshot);
        ExecutorService pool = Executors.newFixedThreadPool(threads, RehearsalRun::thread)) {
      List<Callable<Figures>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(() -> part(snapshot, roll));
      }
      for (Future<Figures> part : pool.invokeAll(parts)) {
        all.add(part.get());
      }
      return all;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a rehearsal ended badly", e);
    }
  }

  private Figures figures() {
    List<Playbook> playbooks = steps.stream().map(Step::playbook).toList();
    return new Figures(playbooks, from, span.end(), query.examples());
  }

  private static Thread thread(Runnable task) {
    return Thread.ofPlatform().name("attune-rehearsal-part").daemon(true).unstarted(task);
  }

  private Figures part(Store.Snapshot snapshot, Roll roll) {
    long begin = processorNanos();
    Figures figures = figures();
    Replay replay =
        new Replay(snapshot, steps, span, () -> stopping || snapshot.isUnwanted(), figures);
    try {
      List<Recorded> batch = roll.next(BATCH);
      while (!batch.isEmpty()) {
        long before = figures.signals();
        replay.play(batch);
        customers.addAndGet(batch.size());
        signals.addAndGet(figures.signals() - before);
        batch = roll.next(BATCH);
      }
      return figures;
    } catch (RuntimeException e) {
      stopping = true; // what the others count is of no use any more
      throw e;
    } finally {
      busyNanos.addAndGet(processorNanos() - begin);
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
