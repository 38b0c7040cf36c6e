package dev.attune.care;

import dev.attune.playbook.AtMost;
import java.math.BigDecimal;
import java.util.ArrayList;
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

  /** This verdict, with more reasons against it. */
  default Verdict and(List<Reason> against) {
    if (against.isEmpty()) {
      return this;
    }
    List<Reason> all = new ArrayList<>(against);
    all.addAll(reasons());
    return new Beyond(all);
  }

  /** Every reason against it; none if it is within. */
  default List<Reason> reasons() {
    return switch (this) {
      case Within within -> List.of();
      case Beyond beyond -> beyond.reasons;
    };
  }

  /** Why not. */
  sealed interface Reason {
    /** The playbook has no such option by now, or the moment does not offer it. */
    record NotOffered() implements Reason {}

    /** The customer objects to being served. */
    record Objects() implements Reason {}

    /** It is for people of another role, team or place. */
    record NotForThem() implements Reason {}

    /** It is for other customers, or for other moments of this kind. */
    record DoesNotFit() implements Reason {}

    /** It is more than what was lent to the phone on which it was given. */
    record OverLent(BigDecimal left, BigDecimal cost) implements Reason {}

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
