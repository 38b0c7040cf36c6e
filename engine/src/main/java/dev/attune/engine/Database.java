package dev.attune.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One RocksDB, with its column families by number. One thread writes; any thread reads, through a
 * {@link View}. After a failed write the database must be {@link #reopen opened again}: it then is
 * in the state of some write before the failed one, or of the failed one itself.
 */
final class Database implements AutoCloseable {
  /** What opening may write, generously. */
  private static final long NEEDED = 64L * 1024 * 1024;

  private final Path path;
  private final DBOptions options;
  private final List<ColumnFamilyDescriptor> descriptors;
  private final WriteOptions unsynced = new WriteOptions();
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final ReadOptions plain = new ReadOptions();

  /** Readers hold the read lock while they use {@link #db}; opening and closing take the other. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private final List<ColumnFamilyHandle> handles = new ArrayList<>();

  /** Null once closed, and between a failed write and the next time it could be opened. */
  private @Nullable RocksDB db;

  private boolean closed;

  /** Somebody waits to close it or to open it again. */
  private volatile boolean isWanted;

  /**
   * Opens, and makes it where it is not there yet.
   *
   * @param families the default family first
   * @throws StoreFailure if RocksDB cannot
   */
  Database(Path path, DBOptions options, List<ColumnFamilyDescriptor> families) {
    this.path = path;
    this.options = options;
    this.descriptors = List.copyOf(families);
    open();
  }

  private void open() {
    handles.clear();
    syncLogs();
    try {
      db = RocksDB.open(options, path.toString(), descriptors, handles);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot open " + path, e);
    }
  }

  /**
   * Makes durable what opening will read. A process that was killed leaves writes in its log that
   * nobody synced; they are read, built upon and never written again, so that a power cut after
   * that would leave a hole before entries that were synced.
   */
  private void syncLogs() {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(path, "*.log")) {
      for (Path log : logs) {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot sync the logs in " + path, e);
    }
  }

  /** Whether it is open. */
  boolean isOpen() {
    return db != null;
  }

  /**
   * Closes without a flush and opens again, after a failed write; readers wait. Not before the disk
   * has some room: what is open can still be read, and opening needs to write. Tells whether it
   * did.
   */
  boolean reopen() {
    if (db != null && free() < NEEDED) {
      return false;
    }
    isWanted = true;
    lock.writeLock().lock();
    try {
      closeHandles();
      open();
      return true;
    } finally {
      isWanted = false;
      lock.writeLock().unlock();
    }
  }

  private long free() {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Writes a batch, all of it or nothing; called by the one writing thread. */
  void write(WriteBatch batch, boolean sync) {
    try {
      db().write(sync ? synced : unsynced, batch);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot write to " + path, e);
    }
  }

  /** Syncs everything written so far; called by the one writing thread. */
  void sync() {
    try {
      db().syncWal();
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot sync " + path, e);
    }
  }

  /**
   * Deletes every key from {@code from} until just before {@code until}; for the writing thread.
   */
  void deleteRange(int family, byte[] from, byte[] until) {
    lock.readLock().lock();
    try {
      db().deleteRange(handle(family), unsynced, from, until);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot delete in " + path, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The value, as the writing thread sees it now. */
  byte @Nullable [] get(int family, byte[] key) {
    return get(family, key, plain);
  }

  private byte @Nullable [] get(int family, byte[] key, ReadOptions read) {
    try {
      return db().get(handle(family), read, key);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot read " + path, e);
    }
  }

  /** The values of many keys, null where there is none, as the writing thread sees them now. */
  Source.Values getAll(int family, List<byte[]> keys) {
    if (keys.isEmpty()) {
      return index -> null;
    }
    try {
      List<ColumnFamilyHandle> same = Collections.nCopies(keys.size(), handle(family));
      List<byte[]> values = db().multiGetAsList(same, keys);
      return values::get;
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot read " + path, e);
    }
  }

  /**
   * Keys from {@code from} until just before {@code until}, as the writing thread sees them now.
   */
  Scan scan(int family, byte[] from, byte[] until) {
    return new Scan(db(), handle(family), null, from, until, Scan.Way.FORWARD);
  }

  /** Keys from just before {@code until} down to {@code from}, as the writing thread sees them. */
  Scan backward(int family, byte[] from, byte[] until) {
    return new Scan(db(), handle(family), null, from, until, Scan.Way.BACKWARD);
  }

  /** The handle of a family, for batches. */
  ColumnFamilyHandle handle(int family) {
    db();
    return handles.get(family);
  }

  /** One state of everything, for reading on any thread; close it soon. */
  View view() {
    lock.readLock().lock();
    boolean open = false;
    try {
      View view = new View(db());
      open = true;
      return view;
    } finally {
      if (!open) {
        lock.readLock().unlock();
      }
    }
  }

  /**
   * Puts its present state into a new directory, synced: links to files that never change, and
   * copies of the others. Writing goes on; any thread.
   */
  void checkpoint(Path directory) {
    lock.readLock().lock();
    try (Checkpoint checkpoint = Checkpoint.create(db())) {
      checkpoint.createCheckpoint(directory.toString());
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot hold the state of " + path, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Reads every file and compares checksums. */
  void verify() {
    try {
      db().verifyChecksum();
    } catch (RocksDBException e) {
      throw new StoreFailure("damaged files in " + path, e);
    }
  }

  /** Syncs, writes what is in memory to sorted files so that opening is quick, and closes. */
  @Override
  public void close() {
    isWanted = true;
    lock.writeLock().lock();
    closed = true;
    try {
      if (db != null) {
        db.syncWal();
        flush(db);
      }
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot write what is left to " + path, e);
    } finally {
      closeHandles();
      lock.writeLock().unlock();
    }
  }

  private void flush(RocksDB open) {
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      open.flush(flush, handles);
    } catch (RocksDBException e) {
      // Nothing is lost: it is all in the log that was just synced, and opening reads it.
      assert e.getStatus() != null;
    }
  }

  private void closeHandles() {
    handles.forEach(ColumnFamilyHandle::close);
    handles.clear();
    if (db != null) {
      db.close();
      db = null;
    }
  }

  private RocksDB db() {
    RocksDB open = db;
    if (open != null) {
      return open;
    }
    if (closed) {
      throw new EngineException(EngineException.Kind.OURS, "closed", path + " is closed");
    }
    throw new NoRoom(
        "disk-failed", path + " could not be written and is opened again", Duration.ofSeconds(2));
  }

  /**
   * One state of the database. The thread that asked for it closes it; others may read until then.
   */
  final class View implements AutoCloseable {
    private final RocksDB open;
    private final Snapshot snapshot;
    private final ReadOptions read;

    private View(RocksDB open) {
      this.open = open;
      snapshot = open.getSnapshot();
      read = new ReadOptions().setSnapshot(snapshot);
    }

    /** Whether somebody waits for it to be closed: who reads for long should end soon. */
    boolean isUnwanted() {
      return isWanted;
    }

    byte @Nullable [] get(int family, byte[] key) {
      return Database.this.get(family, key, read);
    }

    /** Keys from {@code from} until just before {@code until}. */
    Scan scan(int family, byte[] from, byte[] until) {
      return scan(family, from, until, Scan.Way.FORWARD);
    }

    /** Keys from just before {@code until} down to {@code from}. */
    Scan backward(int family, byte[] from, byte[] until) {
      return scan(family, from, until, Scan.Way.BACKWARD);
    }

    /** Keys from {@code from} until just before {@code until}, of which much is read, once. */
    Scan sweep(int family, byte[] from, byte[] until) {
      return scan(family, from, until, Scan.Way.SWEEP);
    }

    private Scan scan(int family, byte[] from, byte[] until, Scan.Way way) {
      return new Scan(open, handle(family), snapshot, from, until, way);
    }

    @Override
    public void close() {
      read.close();
      open.releaseSnapshot(snapshot);
      lock.readLock().unlock();
    }
  }
}
