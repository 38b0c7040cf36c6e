package dev.attune.playbook;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may be given without asking. An amount that is not set is no limit; one of them is set.
 *
 * @param perGesture at once
 * @param perDay in a calendar day of the person's zone
 * @param perYear in a calendar year of the person's zone
 * @param perCustomerPerYear to one customer in the last 365 days, whoever gave it
 */
public record Budget(
    Optional<BigDecimal> perGesture,
    Optional<BigDecimal> perDay,
    Optional<BigDecimal> perYear,
    Optional<BigDecimal> perCustomerPerYear) {
  public Budget {
    if (Stream.of(perGesture, perDay, perYear, perCustomerPerYear).allMatch(Optional::isEmpty)) {
      throw new IllegalArgumentException("a budget without a limit");
    }
  }

  /** The most that one gesture may cost: the smallest limit, since a gesture counts for each. */
  public BigDecimal most() {
    return Stream.of(perGesture, perDay, perYear, perCustomerPerYear)
        .flatMap(Optional::stream)
        .min(BigDecimal::compareTo)
        .orElseThrow();
  }
}
