package dev.attune.engine;

import dev.attune.wire.BinaryWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Everything that was accepted, in the order in which it was: one synced append after the other,
 * short and the same for good and poisonous signals.
 *
 * <p>One thread writes. It takes all entries that wait, writes them in one batch, syncs once, and
 * only then tells those who wait (INV-005). Any thread appends; one thread, the fold, reads.
 *
 * <p>A RocksDB with one family: the key is the position, eight bytes, highest first, one higher for
 * each entry; the value is an {@link EntryFormat}.
 */
final class Journal implements AutoCloseable {
  private static final int GROUP_ENTRIES = 4_096;
  private static final long GROUP_BYTES = 8L * 1024 * 1024;
  private static final long BUFFER = 32L * 1024 * 1024;
  private static final Duration FULL = Duration.ofSeconds(2);
  private static final long RETRY_MILLIS = 1_000;

  private final Database database;
  private final EngineConfig config;
  private final InstantSource clock;
  private final BlockingQueue<Waiting> queue;
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicLong syncs = new AtomicLong();
  private final AtomicLong signals = new AtomicLong();
  private final ReentrantLock holding = new ReentrantLock();
  private final ReentrantLock news = new ReentrantLock();
  private final Condition appended = news.newCondition();
  private final Thread writer;
  private volatile long last;
  private volatile boolean stalled;
  private volatile boolean closing;

  /** Guarded by {@link #news}. */
  private boolean woken;

  @SuppressWarnings("ArrayRecordComponent") // Passed on; never compared.
  private record Waiting(byte[] entry, long signals, CompletableFuture<Long> done) {}

  /** Opens; positions go on from {@code atLeast} or the newest entry, whichever is higher. */
  Journal(Path path, EngineConfig config, Memory memory, InstantSource clock, long atLeast) {
    this.config = config;
    this.clock = clock;
    queue = new ArrayBlockingQueue<>(config.queueEntries());
    database =
        new Database(
            path,
            memory.database(),
            List.of(
                new ColumnFamilyDescriptor(
                    RocksDB.DEFAULT_COLUMN_FAMILY, memory.family(BUFFER, Memory.Reading.SOME))));
    last = Math.max(atLeast, newest());
    writer = Thread.ofPlatform().name("attune-journal").unstarted(this::writeUntilClosed);
  }

  /** Begins to write. */
  void start() {
    writer.start();
  }

  /**
   * Appends; the future is done with the position once the entry is synced, or fails with {@link
   * NoRoom} or another {@link EngineException}.
   *
   * @throws NoRoom at once, if too much waits already
   */
  CompletableFuture<Long> append(Entry entry) {
    if (closing) {
      throw new EngineException(EngineException.Kind.OURS, "closed", "the engine is closed");
    }
    if (stalled) {
      throw full();
    }
    byte[] bytes = EntryFormat.write(entry, clock.instant());
    Waiting waiting = new Waiting(bytes, EntryFormat.signals(entry), new CompletableFuture<>());
    if (queuedBytes.addAndGet(bytes.length) > config.queueBytes() || !queue.offer(waiting)) {
      queuedBytes.addAndGet(-bytes.length);
      throw new NoRoom(
          "journal-queue", "too many entries wait for the journal", Duration.ofSeconds(1));
    }
    return waiting.done;
  }

  /** The position of the newest entry that is synced. */
  long last() {
    return last;
  }

  /** How often it was synced. */
  long syncs() {
    return syncs.get();
  }

  /** How many signals were appended since it was opened, and waited when it was. */
  long signals() {
    return signals.get();
  }

  /** Counts what waits behind {@code position}, when it is opened. */
  void countBehind(long position) {
    try (Database.View view = database.view();
        Scan scan = view.scan(0, key(position + 1), key(Long.MAX_VALUE))) {
      while (scan.next()) {
        signals.addAndGet(EntryFormat.signals(scan.value()));
      }
    }
  }

  /** Whether it cannot be written at present. */
  boolean isStalled() {
    return stalled;
  }

  /** Waits for an entry behind {@code position}, until it is woken, at most so long. */
  void awaitBehind(long position, Duration most) throws InterruptedException {
    news.lockInterruptibly();
    try {
      long left = most.toNanos();
      while (last <= position && !woken && left > 0) {
        left = appended.awaitNanos(left);
      }
      woken = false;
    } finally {
      news.unlock();
    }
  }

  /** Wakes who waits for an entry. */
  void wake() {
    news.lock();
    try {
      woken = true;
      appended.signalAll();
    } finally {
      news.unlock();
    }
  }

  /** The oldest synced entries behind {@code position}, until they hold {@code most} signals. */
  List<Positioned> read(long position, int most) {
    List<Positioned> entries = new ArrayList<>();
    long end = last;
    if (end <= position) {
      return entries;
    }
    long found = 0;
    try (Database.View view = database.view();
        Scan scan = view.scan(0, key(position + 1), key(end + 1))) {
      while (found < most && scan.next()) {
        byte[] bytes = scan.value();
        found += Math.max(1, EntryFormat.signals(bytes));
        entries.add(new Positioned(ByteBuffer.wrap(scan.key()).getLong(), bytes));
      }
    }
    return entries;
  }

  /** An entry and where it stands. */
  @SuppressWarnings("ArrayRecordComponent") // Passed on; never compared.
  record Positioned(long position, byte[] bytes) {
    EntryFormat.Read read() {
      return EntryFormat.read(bytes);
    }
  }

  /** Does something while nothing is forgotten. */
  void hold(Runnable something) {
    holding.lock();
    try {
      something.run();
    } finally {
      holding.unlock();
    }
  }

  /** Puts its present state, with everything that was acknowledged, into a new directory. */
  void checkpoint(Path directory) {
    database.checkpoint(directory);
  }

  /** Forgets entries that were folded and are older than the journal keeps; for the fold. */
  void trim(long folded) {
    if (holding.tryLock()) {
      try {
        forget(folded);
      } finally {
        holding.unlock();
      }
    }
  }

  private void forget(long folded) {
    Instant oldest = clock.instant().minus(config.journalKept());
    long low = beginning();
    long high = folded + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (appendedAt(middle).isBefore(oldest)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low > beginning()) {
      database.deleteRange(0, key(0), key(low));
    }
  }

  /** The position of the oldest entry that is kept. */
  long beginning() {
    try (Database.View view = database.view();
        Scan scan = view.scan(0, key(0), key(Long.MAX_VALUE))) {
      return scan.next() ? ByteBuffer.wrap(scan.key()).getLong() : last + 1;
    }
  }

  private Instant appendedAt(long position) {
    try (Database.View view = database.view();
        Scan scan = view.scan(0, key(position), key(Long.MAX_VALUE))) {
      return scan.next() ? EntryFormat.read(scan.value()).appendedAt() : Instant.MAX;
    }
  }

  private long newest() {
    try (Database.View view = database.view();
        Scan scan = view.backward(0, key(0), key(Long.MAX_VALUE))) {
      return scan.next() ? ByteBuffer.wrap(scan.key()).getLong() : 0;
    }
  }

  private void writeUntilClosed() {
    List<Waiting> group = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      group.clear();
      try {
        take(group);
        if (!group.isEmpty()) {
          write(group);
        }
      } catch (InterruptedException e) {
        closing = true;
      } catch (StoreFailure e) {
        fail(group, e);
        recover();
      } catch (RuntimeException | Error e) {
        // The one place of this thread that catches everything: who waits must hear of it.
        fail(group, e);
      }
    }
  }

  private void take(List<Waiting> group) throws InterruptedException {
    Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
    long bytes = 0;
    for (Waiting next = first; next != null; next = queue.poll()) {
      group.add(next);
      bytes += next.entry.length;
      if (group.size() >= GROUP_ENTRIES || bytes >= GROUP_BYTES) {
        break;
      }
    }
    queuedBytes.addAndGet(-bytes);
  }

  private void write(List<Waiting> group) {
    long position = last;
    long count = 0;
    try (WriteBatch batch = new WriteBatch()) {
      for (Waiting waiting : group) {
        batch.put(key(++position), waiting.entry);
        count += waiting.signals;
      }
      database.write(batch, true);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot write the journal", e);
    }
    syncs.incrementAndGet();
    signals.addAndGet(count);
    long done = last;
    last = position;
    wake();
    for (Waiting waiting : group) {
      waiting.done.complete(++done);
    }
  }

  private void fail(List<Waiting> group, Throwable cause) {
    boolean full = cause instanceof StoreFailure failure && failure.isFull();
    EngineException answer =
        full
            ? full()
            : new EngineException(
                EngineException.Kind.OURS,
                "journal-failed",
                "the journal could not be written: " + cause.getMessage(),
                cause);
    group.forEach(waiting -> waiting.done.completeExceptionally(answer));
  }

  /** Opens the database again, when it can be; until then nothing is taken. */
  private void recover() {
    stalled = true;
    while (!closing) {
      List<Waiting> refused = new ArrayList<>();
      queue.drainTo(refused);
      refused.forEach(waiting -> queuedBytes.addAndGet(-waiting.entry.length));
      refused.forEach(waiting -> waiting.done.completeExceptionally(full()));
      try {
        Thread.sleep(RETRY_MILLIS);
        if (!database.reopen()) {
          continue;
        }
        // What failed may be there all the same: its sender sends it again, and it counts once.
        long newest = newest();
        if (newest > last) {
          countBehind(last);
          last = newest;
          wake();
        }
        stalled = false;
        return;
      } catch (InterruptedException e) {
        closing = true;
      } catch (StoreFailure e) {
        // Still no room: the next round tries again.
        stalled = true;
      }
    }
  }

  private static NoRoom full() {
    return new NoRoom("disk-full", "there is no room left on the disk", FULL);
  }

  private static byte[] key(long position) {
    return new BinaryWriter(Long.BYTES).writeLong(position).toBytes();
  }

  /** Takes nothing more; what waits is still written. */
  void stopTaking() {
    closing = true;
  }

  /** Writes what waits, and closes. */
  @Override
  public void close() {
    closing = true;
    try {
      if (writer.getState() != Thread.State.NEW) {
        writer.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Waiting> left = new ArrayList<>();
    queue.drainTo(left);
    fail(left, new IllegalStateException("the engine is closed"));
    if (database.isOpen()) {
      database.close();
    }
  }
}
