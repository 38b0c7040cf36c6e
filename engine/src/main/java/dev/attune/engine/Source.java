package dev.attune.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where records are read from: the store as the fold sees it now, or one state of it. */
interface Source {
  /** The value under {@code key}, or null. */
  byte @Nullable [] get(Family family, byte[] key);

  /** The values under many keys, null where there is none. */
  Values getAll(Family family, List<byte[]> keys);

  /** Keys from {@code from} until just before {@code until}. */
  Scan scan(Family family, byte[] from, byte[] until);

  /** The same, of which much is read, once. */
  default Scan sweep(Family family, byte[] from, byte[] until) {
    return scan(family, from, until);
  }

  /** Keys from just before {@code until} down to {@code from}. */
  Scan backward(Family family, byte[] from, byte[] until);

  /** Values by the place of their keys. */
  @FunctionalInterface
  interface Values {
    /** The value of the key at {@code index}, or null. */
    byte @Nullable [] at(int index);
  }

  /** Every key that begins with {@code prefix}. */
  default Scan scan(Family family, byte[] prefix) {
    return scan(family, prefix, Keys.behind(prefix));
  }
}
