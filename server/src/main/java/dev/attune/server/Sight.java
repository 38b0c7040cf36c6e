package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Engine;
import dev.attune.engine.MomentQuery;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.people.Person;
import dev.attune.playbook.Care;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Role;
import dev.attune.playbook.Team;
import java.util.Optional;

/**
 * What of the customers somebody sees. Stewards, leads and tokens see all. The front line sees the
 * customers of their team's brand, and of those the moments that reach their team.
 *
 * <p>A customer's brand is their trait {@value #BRAND}: a text, or a list of them. A team without a
 * brand sees customers of every brand, and of none. Which team a moment reaches, {@link Reach}
 * says; a promise of theirs that is at risk they see whichever team it reaches.
 */
final class Sight {
  static final String BRAND = "brand";

  private static final int MOST_PAGES = 20;

  private final Engine engine;
  private final Care care;
  private final Reach reach;

  /** Whose sight it is, if it has bounds. */
  private final Optional<Person> bounded;

  /** By which name they promise, if it is a person's. */
  private final Optional<String> who;

  private Sight(Engine engine, Optional<Person> person) {
    this.engine = engine;
    this.care = engine.playbook().map(Playbook::care).orElse(Care.NONE);
    this.reach = new Reach(engine, care);
    this.bounded = person.filter(each -> each.role() == Role.FRONT_LINE);
    this.who = person.map(Person::name);
  }

  /** What the sender of an admitted request sees. */
  static Sight of(Request request, Engine engine) {
    return new Sight(engine, request.person());
  }

  /** Whether there is anything they do not see. */
  boolean isBounded() {
    return bounded.isPresent();
  }

  /** Whether they see a customer with these traits. */
  boolean sees(Data traits) {
    return bounded
        .map(person -> team().map(team -> Reach.isOf(team, traits)).orElse(isWithoutTeams(person)))
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
    return sees(traits) && (isOwnPromise(moment) || reach.team(moment, traits).equals(team()));
  }

  /** The name of the team that a moment reaches. */
  Optional<String> team(MomentView moment) {
    return reach.team(moment).map(Team::name);
  }

  /** Whether a moment is about what they promised themselves. */
  boolean isOwnPromise(MomentView moment) {
    return who.isPresent() && reach.promiser(moment).equals(who);
  }

  /** The team of whose sight it is: the one they are in, else the default one. */
  private Optional<Team> team() {
    Optional<String> name = bounded.flatMap(Person::team);
    return care.teams().stream()
        .filter(team -> name.map(team.name()::equals).orElse(team.isDefault()))
        .findFirst();
  }

  private Data traits(Id customer) {
    return engine.traits(customer).orElse(Data.EMPTY);
  }
}
