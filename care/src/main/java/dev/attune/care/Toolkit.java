package dev.attune.care;

import dev.attune.playbook.Care;
import dev.attune.playbook.Option;
import dev.attune.playbook.Role;
import dev.attune.playbook.Scope;
import dev.attune.playbook.Team;
import java.math.BigDecimal;
import java.util.ArrayList;
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
   * until something has changed. Nothing, if the customer objects to being served.
   */
  public List<Offer> offers(Situation situation, Counted counted) {
    if (situation.objects()) {
      return List.of();
    }
    return offered(situation).stream()
        .filter(option -> isFor(option, situation.giver()))
        .filter(option -> fits(option, situation.scope()))
        .map(option -> offer(option, situation, counted, List.of()))
        .sorted(BEST_FIRST)
        .toList();
  }

  /**
   * An option that somebody chose, with every reason there is against it; nothing if the playbook
   * has none of this name. Decides as {@link #offers} does: what was offered, and nothing has
   * changed since, is within.
   */
  public Optional<Offer> chosen(String name, Situation situation, Counted counted) {
    return care.options().stream()
        .filter(option -> option.name().equals(name))
        .findFirst()
        .map(option -> chosen(option, situation, counted));
  }

  private Offer chosen(Option option, Situation situation, Counted counted) {
    List<Verdict.Reason> against = new ArrayList<>(situation.against());
    if (!offered(situation).contains(option)) {
      against.add(new Verdict.Reason.NotOffered());
    }
    if (!isFor(option, situation.giver())) {
      against.add(new Verdict.Reason.NotForThem());
    }
    if (!fits(option, situation.scope())) {
      against.add(new Verdict.Reason.DoesNotFit());
    }
    return offer(option, situation, counted, against);
  }

  private List<Option> offered(Situation situation) {
    return situation.moment().map(care::optionsOf).orElse(care.options());
  }

  private static boolean fits(Option option, Scope scope) {
    return option.when().map(when -> when.test(scope).holds()).orElse(true);
  }

  private Offer offer(
      Option option, Situation situation, Counted counted, List<Verdict.Reason> against) {
    Optional<BigDecimal> cost = care.cost(option, situation.scope());
    int times = option.atMost().isPresent() ? counted.times(option) : 0;
    Verdict verdict =
        Trusting.decide(cost, situation.allowance(), situation.spent(), option.atMost(), times);
    return new Offer(option, cost, verdict.and(against), counted.worked(option));
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
