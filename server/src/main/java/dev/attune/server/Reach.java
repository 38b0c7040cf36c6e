package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Chooser;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.MomentView;
import dev.attune.playbook.BuiltIn;
import dev.attune.playbook.Care;
import dev.attune.playbook.Team;
import java.util.List;
import java.util.Optional;

/**
 * Whom a moment reaches: the team that its rule names, else the default team; where that team has
 * another brand than the customer, the default team.
 *
 * <p>A promise at risk reaches the person who promised, and the team for which they did, whatever
 * its rule says; what Attune gave by itself, the team that the moment reached in which it did.
 */
final class Reach {
  private final Engine engine;
  private final Care care;

  Reach(Engine engine, Care care) {
    this.engine = engine;
    this.care = care;
  }

  /** The promise that a moment is about. */
  Optional<GestureView> promise(MomentView moment) {
    return moment.rule().equals(BuiltIn.PROMISE_AT_RISK.word())
        ? Optional.ofNullable(moment.key()).flatMap(engine.grace()::gesture)
        : Optional.empty();
  }

  /** Who promised what a moment is about, if a person did. */
  Optional<String> promiser(MomentView moment) {
    return promise(moment)
        .map(gesture -> gesture.choice().by())
        .filter(by -> !by.isAuto())
        .map(Chooser::name);
  }

  /** The team that a moment of a customer with these traits reaches; nothing without teams. */
  Optional<Team> team(MomentView moment, Data traits) {
    Optional<GestureView> promise = promise(moment);
    return promise
        .flatMap(gesture -> gesture.choice().by().teamOf(care))
        .filter(team -> isOf(team, traits))
        .or(() -> named(promise.flatMap(GestureView::kind).orElse(moment.rule()), traits));
  }

  /** As above; the customer is asked for only where it depends on their brand. */
  Optional<Team> team(MomentView moment) {
    boolean hasBrands = care.teams().stream().anyMatch(team -> team.brand().isPresent());
    return team(
        moment, hasBrands ? engine.traits(moment.customer()).orElse(Data.EMPTY) : Data.EMPTY);
  }

  private Optional<Team> named(String rule, Data traits) {
    return care.teamOf(rule).filter(team -> isOf(team, traits)).or(this::usual);
  }

  private Optional<Team> usual() {
    return care.teams().stream().filter(Team::isDefault).findFirst();
  }

  /** Whether customers with these traits are of a team's brand. */
  static boolean isOf(Team team, Data traits) {
    if (team.brand().isEmpty()) {
      return true;
    }
    String brand = team.brand().get();
    return switch (traits.get(Sight.BRAND)) {
      case String text -> text.equals(brand);
      case List<?> several -> several.contains(brand);
      case null, default -> false;
    };
  }
}
