package dev.attune.server;

import dev.attune.people.Account;
import dev.attune.people.OwnBudget;
import dev.attune.people.People;
import dev.attune.people.Person;
import dev.attune.playbook.Budget;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What stewards do with people. With what somebody is trusted stands in the audit beforehand. */
final class Roster {
  private final Accounts accounts;
  private final Auditing auditing;
  private final InstantSource clock;

  Roster(Accounts accounts, Auditing auditing, InstantSource clock) {
    this.accounts = accounts;
    this.auditing = auditing;
    this.clock = clock;
  }

  Accounts accounts() {
    return accounts;
  }

  Auditing auditing() {
    return auditing;
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * The account of this name, ended or not.
   *
   * @throws Refusal if there is none
   */
  Account demand(String name) {
    return accounts
        .people()
        .find(name)
        .orElseThrow(
            () -> Refusal.absent("no-such-person", "there is nobody named '%s'".formatted(name)));
  }

  /**
   * Adds somebody, with a link for their first sign-in.
   *
   * @throws dev.attune.people.PeopleException if that cannot be
   */
  People.Invited add(Request request, Person person) {
    auditing.note(request, "person-added", trusted(person));
    return accounts.people().add(person);
  }

  /**
   * Changes what is said of somebody.
   *
   * @throws dev.attune.people.PeopleException if that cannot be
   */
  Account change(Request request, String name, UnaryOperator<Person> how) {
    return accounts
        .people()
        .change(
            name,
            person -> {
              Person now = how.apply(person);
              auditing.note(request, "person-changed", trusted(now));
              return now;
            });
  }

  private static String trusted(Person person) {
    return person.name()
        + " role="
        + person.role().word()
        + person.team().map(team -> " team=" + team).orElse("");
  }

  /**
   * Trusts somebody with a budget of their own, or with their role's again.
   *
   * @throws dev.attune.people.PeopleException if that cannot be
   */
  Account budget(Request request, String name, Optional<Budget> budget) {
    auditing.note(request, "budget-set", name + " " + PeopleShapes.amounts(budget));
    OwnBudget own = new OwnBudget(clock.instant().truncatedTo(ChronoUnit.MILLIS), budget);
    return accounts.people().change(name, person -> person.with(own));
  }

  /**
   * Lets somebody in no more, and ends what is open.
   *
   * @throws dev.attune.people.PeopleException if that cannot be
   */
  Account end(String name) {
    Account ended = accounts.people().end(name);
    int unused = accounts.sessions().endAll(name, session -> true);
    return ended;
  }
}
