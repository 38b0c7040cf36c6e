package dev.attune.server;

import dev.attune.audit.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks through the audit from its newest entry back, a piece at a time, and only so far. */
final class AuditFinder {
  /** So much is looked through for one page; then the page says where to go on. */
  static final int MOST_LOOKED_AT = 20_000;

  private static final int PIECE = 1_000;

  private final Auditing auditing;

  AuditFinder(Auditing auditing) {
    this.auditing = auditing;
  }

  /**
   * What was found.
   *
   * @param next before which number to go on; nothing: there is no more
   */
  record Found(List<AuditEntry> entries, Optional<Long> next) {}

  /**
   * The newest entries before a number.
   *
   * @param since older ones are not looked at
   */
  Found before(long number, int limit, Predicate<AuditEntry> asked, Optional<Instant> since) {
    List<AuditEntry> found = new ArrayList<>();
    long next = Math.min(number, auditing.head().sequence() + 1);
    long end = Math.max(1, next - MOST_LOOKED_AT);
    boolean isOver = false;
    while (next > end && found.size() < limit && !isOver) {
      long from = Math.max(end, next - PIECE);
      for (AuditEntry entry : auditing.trail().between(from, next - 1).reversed()) {
        isOver = isOver || since.map(entry.at()::isBefore).orElse(false);
        if (found.size() < limit && !isOver) {
          next = entry.sequence();
          if (asked.test(entry)) {
            found.add(entry);
          }
        }
      }
      next = found.size() < limit ? from : next;
    }
    return new Found(found, next > 1 && !isOver ? Optional.of(next) : Optional.empty());
  }

  /** All of them, the newest first, looked up as they are asked for. */
  Stream<AuditEntry> all(long number, Predicate<AuditEntry> asked, Optional<Instant> since) {
    return Stream.iterate(
            Optional.of(before(number, PIECE, asked, since)),
            Optional::isPresent,
            found -> found.flatMap(Found::next).map(next -> before(next, PIECE, asked, since)))
        .flatMap(Optional::stream)
        .flatMap(found -> found.entries().stream());
  }

  /** The number of the first entry that is not from before an instant; found by halving. */
  long firstSince(Instant at) {
    long low = 1;
    long high = auditing.head().sequence() + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      List<AuditEntry> entries = auditing.trail().between(middle, middle);
      if (!entries.isEmpty() && entries.getFirst().at().isBefore(at)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
