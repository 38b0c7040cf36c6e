package dev.attune.engine;

import dev.attune.engine.RehearsalView.State;
import dev.attune.playbook.Playbook;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rehearsal, from being asked for to its result. Thread-safe: everything is under its lock. */
final class RehearsalJob {
  /** What is known before it begins. */
  record Order(
      String id,
      RehearsalQuery query,
      Playbook playbook,
      Instant askedAt,
      Duration expected,
      boolean measured,
      long ofCustomers,
      long ofSignals) {}

  private final Order order;
  private State state = State.WAITING;
  private @Nullable RehearsalRun run;
  private @Nullable Instant startedAt;
  private @Nullable Rehearsed result;
  private @Nullable String failure;
  private long began;
  private long ended;

  RehearsalJob(Order order) {
    this.order = order;
  }

  Order order() {
    return order;
  }

  synchronized boolean isOver() {
    return state.isOver();
  }

  /** Its turn came; false if it was cancelled before. */
  synchronized boolean begin(RehearsalRun itsRun, Instant now) {
    if (state != State.WAITING) {
      return false;
    }
    state = State.RUNNING;
    run = itsRun;
    startedAt = now;
    began = System.nanoTime();
    return true;
  }

  synchronized void end(Rehearsed itsResult) {
    if (!state.isOver()) {
      state = State.DONE;
      result = itsResult;
      ended = System.nanoTime();
    }
  }

  synchronized void fail(String why) {
    if (!state.isOver()) {
      state = State.FAILED;
      failure = why;
      ended = System.nanoTime();
    }
  }

  /** Nobody wants it any more. */
  synchronized void cancel() {
    if (!state.isOver()) {
      state = State.CANCELLED;
      ended = System.nanoTime();
      if (run != null) {
        run.stop();
      }
    }
  }

  synchronized RehearsalView view() {
    RehearsalRun running = run;
    long customers = running == null ? 0 : running.customers();
    long signals = running == null ? 0 : running.signals();
    Duration elapsed =
        running == null
            ? Duration.ZERO
            : Duration.ofNanos((state.isOver() ? ended : System.nanoTime()) - began);
    return new RehearsalView(
        order.id(),
        order.playbook().name(),
        order.query().who(),
        order.askedAt(),
        state,
        order.expected(),
        order.measured(),
        new RehearsalView.Done(
            customers,
            Math.max(customers, order.ofCustomers()),
            signals,
            Math.max(signals, order.ofSignals()),
            elapsed),
        Optional.ofNullable(startedAt),
        left(signals, elapsed),
        Optional.ofNullable(result),
        Optional.ofNullable(failure));
  }

  private Optional<Duration> left(long signals, Duration elapsed) {
    if (state != State.RUNNING) {
      return Optional.empty();
    }
    long ahead = Math.max(0, order.ofSignals() - signals);
    return signals == 0
        ? Optional.of(order.expected())
        : Optional.of(Duration.ofNanos((long) ((double) elapsed.toNanos() / signals * ahead)));
  }
}
