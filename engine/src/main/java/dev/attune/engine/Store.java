package dev.attune.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.RocksDB;

/**
 * What was made of the signals: all families, written by the fold alone, one {@link Commit} after
 * the other; what a commit holds is there in whole or not at all. Reads of the fold see every
 * commit at once; other threads read a {@link Snapshot}.
 */
final class Store implements Source, AutoCloseable {
  private static final long LARGE = 48L * 1024 * 1024;
  private static final long SMALL = 8L * 1024 * 1024;

  private final Database database;

  Store(Path path, Memory memory) {
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    families.add(
        new ColumnFamilyDescriptor(
            RocksDB.DEFAULT_COLUMN_FAMILY, memory.family(SMALL, Memory.Reading.SOME)));
    for (Family family : Family.values()) {
      Memory.Reading reading =
          switch (family) {
            case TIMELINES -> Memory.Reading.MANY;
            case SEEN, CUSTOMERS, LINKS -> Memory.Reading.ONE;
            case EFFECTS, OUTBOX, MOMENTS, DESK, TRANSITIONS, NAMES -> Memory.Reading.SELDOM;
            default -> Memory.Reading.SOME;
          };
      boolean large =
          family == Family.TIMELINES || family == Family.CUSTOMERS || family == Family.SEEN;
      families.add(
          new ColumnFamilyDescriptor(
              family.word().getBytes(StandardCharsets.UTF_8),
              memory.family(large ? LARGE : SMALL, reading)));
    }
    database = new Database(path, memory.database(), families);
  }

  @Override
  public byte @Nullable [] get(Family family, byte[] key) {
    return database.get(family.number(), key);
  }

  @Override
  public Values getAll(Family family, List<byte[]> keys) {
    return database.getAll(family.number(), keys);
  }

  @Override
  public Scan scan(Family family, byte[] from, byte[] until) {
    return database.scan(family.number(), from, until);
  }

  @Override
  public Scan backward(Family family, byte[] from, byte[] until) {
    return database.backward(family.number(), from, until);
  }

  /** Begins a commit. */
  Commit commit() {
    return new Commit(database);
  }

  /** Syncs every commit so far. */
  void sync() {
    database.sync();
  }

  /** Whether it is open; it is not while it could not be opened after a failure. */
  boolean isOpen() {
    return database.isOpen();
  }

  /**
   * After a commit failed: back to the last one that did not, or to the failed one. False if there
   * is no room yet.
   */
  boolean reopen() {
    return database.reopen();
  }

  /** Deletes what is old; outside of any commit, so only what nothing refers to. */
  void forget(Family family, byte[] from, byte[] until) {
    database.deleteRange(family.number(), from, until);
  }

  /** One state of everything; close it soon. */
  Snapshot snapshot() {
    return new Snapshot(database.view());
  }

  /** Puts its present state into a new directory. */
  void checkpoint(Path directory) {
    database.checkpoint(directory);
  }

  /** Compares every file with its checksums. */
  void verify() {
    database.verify();
  }

  @Override
  public void close() {
    if (database.isOpen()) {
      database.close();
    }
  }

  /** One state of the store. The thread that asked for it closes it; others may read until then. */
  static final class Snapshot implements Source, AutoCloseable {
    private final Database.View view;

    private Snapshot(Database.View view) {
      this.view = view;
    }

    /** Whether somebody waits for it to be closed: who reads for long should end soon. */
    boolean isUnwanted() {
      return view.isUnwanted();
    }

    @Override
    public byte @Nullable [] get(Family family, byte[] key) {
      return view.get(family.number(), key);
    }

    @Override
    public Scan scan(Family family, byte[] from, byte[] until) {
      return view.scan(family.number(), from, until);
    }

    @Override
    public Scan sweep(Family family, byte[] from, byte[] until) {
      return view.sweep(family.number(), from, until);
    }

    @Override
    public Values getAll(Family family, List<byte[]> keys) {
      return index -> get(family, keys.get(index));
    }

    @Override
    public Scan backward(Family family, byte[] from, byte[] until) {
      return view.backward(family.number(), from, until);
    }

    @Override
    public void close() {
      view.close();
    }
  }
}
