package dev.attune.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A chain in memory, with what somebody does who can write to where it is kept. */
final class KeptPieces implements AuditStore {
  final ConcurrentSkipListMap<Long, byte[]> pieces = new ConcurrentSkipListMap<>();
  final AtomicInteger appends = new AtomicInteger();
  volatile boolean full;

  @Override
  public void append(long first, byte[] lines) {
    if (full) {
      throw new IllegalStateException("no room");
    }
    appends.incrementAndGet();
    if (pieces.put(first, lines) != null) {
      throw new AssertionError("piece " + first + " was there already");
    }
  }

  @Override
  public List<Long> pieces(long after, int limit) {
    return pieces.tailMap(after, false).keySet().stream().limit(limit).toList();
  }

  @Override
  public Optional<byte[]> piece(long first) {
    return Optional.ofNullable(pieces.get(first));
  }

  @Override
  public void settle() {
    // What is in memory can be read at once.
  }

  /** Every line, in order. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    pieces
        .values()
        .forEach(piece -> lines.addAll(new String(piece, StandardCharsets.UTF_8).lines().toList()));
    return lines;
  }

  /** Other lines in place of those that are there, one a piece. */
  static KeptPieces of(List<String> lines) {
    KeptPieces forged = new KeptPieces();
    long first = 1;
    for (String line : lines) {
      forged.pieces.put(first++, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return forged;
  }
}
