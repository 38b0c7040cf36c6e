package dev.attune.care;

import dev.attune.playbook.Budget;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody may give at one instant: an amount for each limit that there is. A limit without an
 * amount is none.
 *
 * @param amounts zero or more
 */
public record Allowance(Map<Limit, BigDecimal> amounts) {
  /** Only what is free. */
  public static final Allowance NOTHING = new Allowance(Map.of(Limit.PER_GESTURE, BigDecimal.ZERO));

  public Allowance {
    amounts.forEach((limit, amount) -> {
      if (amount.signum() < 0) {
        throw new IllegalArgumentException(limit + " is negative: " + amount);
      }
    });
    amounts = Map.copyOf(amounts);
  }

  /**
   * A budget as somebody set it.
   *
   * @param since when; before the first of a course there is nothing but what is free
   * @param budget nothing: only what is free
   * @param teamPerDay what the team may give together; nothing: no limit
   */
  public record Dated(Instant since, Optional<Budget> budget, Optional<BigDecimal> teamPerDay) {
    /** What it allows by itself. */
    Allowance allowance() {
      Map<Limit, BigDecimal> amounts = new EnumMap<>(Limit.class);
      if (budget.isEmpty()) {
        amounts.putAll(NOTHING.amounts);
      }
      budget.ifPresent(set -> {
        set.perGesture().ifPresent(amount -> amounts.put(Limit.PER_GESTURE, amount));
        set.perDay().ifPresent(amount -> amounts.put(Limit.PER_DAY, amount));
        set.perYear().ifPresent(amount -> amounts.put(Limit.PER_YEAR, amount));
        set.perCustomerPerYear()
            .ifPresent(amount -> amounts.put(Limit.PER_CUSTOMER_PER_YEAR, amount));
      });
      teamPerDay.ifPresent(amount -> amounts.put(Limit.TEAM_PER_DAY, amount));
      return new Allowance(amounts);
    }
  }

  /**
   * What holds at {@code now}. A budget that is raised holds at once; one that is lowered holds
   * from the next calendar day in {@code zone}: nobody who promised something in the morning learns
   * at noon that they were not allowed to. So each limit is the highest that held at any instant of
   * the day so far.
   *
   * @param course how the budget was set, oldest first
   */
  public static Allowance at(Instant now, List<Dated> course, ZoneId zone) {
    Instant day = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    Allowance held = NOTHING;
    boolean isFirst = true;
    for (Dated set : course) {
      if (set.since().isAfter(now)) {
        break;
      }
      // What was set before the day began, or at its beginning, is all that held then.
      held = isFirst || !set.since().isAfter(day) ? set.allowance() : held.orMore(set.allowance());
      isFirst = false;
    }
    return held;
  }

  /** The amount of a limit, if there is such a limit. */
  public Optional<BigDecimal> of(Limit limit) {
    return Optional.ofNullable(amounts.get(limit));
  }

  /** What is left under every limit; nothing if there is no limit at all. */
  public Optional<BigDecimal> left(Spent spent) {
    return amounts.entrySet().stream()
        .map(each -> each.getValue().subtract(spent.against(each.getKey())).max(BigDecimal.ZERO))
        .min(BigDecimal::compareTo);
  }

  /** Whether some limit of this is lower than in {@code other}, or is only here. */
  public boolean isTighterThan(Allowance other) {
    return amounts.entrySet().stream()
        .anyMatch(each ->
            other
                .of(each.getKey())
                .map(theirs -> each.getValue().compareTo(theirs) < 0)
                .orElse(true));
  }

  /** Whether it allows nothing but what is free: then it has no say in what else holds. */
  private boolean isNothing() {
    return of(Limit.PER_GESTURE).map(amount -> amount.signum() == 0).orElse(false);
  }

  private Allowance orMore(Allowance other) {
    if (isNothing()) {
      return other;
    }
    if (other.isNothing()) {
      return this;
    }
    Map<Limit, BigDecimal> amounts = new EnumMap<>(Limit.class);
    this.amounts.forEach((limit, amount) ->
        other.of(limit).ifPresent(theirs -> amounts.put(limit, amount.max(theirs))));
    return new Allowance(amounts);
  }
}
