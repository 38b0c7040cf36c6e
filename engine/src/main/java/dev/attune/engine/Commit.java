package dev.attune.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Writes that happen together or not at all. Belongs to the fold. */
final class Commit implements AutoCloseable {
  private static final byte[] NOTHING = new byte[0];

  private final Database database;
  private final WriteBatch batch = new WriteBatch();
  private final Map<Family, List<Put>> sorted = new EnumMap<>(Family.class);

  @SuppressWarnings("ArrayRecordComponent") // Passed on; never compared.
  private record Put(byte[] key, byte[] value) {}

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

  /** As {@link #put}, but later and in the order of keys: neighbours go in quicker together. */
  void putSorted(Family family, byte[] key, byte[] value) {
    sorted.computeIfAbsent(family, name -> new ArrayList<>()).add(new Put(key, value));
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
    deleteRange(family, prefix, Keys.behind(prefix));
  }

  /** Deletes every key from {@code from} on that is before {@code until}. */
  void deleteRange(Family family, byte[] from, byte[] until) {
    try {
      batch.deleteRange(database.handle(family.number()), from, until);
    } catch (RocksDBException e) {
      throw new StoreFailure("cannot write " + family.word(), e);
    }
  }

  /** Makes it happen. */
  void write() {
    sorted.forEach((family, puts) -> {
      puts.sort((a, b) -> Arrays.compareUnsigned(a.key, b.key));
      puts.forEach(put -> put(family, put.key, put.value));
    });
    database.write(batch, false);
  }

  @Override
  public void close() {
    batch.close();
  }
}
