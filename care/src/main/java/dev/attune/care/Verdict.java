package dev.attune.care;

import dev.attune.playbook.AtMost;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Whether somebody is trusted with an act of grace. */
public sealed interface Verdict {
  /**
   * They need not ask.
   *
   * @param left what would be left to them behind it; nothing if nothing limits them
   */
  record Within(Optional<BigDecimal> left) implements Verdict {}

  /** They cannot do it by themselves; every reason there is, at least one. */
  record Beyond(List<Reason> reasons) implements Verdict {
    public Beyond {
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a verdict without a reason");
      }
      reasons = List.copyOf(reasons);
    }
  }

  /** Why not. */
  sealed interface Reason {
    /** What it costs for this customer cannot be told. */
    record UnknownCost() implements Reason {}

    /** It is more than a limit leaves. */
    record OverLimit(Limit limit, BigDecimal amount, BigDecimal spent, BigDecimal cost)
        implements Reason {
      /** What the limit leaves; zero or more. */
      public BigDecimal left() {
        return amount.subtract(spent).max(BigDecimal.ZERO);
      }
    }

    /** The customer was given it as often as may be. */
    record TooOften(AtMost atMost, int times) implements Reason {}
  }
}
