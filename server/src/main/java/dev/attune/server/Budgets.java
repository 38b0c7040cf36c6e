package dev.attune.server;

import dev.attune.care.Allowance;
import dev.attune.engine.Chooser;
import dev.attune.engine.Engine;
import dev.attune.playbook.Care;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Team;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Works out what somebody may give at an instant, from how the budgets were set until then. */
final class Budgets {
  private final Engine engine;
  private final InstantSource clock;

  Budgets(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * Somebody as one who chooses now.
   *
   * @throws Refusal if the playbook has no such team
   */
  Chooser chooser(Actor actor) {
    return chooser(actor, clock.instant());
  }

  /** As somebody who chose at an instant. */
  Chooser chooser(Actor actor, Instant at) {
    Optional<Team> team = team(actor);
    ZoneId zone = actor.zone().or(() -> team.map(Team::zone)).orElseGet(this::zone);
    Optional<String> called = team.map(Team::name);
    Instant day = at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    List<Allowance.Dated> course =
        merged(engine.grace().course(Optional.of(actor.role()), called, day), actor.own());
    return new Chooser(
        actor.name(), Optional.of(actor.role()), called, zone, Allowance.at(at, course, zone));
  }

  /** What would hold from the next day on, as the budgets are set now. */
  Allowance tomorrow(Chooser by, Actor actor) {
    Instant now = clock.instant();
    Instant next = by.day(now).plusDays(1).atStartOfDay(by.zone()).toInstant();
    List<Allowance.Dated> course =
        merged(engine.grace().course(by.role(), by.team(), now), actor.own());
    return Allowance.at(next, course, by.zone());
  }

  private Optional<Team> team(Actor actor) {
    Care care = engine.playbook().map(Playbook::care).orElse(Care.NONE);
    Optional<Team> team =
        care.teams().stream()
            .filter(each -> actor.team().map(each.name()::equals).orElse(each.isDefault()))
            .findFirst();
    if (team.isEmpty() && actor.team().isPresent()) {
      throw Refusal.caller(
          422, "no-such-team", "the playbook has no team '%s'".formatted(actor.team().get()));
    }
    return team;
  }

  private ZoneId zone() {
    return engine.playbook().map(Playbook::zone).orElse(ZoneOffset.UTC);
  }

  /** A role's budgets, in whose place somebody's own stand while there is one. */
  static List<Allowance.Dated> merged(List<Allowance.Dated> ofRole, List<Allowance.Dated> own) {
    if (own.isEmpty()) {
      return ofRole;
    }
    TreeSet<Instant> instants = new TreeSet<>();
    ofRole.forEach(set -> instants.add(set.since()));
    own.forEach(set -> instants.add(set.since()));
    List<Allowance.Dated> merged = new ArrayList<>();
    for (Instant instant : instants) {
      Optional<Allowance.Dated> role = at(ofRole, instant);
      Optional<BigDecimal> team = role.flatMap(Allowance.Dated::teamPerDay);
      merged.add(
          new Allowance.Dated(
              instant,
              at(own, instant)
                  .flatMap(Allowance.Dated::budget)
                  .or(() -> role.flatMap(Allowance.Dated::budget)),
              team));
    }
    return merged;
  }

  private static Optional<Allowance.Dated> at(List<Allowance.Dated> course, Instant instant) {
    return course.stream()
        .filter(set -> !set.since().isAfter(instant))
        .max(Comparator.comparing(Allowance.Dated::since));
  }
}
