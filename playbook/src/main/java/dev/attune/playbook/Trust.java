package dev.attune.playbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * What people, and Attune by itself, may give without asking. Amounts are exact decimals.
 *
 * @param currency of all costs and budgets; nothing if no amount is said
 * @param budgets by role; a role without one gives what is free
 * @param auto for grace that Attune gives by itself; without it there is none
 * @param teamPerDay what the people of one team may give together in a calendar day of the team's
 *     zone
 * @param ofTeams as {@code teamPerDay}, for teams that have an amount of their own
 */
public record Trust(
    Optional<Currency> currency,
    Map<Role, Budget> budgets,
    Optional<Budget> auto,
    Optional<BigDecimal> teamPerDay,
    Map<String, BigDecimal> ofTeams) {
  /** Nothing but what is free. */
  public static final Trust NONE =
      new Trust(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Map.of());

  public Trust {
    budgets = Map.copyOf(budgets);
    ofTeams = Map.copyOf(ofTeams);
  }

  /** An amount as it can be paid: what is worked out may have more decimals than the currency. */
  public BigDecimal payable(BigDecimal amount) {
    int decimals = currency.map(Currency::getDefaultFractionDigits).orElse(-1);
    return decimals < 0 || amount.scale() <= decimals
        ? amount
        : amount.setScale(decimals, RoundingMode.HALF_UP);
  }

  /** What a person of this role may give; nothing if only what is free. */
  public Optional<Budget> of(Role role) {
    return Optional.ofNullable(budgets.get(role));
  }

  /** What the people of a team may give together in a day; nothing if there is no such limit. */
  public Optional<BigDecimal> teamPerDay(String team) {
    return Optional.ofNullable(ofTeams.get(team)).or(() -> teamPerDay);
  }
}
