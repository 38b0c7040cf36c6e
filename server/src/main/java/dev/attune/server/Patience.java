package dev.attune.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Ends reads and writes that take too long: a caller who says nothing, drips a byte a second, or
 * does not read what was asked for, would hold a thread and a connection for ever. A watching
 * thread interrupts the reader, which also closes its connection.
 *
 * <p>Thread-safe.
 */
final class Patience implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Duration most;
  private final Set<Reading> readings = ConcurrentHashMap.newKeySet();
  private final Thread watcher;
  private volatile boolean isClosed;

  /** One read; its lock decides between the end of it and the end of patience. */
  private static final class Reading {
    private final Thread reader = Thread.currentThread();
    private final long started = System.nanoTime();
    private boolean isDone;

    synchronized void interruptIfOlder(long nanos) {
      if (!isDone && System.nanoTime() - started > nanos) {
        isDone = true;
        reader.interrupt();
      }
    }

    /** Says whether it was interrupted. */
    synchronized boolean end() {
      boolean wasInterrupted = isDone;
      isDone = true;
      return wasInterrupted && Thread.interrupted();
    }
  }

  Patience(Duration most) {
    this.most = most;
    this.watcher = Thread.ofPlatform().daemon().name("attune-patience").start(this::watch);
  }

  /**
   * Does what may wait for a caller.
   *
   * @throws Refusal with status 408 if it took too long
   */
  void await(Runnable wait) {
    read(() -> {
      wait.run();
      return new byte[0];
    });
  }

  /**
   * What {@code read} reads.
   *
   * @throws Refusal with status 408 if it took too long
   */
  byte[] read(Supplier<byte[]> read) {
    Reading reading = new Reading();
    readings.add(reading);
    byte[] bytes;
    try {
      bytes = read.get();
    } catch (RuntimeException e) {
      throw isOver(reading) ? tooSlow() : e;
    }
    if (isOver(reading)) {
      throw tooSlow();
    }
    return bytes;
  }

  private boolean isOver(Reading reading) {
    readings.remove(reading);
    return reading.end();
  }

  private static Refusal tooSlow() {
    return Refusal.caller(408, "too-slow", "the body did not come in time");
  }

  private void watch() {
    while (!isClosed) {
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        return;
      }
      readings.forEach(reading -> reading.interruptIfOlder(most.toNanos()));
    }
  }

  @Override
  public void close() {
    isClosed = true;
    watcher.interrupt();
  }
}
