package dev.attune.engine;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Writes that happen together or not at all. Belongs to the fold. */
final class Commit implements AutoCloseable {
  private static final byte[] NOTHING = new byte[0];

  private final Database database;
  private final WriteBatch batch = new WriteBatch();

  Commit(Database database) {
    this.database = database;
  }

  void put(Family family, byte[] key, byte[] value) {
    try {
      batch.put(database.handle(family.number()), key, value);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot write " + family.word(), e);
    }
  }

  /** Writes a key that says everything by itself. */
  void put(Family family, byte[] key) {
    put(family, key, NOTHING);
  }

  void delete(Family family, byte[] key) {
    try {
      batch.delete(database.handle(family.number()), key);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot write " + family.word(), e);
    }
  }

  /** Deletes every key that begins with {@code prefix}. */
  void deleteAll(Family family, byte[] prefix) {
    try {
      batch.deleteRange(database.handle(family.number()), prefix, Keys.behind(prefix));
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot write " + family.word(), e);
    }
  }

  /** Makes it happen. */
  void write() {
    database.write(batch, false);
  }

  @Override
  public void close() {
    batch.close();
  }
}
