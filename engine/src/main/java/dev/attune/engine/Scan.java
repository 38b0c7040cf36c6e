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
  private final Slice lower;
  private final Slice upper;
  private final ReadOptions read;
  private final RocksIterator iterator;
  private final boolean backward;
  private boolean started;

  private Scan(
      RocksDB db,
      ColumnFamilyHandle family,
      @Nullable Snapshot snapshot,
      byte[] from,
      byte[] until,
      boolean backward) {
    lower = new Slice(from);
    upper = new Slice(until);
    read = new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
    if (snapshot != null) {
      read.setSnapshot(snapshot);
    }
    iterator = db.newIterator(family, read);
    this.backward = backward;
  }

  static Scan forward(
      RocksDB db,
      ColumnFamilyHandle family,
      @Nullable Snapshot snapshot,
      byte[] from,
      byte[] until) {
    return new Scan(db, family, snapshot, from, until, false);
  }

  static Scan backward(
      RocksDB db,
      ColumnFamilyHandle family,
      @Nullable Snapshot snapshot,
      byte[] from,
      byte[] until) {
    return new Scan(db, family, snapshot, from, until, true);
  }

  /** Goes to the next key, first to the first; false when there is none. */
  boolean next() {
    if (!started) {
      started = true;
      if (backward) {
        iterator.seekToLast();
      } else {
        iterator.seekToFirst();
      }
    } else if (backward) {
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
