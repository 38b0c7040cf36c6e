package dev.attune.care;

import dev.attune.playbook.Care;
import dev.attune.playbook.Option;
import dev.attune.playbook.Role;
import dev.attune.playbook.Scope;
import dev.attune.playbook.Team;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what somebody may do for a customer in a moment, best first. Pure. */
public final class Toolkit {
  private static final Comparator<Offer> BEST_FIRST =
      Comparator.comparing(Offer::isWithin)
          .thenComparingDouble(offer -> offer.worked().expected())
          .reversed();

  private final Care care;

  /** Over what one version of a playbook offers. */
  public Toolkit(Care care) {
    this.care = care;
  }

  /** What was counted of an option, for one customer. */
  public interface Counted {
    /** How often the customer was given it within the time that its {@code at-most} names. */
    int times(Option option);

    /** How it has worked in moments of this kind. */
    Worked worked(Option option);
  }

  /**
   * The options that fit: those of the moment, or all where nothing names a moment's kind; whose
   * condition holds; for the giver's role, team and place. What is within the budget comes before
   * what is beyond it, then what worked better, then the playbook's order: the same at every look,
   * until something has changed.
   *
   * @param moment the moment's kind; nothing if a person said in words what is happening
   * @param scope the customer, and the signal that opened the moment if one did
   */
  public List<Offer> offers(
      Optional<String> moment,
      Giver giver,
      Scope scope,
      Allowance allowance,
      Spent spent,
      Counted counted) {
    List<Option> named = moment.map(care::optionsOf).orElse(care.options());
    return named.stream()
        .filter(option -> isFor(option, giver))
        .filter(option -> option.when().map(when -> when.test(scope).holds()).orElse(true))
        .map(option -> offer(option, scope, allowance, spent, counted))
        .sorted(BEST_FIRST)
        .toList();
  }

  private static Offer offer(
      Option option, Scope scope, Allowance allowance, Spent spent, Counted counted) {
    Optional<BigDecimal> cost = option.cost().of(scope);
    int times = option.atMost().isPresent() ? counted.times(option) : 0;
    Verdict verdict = Trusting.decide(cost, allowance, spent, option.atMost(), times);
    return new Offer(option, cost, verdict, counted.worked(option));
  }

  /** Whether an option may be chosen by such a person at such a place, or is given by itself. */
  public static boolean isFor(Option option, Giver giver) {
    return switch (giver) {
      case Giver.Auto auto -> option.auto();
      case Giver.Person(String name, Role role, Optional<Team> team) ->
          option.isFor(role)
              && isAmong(team.map(Team::name), option.teams())
              && isAmong(team.flatMap(Team::region), option.places());
    };
  }

  private static boolean isAmong(Optional<String> mine, Set<String> allowed) {
    return allowed.isEmpty() || mine.map(allowed::contains).orElse(false);
  }
}
