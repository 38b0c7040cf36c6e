package dev.attune.engine;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * The disk, or the database on it, did not do what was asked. Says whether room is what is missing.
 */
final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean full;
  private final boolean damaged;

  StoreFailure(String what, RocksDBException cause) {
    super(what + ": " + cause.getMessage(), cause);
    Status status = cause.getStatus();
    full =
        (status != null && status.getSubCode() == Status.SubCode.NoSpace)
            || String.valueOf(cause.getMessage()).contains("No space left");
    damaged = status != null && status.getCode() == Status.Code.Corruption;
  }

  /** Whether the disk is full. */
  boolean isFull() {
    return full;
  }

  /** Whether what was read is not what was written. */
  boolean isDamaged() {
    return damaged;
  }
}
