package dev.attune.server;

import dev.attune.care.Allowance;
import dev.attune.care.Limit;
import dev.attune.care.Spent;
import dev.attune.engine.Chooser;
import dev.attune.engine.Engine;
import dev.attune.pages.Trust;
import dev.attune.pages.Words;
import dev.attune.people.Person;
import dev.attune.playbook.Budget;
import dev.attune.playbook.Care;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Role;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** With what people are trusted, in words. */
final class Trusts {
  private final Engine engine;
  private final Budgets budgets;
  private final InstantSource clock;

  Trusts(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
    budgets = new Budgets(engine, clock);
  }

  /** What the playbook lets somebody of a person's role give. */
  Optional<Budget> ofRole(Person person) {
    return care().trust().of(person.role());
  }

  Care care() {
    return engine.playbook().map(Playbook::care).orElse(Care.NONE);
  }

  /** With what somebody is trusted, and what of it is left. */
  Trust of(Person person, Words words) {
    Actor actor = Actors.of(person);
    try {
      return of(budgets.chooser(actor), actor, words);
    } catch (Refusal noTeam) {
      String team = person.team().orElse("");
      return new Trust(
          List.of(),
          isOwn(person),
          false,
          Optional.empty(),
          Optional.of(words.say("trust.no-team", team)));
    }
  }

  /** Whether somebody has a budget that is not their role's. */
  static boolean isOwn(Person person) {
    return !person.budgets().isEmpty() && person.budgets().getLast().budget().isPresent();
  }

  private Trust of(Chooser by, Actor actor, Words words) {
    Allowance now = by.allowance();
    Allowance next = budgets.tomorrow(by, actor);
    Spent spent = engine.grace().spent(by);
    boolean isNothing = now.of(Limit.PER_GESTURE).map(amount -> amount.signum() == 0).orElse(false);
    boolean lowers = next.isTighterThan(now);
    Allowance ofRole = role(actor.role(), by.team());
    List<Trust.Limit> limits = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      limits.add(
          new Trust.Limit(
              word(limit),
              ofRole.of(limit).map(amount -> money(amount, words)),
              now.of(limit).map(amount -> money(amount, words)),
              next.of(limit).map(amount -> money(amount, words)),
              left(limit, now, spent).map(amount -> money(amount, words)),
              percent(limit, now, spent)));
    }
    boolean isOwn = !actor.own().isEmpty() && actor.own().getLast().budget().isPresent();
    return new Trust(
        limits,
        isOwn,
        isNothing && !lowers,
        lowers ? Optional.of(by.day(clock.instant()).plusDays(1)) : Optional.empty(),
        Optional.empty());
  }

  static String word(Limit limit) {
    return limit.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the playbook trusts a role with, as it is set now. */
  Allowance role(Role role, Optional<String> team) {
    dev.attune.playbook.Trust trust = care().trust();
    return Allowance.at(
        clock.instant(),
        List.of(
            new Allowance.Dated(
                java.time.Instant.EPOCH, trust.of(role), team.flatMap(trust::teamPerDay))),
        java.time.ZoneOffset.UTC);
  }

  private static Optional<BigDecimal> left(Limit limit, Allowance now, Spent spent) {
    return switch (limit) {
      case PER_DAY, PER_YEAR, TEAM_PER_DAY ->
          now.of(limit).map(all -> all.subtract(spent.against(limit)).max(BigDecimal.ZERO));
      case PER_GESTURE, PER_CUSTOMER_PER_YEAR -> Optional.empty();
    };
  }

  private static int percent(Limit limit, Allowance now, Spent spent) {
    Optional<BigDecimal> all = now.of(limit).filter(amount -> amount.signum() > 0);
    return left(limit, now, spent)
        .flatMap(left ->
            all.map(amount -> (int) Math.round(left.doubleValue() * 100 / amount.doubleValue())))
        .orElse(100);
  }

  /** An amount in words. */
  String money(BigDecimal amount, Words words) {
    return Money.currency(engine)
        .map(currency -> words.money(amount, currency))
        .orElseGet(() -> words.decimal(amount.doubleValue()));
  }

  /** A budget in one line. */
  String line(Optional<Budget> budget, Words words) {
    if (budget.isEmpty()) {
      return words.say("trust.free");
    }
    List<String> parts = new ArrayList<>();
    add(parts, "trust.per-gesture.short", budget.get().perGesture(), words);
    add(parts, "trust.per-day.short", budget.get().perDay(), words);
    add(parts, "trust.per-year.short", budget.get().perYear(), words);
    add(parts, "trust.per-customer-per-year.short", budget.get().perCustomerPerYear(), words);
    return String.join(" · ", parts);
  }

  private void add(List<String> parts, String key, Optional<BigDecimal> amount, Words words) {
    amount.ifPresent(some -> parts.add(words.say(key, money(some, words))));
  }
}
