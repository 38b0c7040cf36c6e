package dev.attune.delivery;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** Counts what a lane does since the start, and says once that it was switched off. Thread-safe. */
final class LaneWatch {
  private final LongAdder taken = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder dead = new LongAdder();
  private final LongAdder overtaken = new LongAdder();
  private final AtomicBoolean isOff = new AtomicBoolean();
  private final BiConsumer<Webhook, Standing.Off> whenOff;

  LaneWatch(BiConsumer<Webhook, Standing.Off> whenOff) {
    this.whenOff = whenOff;
  }

  void taken() {
    taken.increment();
  }

  void failed() {
    failed.increment();
  }

  void dead() {
    dead.increment();
  }

  void overtaken() {
    overtaken.increment();
  }

  void off(Webhook webhook, Standing.Off why) {
    if (!isOff.getAndSet(true)) {
      whenOff.accept(webhook, why);
    }
  }

  /** It was off already when this began. */
  void off() {
    isOff.set(true);
  }

  void on() {
    isOff.set(false);
  }

  long takenCount() {
    return taken.sum();
  }

  long failedCount() {
    return failed.sum();
  }

  long deadCount() {
    return dead.sum();
  }
}
