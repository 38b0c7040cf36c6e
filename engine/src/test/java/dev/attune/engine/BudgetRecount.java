package dev.attune.engine;

import dev.attune.care.Limit;
import dev.attune.engine.GestureView.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Budgets by brute force: every gesture is remembered, and all of them are gone through for every
 * question.
 */
final class BudgetRecount {
  private static final Duration YEAR = Duration.ofDays(365);

  /** What a role may give since an instant. */
  record Budgeted(Instant since, Map<Limit, BigDecimal> amounts) {}

  private static final class Given {
    final Choice choice;
    final BigDecimal cost;
    final BigDecimal lent;
    boolean counts = true;

    Given(Choice choice, BigDecimal cost, BigDecimal lent) {
      this.choice = choice;
      this.cost = cost;
      this.lent = lent;
    }
  }

  private static final class Lent {
    final Chooser by;
    final Instant at;
    final BigDecimal amount;
    BigDecimal used = BigDecimal.ZERO;
    boolean open = true;

    Lent(Chooser by, Instant at, BigDecimal amount) {
      this.by = by;
      this.at = at;
      this.amount = amount;
    }
  }

  private final ZoneId teamZone;
  private final Map<String, Given> given = new LinkedHashMap<>();
  private final Map<String, Lent> lent = new HashMap<>();
  private final Map<List<String>, Boolean> words = new HashMap<>();

  BudgetRecount(ZoneId teamZone) {
    this.teamZone = teamZone;
  }

  /** What holds at an instant: the highest that held at any instant of the day so far. */
  static Map<Limit, BigDecimal> holds(List<Budgeted> course, ZoneId zone, Instant now) {
    Instant day = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    List<Map<Limit, BigDecimal>> held = new ArrayList<>();
    for (int i = 0; i < course.size(); i++) {
      boolean begun = !course.get(i).since().isAfter(now);
      boolean ended = i + 1 < course.size() && !course.get(i + 1).since().isAfter(day);
      if (begun && !ended) {
        held.add(course.get(i).amounts());
      }
    }
    Map<Limit, BigDecimal> holds = new HashMap<>();
    for (Limit limit : Limit.values()) {
      if (held.stream().allMatch(amounts -> amounts.containsKey(limit))) {
        held.stream()
            .map(amounts -> amounts.get(limit))
            .max(BigDecimal::compareTo)
            .ifPresent(most -> holds.put(limit, most));
      }
    }
    return holds;
  }

  void say(String first, String second, boolean same) {
    words.put(List.copyOf(new TreeSet<>(List.of(first, second))), same);
  }

  /** Everybody who is the same customer. */
  Set<String> customer(String user) {
    Set<String> all = new HashSet<>(Set.of(user));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Map.Entry<List<String>, Boolean> word : words.entrySet()) {
        if (word.getValue() && word.getKey().stream().anyMatch(all::contains)) {
          grew |= all.addAll(word.getKey());
        }
      }
    }
    return all;
  }

  /** What counts against a limit for a choice. */
  BigDecimal against(Limit limit, Choice choice) {
    return switch (limit) {
      case PER_GESTURE -> BigDecimal.ZERO;
      case PER_CUSTOMER_PER_YEAR -> onCustomer(choice);
      case PER_DAY -> by(choice.by(), day -> day.equals(choice.by().day(choice.at())));
      case PER_YEAR ->
          by(choice.by(), day -> day.getYear() == choice.by().day(choice.at()).getYear());
      case TEAM_PER_DAY -> byTeam(LocalDate.ofInstant(choice.at(), teamZone));
    };
  }

  private BigDecimal onCustomer(Choice choice) {
    Set<String> who = customer(choice.customer().value());
    return given.values().stream()
        .filter(each -> each.counts && who.contains(each.choice.customer().value()))
        .filter(each -> each.choice.at().plus(YEAR).isAfter(choice.at()))
        .map(each -> each.cost)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Whether a day counts. */
  private interface Days {
    boolean have(LocalDate day);
  }

  private BigDecimal by(Chooser by, Days days) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Given each : given.values()) {
      Chooser giver = each.choice.by();
      boolean theirs = giver.name().equals(by.name());
      if (each.counts && theirs && days.have(giver.day(each.choice.at()))) {
        sum = sum.add(each.cost.subtract(each.lent));
      }
    }
    for (Lent each : lent.values()) {
      if (each.by.name().equals(by.name()) && days.have(each.by.day(each.at))) {
        sum = sum.add(each.open ? each.amount : each.used);
      }
    }
    return sum;
  }

  private BigDecimal byTeam(LocalDate day) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Given each : given.values()) {
      if (each.counts && LocalDate.ofInstant(each.choice.at(), teamZone).equals(day)) {
        sum = sum.add(each.cost.subtract(each.lent));
      }
    }
    for (Lent each : lent.values()) {
      if (LocalDate.ofInstant(each.at, teamZone).equals(day)) {
        sum = sum.add(each.open ? each.amount : each.used);
      }
    }
    return sum;
  }

  /** Whether an amount keeps to limits. */
  boolean fits(Choice choice, BigDecimal cost, Map<Limit, BigDecimal> limits) {
    return cost.signum() == 0
        || limits.entrySet().stream()
            .allMatch(limit ->
                against(limit.getKey(), choice).add(cost).compareTo(limit.getValue()) <= 0);
  }

  /** How often a customer was given an option within a time. */
  long times(Choice choice, Duration within) {
    Set<String> who = customer(choice.customer().value());
    return given.values().stream()
        .filter(each -> each.counts && who.contains(each.choice.customer().value()))
        .filter(each -> each.choice.what().option().equals(choice.what().option()))
        .filter(each -> each.choice.at().plus(within).isAfter(choice.at()))
        .count();
  }

  void book(Choice choice, BigDecimal cost) {
    Lent from = choice.lend().map(lent::get).orElse(null);
    BigDecimal covered = BigDecimal.ZERO;
    if (from != null && from.open) {
      covered = from.amount.subtract(from.used).min(cost);
      from.used = from.used.add(covered);
    }
    given.put(choice.id(), new Given(choice, cost, covered));
  }

  void undo(String gesture) {
    Given was = given.get(gesture);
    if (was == null || !was.counts) {
      throw new IllegalStateException("nothing to undo: " + gesture);
    }
    was.counts = false;
    was.choice.lend().map(lent::get).ifPresent(from -> from.used = from.used.subtract(was.lent));
  }

  void lend(String id, Chooser by, Instant at, BigDecimal amount) {
    lent.put(id, new Lent(by, at, amount));
  }

  void end(String id) {
    Lent ended = lent.get(id);
    if (ended != null) {
      ended.open = false;
    }
  }

  /** Whether a gesture is known to count. */
  boolean counts(GestureView gesture) {
    Given known = given.get(gesture.id());
    return known != null && known.counts && gesture.state() != State.UNDONE;
  }
}
