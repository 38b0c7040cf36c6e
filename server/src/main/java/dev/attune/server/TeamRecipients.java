package dev.attune.server;

import dev.attune.delivery.Recipient;
import dev.attune.delivery.Recipients;
import dev.attune.engine.Engine;
import dev.attune.people.Account;
import dev.attune.people.Person;
import dev.attune.playbook.Role;
import dev.attune.playbook.Team;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The people whom moments reach. A team without people is told to the default team's, and where
 * that has none either, to leads and stewards: a moment reaches somebody, never nobody.
 */
final class TeamRecipients implements Recipients {
  private final Engine engine;
  private final Accounts accounts;

  TeamRecipients(Engine engine, Accounts accounts) {
    this.engine = engine;
    this.accounts = accounts;
  }

  @Override
  public List<Recipient> of(Optional<String> team) {
    if (team.isEmpty()) {
      return those(person -> true);
    }
    Optional<String> usual = usualTeam();
    List<Recipient> own = those(person -> person.team().or(() -> usual).equals(team));
    if (!own.isEmpty()) {
      return own;
    }
    List<Recipient> others = those(person -> person.team().or(() -> usual).equals(usual));
    return others.isEmpty() ? those(person -> person.role() != Role.FRONT_LINE) : others;
  }

  /** Whose people are also those who are in no team. */
  private Optional<String> usualTeam() {
    return engine
        .playbook()
        .flatMap(playbook -> playbook.care().teams().stream().filter(Team::isDefault).findFirst())
        .map(Team::name);
  }

  @Override
  public Optional<Recipient> named(String name) {
    return those(person -> person.name().equals(name)).stream().findFirst();
  }

  @Override
  public List<Recipient> stewards() {
    return those(person -> person.role() == Role.STEWARD);
  }

  private List<Recipient> those(Predicate<Person> meant) {
    return accounts.people().all().stream()
        .filter(Account::isLive)
        .map(Account::person)
        .filter(meant)
        .map(TeamRecipients::recipient)
        .toList();
  }

  private static Recipient recipient(Person person) {
    return new Recipient(
        person.name(), person.email(), person.language().map(Locale::forLanguageTag));
  }
}
