package dev.attune.engine;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/** A walk over the keys of a range. Not thread-safe; close it. */
final class Scan implements AutoCloseable {
  private static final long READ_AHEAD = 1024 * 1024;

  private final Way way;
  private final Slice lower;
  private final Slice upper;
  private final ReadOptions read;
  private final RocksIterator iterator;
  private boolean started;

  /** How a walk goes. */
  enum Way {
    /** From the first key to the last. */
    FORWARD,
    /** From the last key to the first. */
    BACKWARD,
    /**
     * From the first key to the last, over much that is read once: it reads ahead, and leaves the
     * cache to those who come back to what they read.
     */
    SWEEP
  }

  /** Over the keys from {@code from} until just before {@code until}, in one state or as it is. */
  Scan(
      RocksDB db,
      ColumnFamilyHandle family,
      @Nullable Snapshot snapshot,
      byte[] from,
      byte[] until,
      Way way) {
    this.way = way;
    lower = new Slice(from);
    upper = new Slice(until);
    read = new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
    if (snapshot != null) {
      read.setSnapshot(snapshot);
    }
    if (way == Way.SWEEP) {
      read.setFillCache(false).setReadaheadSize(READ_AHEAD);
    }
    iterator = db.newIterator(family, read);
  }

  /** Goes to the next key, first to the first; false when there is none. */
  boolean next() {
    if (!started) {
      started = true;
      if (way == Way.BACKWARD) {
        iterator.seekToLast();
      } else {
        iterator.seekToFirst();
      }
    } else if (way == Way.BACKWARD) {
      iterator.prev();
    } else {
      iterator.next();
    }
    return isAtKey();
  }

  /** Goes to the first key at or behind {@code key}, which must not lie before where it stands. */
  boolean seek(byte[] key) {
    started = true;
    iterator.seek(key);
    return isAtKey();
  }

  private boolean isAtKey() {
    if (iterator.isValid()) {
      return true;
    }
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot read", e);
    }
    return false;
  }

  byte[] key() {
    return iterator.key();
  }

  byte[] value() {
    return iterator.value();
  }

  /**
   * Copies the value, as much of it as there is room for.
   *
   * @return the length of the whole value
   */
  int value(byte[] into) {
    return iterator.value(into);
  }

  @Override
  public void close() {
    iterator.close();
    read.close();
    lower.close();
    upper.close();
  }
}
