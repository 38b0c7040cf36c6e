package dev.attune.playbook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people may do about moments: the options they choose from, the teams that moments reach, and
 * the trust they have.
 *
 * @param options in the document's order
 * @param teams in the document's order; where there are any, one is the default
 * @param attention how many open moments a person is offered at most at a time
 * @param moments what each moment says about it, by its name; a moment that says nothing is absent
 */
public record Care(
    List<Option> options,
    List<Team> teams,
    Trust trust,
    int attention,
    Map<String, OfMoment> moments) {
  /** How many open moments a person is offered where a playbook does not say. */
  public static final int ATTENTION = 20;

  /** No options, no teams, no trust. */
  public static final Care NONE = new Care(List.of(), List.of(), Trust.NONE, ATTENTION, Map.of());

  public Care {
    options = List.copyOf(options);
    teams = List.copyOf(teams);
    moments = Map.copyOf(moments);
  }

  /**
   * What a moment says about helping.
   *
   * @param options indexes of the options it offers, in its order
   * @param team whom it reaches; nothing for the default team
   * @param good what shows that it ended well; nothing for the customer's next purchase or session
   */
  public record OfMoment(
      List<Integer> options, Optional<String> team, Urgency urgency, Optional<Good> good) {
    /** A moment that says nothing about it. */
    public static final OfMoment SILENT =
        new OfMoment(List.of(), Optional.empty(), Urgency.NORMAL, Optional.empty());

    public OfMoment {
      options = List.copyOf(options);
    }
  }

  /** What an option costs for one customer, as it can be paid; nothing where it cannot be told. */
  public Optional<BigDecimal> cost(Option option, Scope scope) {
    return option.cost().of(scope).map(trust::payable);
  }

  /** What the moment of this name says. */
  public OfMoment of(String moment) {
    return moments.getOrDefault(moment, OfMoment.SILENT);
  }

  /** What shows that a moment of this name ended well. */
  public Good goodOf(String moment) {
    return of(moment).good().orElse(Good.USUAL);
  }

  /** The options that the moment of this name offers, in its order. */
  public List<Option> optionsOf(String moment) {
    return of(moment).options().stream().map(options::get).toList();
  }

  /** The team that the moment of this name reaches; nothing if there are no teams. */
  public Optional<Team> teamOf(String moment) {
    Optional<String> named = of(moment).team();
    return teams.stream()
        .filter(team -> named.map(team.name()::equals).orElse(team.isDefault()))
        .findFirst();
  }
}
