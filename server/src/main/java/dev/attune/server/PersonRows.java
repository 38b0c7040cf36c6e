package dev.attune.server;

import dev.attune.pages.Filter;
import dev.attune.pages.PeoplePage;
import dev.attune.pages.PeoplePage.State;
import dev.attune.pages.SessionRow;
import dev.attune.pages.Words;
import dev.attune.people.Account;
import dev.attune.people.Person;
import dev.attune.people.Session;
import dev.attune.playbook.Care;
import dev.attune.playbook.Role;
import dev.attune.playbook.Team;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** People as pages show them. */
final class PersonRows {
  private final Accounts accounts;
  private final Trusts trusts;

  PersonRows(Accounts accounts, Trusts trusts) {
    this.accounts = accounts;
    this.trusts = trusts;
  }

  Trusts trusts() {
    return trusts;
  }

  /** Somebody, as {@code viewer} sees them. */
  PeoplePage.Row row(Account account, Optional<Person> viewer, Words words) {
    Person person = account.person();
    Optional<Instant> seen = accounts.sessions().lastSeen(person.name());
    return new PeoplePage.Row(
        person.name(),
        Labels.cut(person.title()),
        role(person.role(), words),
        team(person),
        state(account, seen.isPresent(), words.now()),
        seen,
        trusts.of(person, words),
        viewer.map(who -> who.name().equals(person.name())).orElse(false));
  }

  static String role(Role role, Words words) {
    return words.say("people.role." + role.word());
  }

  /** A person's team; the default one where they have none. */
  String team(Person person) {
    return person
        .team()
        .or(() ->
            trusts.care().teams().stream().filter(Team::isDefault).findFirst().map(Team::name))
        .orElse("");
  }

  private static State state(Account account, boolean wasHere, Instant now) {
    if (!account.isLive()) {
      return State.ENDED;
    }
    if (account.password().isPresent() || wasHere) {
      return State.ACTIVE;
    }
    return account.link().map(link -> now.isBefore(link.until())).orElse(false)
        ? State.INVITED
        : State.LATE;
  }

  /** What can be chosen for somebody. */
  PeoplePage.Choices choices(Words words) {
    List<Filter.Choice> roles = new ArrayList<>();
    for (Role role : List.of(Role.FRONT_LINE, Role.LEAD, Role.STEWARD)) {
      roles.add(new Filter.Choice(role.word(), role(role, words)));
    }
    Care care = trusts.care();
    List<Filter.Choice> teams = new ArrayList<>();
    if (!care.teams().isEmpty()) {
      String usual =
          care.teams().stream().filter(Team::isDefault).map(Team::name).findFirst().orElse("");
      teams.add(new Filter.Choice("", words.say("people.team-default", usual)));
      care.teams().forEach(team -> teams.add(new Filter.Choice(team.name(), team.name())));
    }
    return new PeoplePage.Choices(roles, teams, zones());
  }

  private static List<String> zones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(zone -> zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/.*"))
        .sorted()
        .toList();
  }

  /** Where somebody is signed in, as they see it who look by {@code current}. */
  List<SessionRow> sessions(String person, Optional<Session> current) {
    return accounts.sessions().of(person).stream()
        .map(each ->
            new SessionRow(
                each.id(),
                each.device(),
                each.address(),
                each.since(),
                each.seen(),
                current.map(mine -> mine.hash().equals(each.hash())).orElse(false)))
        .toList();
  }
}
