package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.engine.MomentQuery;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.people.Person;
import dev.attune.playbook.Care;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Role;
import dev.attune.playbook.Team;
import java.util.List;
import java.util.Optional;

/**
 * What of the customers somebody sees. Stewards, leads and tokens see all. The front line sees the
 * customers of their team's brand, and of those the moments that reach their team.
 *
 * <p>A customer's brand is their trait {@value #BRAND}: a text, or a list of them. A team without a
 * brand sees customers of every brand, and of none. A moment reaches the team that it names, else
 * the default team; where the named team has another brand than the customer, the default team.
 */
final class Sight {
  static final String BRAND = "brand";

  private static final int MOST_PAGES = 20;

  private final Engine engine;
  private final Care care;

  /** Whose sight it is, if it has bounds. */
  private final Optional<Person> bounded;

  private Sight(Engine engine, Optional<Person> bounded) {
    this.engine = engine;
    this.care = engine.playbook().map(Playbook::care).orElse(Care.NONE);
    this.bounded = bounded;
  }

  /** What the sender of an admitted request sees. */
  static Sight of(Request request, Engine engine) {
    return new Sight(engine, request.person().filter(person -> person.role() == Role.FRONT_LINE));
  }

  /** Whether there is anything they do not see. */
  boolean isBounded() {
    return bounded.isPresent();
  }

  /** Whether they see a customer with these traits. */
  boolean sees(Data traits) {
    return bounded
        .map(person -> team().map(team -> isOf(team, traits)).orElse(isWithoutTeams(person)))
        .orElse(true);
  }

  /** Who is in a team that is no more sees nobody, until a steward says which team they are in. */
  private boolean isWithoutTeams(Person person) {
    return care.teams().isEmpty() && person.team().isEmpty();
  }

  /**
   * Moments, newest first, but those out of sight; so a page may be short, and there may yet be
   * another.
   */
  Page<MomentView> moments(MomentQuery query) {
    Page<MomentView> page = engine.moments(query);
    Page<MomentView> seen = seen(page);
    for (int i = 0; seen.items().isEmpty() && page.next().isPresent() && i < MOST_PAGES; i++) {
      page = engine.moments(query.from(page.next().get()));
      seen = seen(page);
    }
    return seen;
  }

  private Page<MomentView> seen(Page<MomentView> page) {
    return bounded.isEmpty()
        ? page
        : new Page<>(page.items().stream().filter(this::sees).toList(), page.next());
  }

  /** Whether they see a moment, and whose it is. */
  boolean sees(MomentView moment) {
    if (bounded.isEmpty()) {
      return true;
    }
    Data traits = traits(moment.customer());
    return sees(traits) && reaches(care, moment.rule(), traits).equals(team());
  }

  /** The team of whose sight it is: the one they are in, else the default one. */
  private Optional<Team> team() {
    Optional<String> name = bounded.flatMap(Person::team);
    return care.teams().stream()
        .filter(team -> name.map(team.name()::equals).orElse(team.isDefault()))
        .findFirst();
  }

  /** The team that a moment of a customer with these traits reaches; nothing without teams. */
  static Optional<Team> reaches(Care care, String moment, Data traits) {
    return care.teamOf(moment)
        .filter(team -> isOf(team, traits))
        .or(() -> care.teams().stream().filter(Team::isDefault).findFirst());
  }

  private static boolean isOf(Team team, Data traits) {
    if (team.brand().isEmpty()) {
      return true;
    }
    String brand = team.brand().get();
    return switch (traits.get(BRAND)) {
      case String text -> text.equals(brand);
      case List<?> several -> several.contains(brand);
      case null, default -> false;
    };
  }

  private Data traits(Id customer) {
    return engine.customer(customer).map(CustomerView::traits).orElse(Data.EMPTY);
  }
}
