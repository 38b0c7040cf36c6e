package dev.attune.care;

import dev.attune.playbook.AtMost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides whether an act of grace is within what somebody is trusted with. Pure. */
public final class Trusting {
  private Trusting() {}

  /**
   * Decides about one gesture.
   *
   * @param cost in the playbook's currency; nothing if it cannot be told
   * @param atMost how often one customer may be given the option; nothing if there is no such limit
   * @param times how often the customer was given it within that time; free ones count
   */
  public static Verdict decide(
      Optional<BigDecimal> cost,
      Allowance allowance,
      Spent spent,
      Optional<AtMost> atMost,
      int times) {
    List<Verdict.Reason> reasons = new ArrayList<>();
    if (cost.isEmpty()) {
      reasons.add(new Verdict.Reason.UnknownCost());
    }
    // What is free is always within a budget, even within one that is spent.
    cost.filter(amount -> amount.signum() > 0)
        .ifPresent(amount -> reasons.addAll(overLimits(amount, allowance, spent)));
    atMost
        .filter(most -> times >= most.times())
        .ifPresent(most -> reasons.add(new Verdict.Reason.TooOften(most, times)));
    if (!reasons.isEmpty()) {
      return new Verdict.Beyond(reasons);
    }
    BigDecimal given = cost.orElseThrow();
    return new Verdict.Within(left(allowance, spent, given));
  }

  private static List<Verdict.Reason> overLimits(
      BigDecimal cost, Allowance allowance, Spent spent) {
    List<Verdict.Reason> over = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      BigDecimal before = spent.against(limit);
      allowance
          .of(limit)
          .filter(amount -> before.add(cost).compareTo(amount) > 0)
          .ifPresent(amount -> over.add(new Verdict.Reason.OverLimit(limit, amount, before, cost)));
    }
    return over;
  }

  private static Optional<BigDecimal> left(Allowance allowance, Spent spent, BigDecimal given) {
    Spent after =
        new Spent(
            spent.today().add(given),
            spent.thisYear().add(given),
            spent.onCustomer().add(given),
            spent.byTeamToday().add(given));
    return allowance.left(after);
  }
}
