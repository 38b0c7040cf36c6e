package dev.attune.care;

import dev.attune.playbook.Option;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An option as it is offered to one person, for one customer, in one moment.
 *
 * @param cost for this customer; nothing if it cannot be told
 * @param worked how it has worked in such moments
 */
public record Offer(Option option, Optional<BigDecimal> cost, Verdict verdict, Worked worked) {
  /** Whether it may be chosen without asking. */
  public boolean isWithin() {
    return verdict instanceof Verdict.Within;
  }
}
