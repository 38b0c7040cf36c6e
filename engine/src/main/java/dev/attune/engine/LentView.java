package dev.attune.engine;

import dev.attune.care.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An amount reserved for a phone that may go offline. It counts as spent until it ends; then what
 * is left of it is given back.
 *
 * @param used what gestures have taken of it
 * @param until when it ends by itself
 * @param teamDay the calendar day on which it counts for the team
 * @param endedAt when it was returned, or ended
 * @param reasons why it was refused; nothing if it was lent
 */
public record LentView(
    String id,
    Chooser by,
    BigDecimal amount,
    BigDecimal used,
    Instant at,
    Instant until,
    Optional<LocalDate> teamDay,
    Optional<Instant> endedAt,
    List<Verdict.Reason> reasons) {
  public LentView {
    reasons = List.copyOf(reasons);
  }

  /** Whether gestures may be given out of it. */
  public boolean isOpen() {
    return reasons.isEmpty() && endedAt.isEmpty();
  }

  /** What is left of it. */
  public BigDecimal left() {
    return amount.subtract(used).max(BigDecimal.ZERO);
  }

  /** The same, with more of it used, or less. */
  LentView using(BigDecimal more) {
    return new LentView(id, by, amount, used.add(more), at, until, teamDay, endedAt, reasons);
  }

  /** The same, at its end. */
  LentView ended(Instant end) {
    return new LentView(id, by, amount, used, at, until, teamDay, Optional.of(end), reasons);
  }
}
