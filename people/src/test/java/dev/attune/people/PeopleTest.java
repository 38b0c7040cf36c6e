package dev.attune.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.playbook.Budget;
import dev.attune.playbook.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private static final String WORDS = "late train to Ulm";
  private static final Passwords CHEAP = new Passwords(new Passwords.Cost(8, 1, 1));

  private final Kept kept = new Kept();
  private final MovedClock clock = new MovedClock();
  private final People people = new People(kept, clock, CHEAP);

  private People again() {
    return new People(kept, clock, CHEAP);
  }

  private static AbstractThrowableAssert<?, ?> refused(String code, ThrowingCallable act) {
    return assertThatThrownBy(act)
        .isInstanceOfSatisfying(PeopleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Person steward() {
    return people.acceptFirst(people.found(), "sam", "Sam", WORDS);
  }

  @Test
  void letsTheFirstStewardInOnceByALink() {
    Secret link = people.found();
    assertThat(people.whose(link)).contains(new People.For.FirstSteward());

    Person sam = people.acceptFirst(link, "sam", "Sam", WORDS);

    assertThat(sam.role()).isEqualTo(Role.STEWARD);
    assertThat(people.hasSteward()).isTrue();
    refused("bad-link", () -> people.acceptFirst(link, "eve", "Eve", WORDS));
    refused("steward-exists", people::found);
    assertThat(again().verify("sam", WORDS)).contains(sam);
  }

  @Test
  void offersOnlyTheNewestFoundingLinkAndNotForLong() {
    Secret old = people.found();
    Secret link = people.found();
    refused("bad-link", () -> people.acceptFirst(old, "sam", "Sam", WORDS));
    clock.pass(People.LINK_LIFE);
    refused("bad-link", () -> people.acceptFirst(link, "sam", "Sam", WORDS));
  }

  @Test
  void setsAPasswordByALinkOnce() {
    People.Invited invited = people.add(Person.of("ana", "Ana", Role.FRONT_LINE));
    assertThat(people.verify("ana", "")).isEmpty();
    assertThat(people.whose(invited.link()))
        .contains(new People.For.Known(invited.account().person()));

    assertThat(people.accept(invited.link(), WORDS).name()).isEqualTo("ana");

    assertThat(people.whose(invited.link())).isEmpty();
    refused("bad-link", () -> people.accept(invited.link(), "another train at nine"));
    assertThat(people.verify("ana", WORDS)).isPresent();
    assertThat(people.verify("ana", "late train to Bonn")).isEmpty();
    assertThat(kept.text()).doesNotContain(invited.link().reveal(), WORDS);
  }

  @Test
  void keepsALinkThatABadPasswordCameWith() {
    People.Invited invited = people.add(Person.of("ana", "Ana", Role.LEAD));

    refused("bad-password", () -> people.accept(invited.link(), "short"));

    assertThat(people.accept(invited.link(), WORDS).name()).isEqualTo("ana");
  }

  @Test
  void endsALinkAfterItsTimeAndByANewOne() {
    People.Invited first = people.add(Person.of("ana", "Ana", Role.LEAD));
    People.Invited second = people.invite("ana");
    refused("bad-link", () -> people.accept(first.link(), WORDS));

    clock.pass(People.LINK_LIFE);

    refused("bad-link", () -> people.accept(second.link(), WORDS));
    assertThat(again().whose(second.link())).isEmpty();
  }

  @Test
  void keepsEverythingOfAPerson() {
    Budget budget =
        new Budget(
            Optional.of(new BigDecimal("12.50")),
            Optional.empty(),
            Optional.of(new BigDecimal("900")),
            Optional.empty());
    Person ana =
        new Person(
                "ana",
                "Ana \"A\" M\u00fcller",
                Optional.of("ana@example.com"),
                Role.FRONT_LINE,
                Optional.of("care"),
                Optional.of(ZoneId.of("America/Lima")),
                Optional.of("de-AT"),
                List.of())
            .with(new OwnBudget(clock.instant(), Optional.of(budget)))
            .with(new OwnBudget(clock.instant().plusSeconds(9), Optional.empty()));
    Account account = people.add(ana).account();

    assertThat(again().find("ana")).contains(account);
  }

  @Test
  void neverGivesANameAgainButLetsPeopleReturn() {
    steward();
    people.add(Person.of("ana", "Ana", Role.LEAD));
    refused("name-in-use", () -> people.add(Person.of("ana", "Another", Role.LEAD)));

    people.end("ana");

    assertThat(people.live("ana")).isEmpty();
    refused("name-in-use", () -> people.add(Person.of("ana", "Another", Role.LEAD)))
        .hasMessageContaining("they can return");
    refused("no-such-person", () -> people.change("ana", person -> person));
    assertThat(people.accept(people.invite("ana").link(), WORDS).title()).isEqualTo("Ana");
    assertThat(people.live("ana")).isPresent();
  }

  @Test
  void endsPasswordAndLinkWithTheAccount() {
    steward();
    People.Invited ana = people.add(Person.of("ana", "Ana", Role.LEAD));
    people.accept(ana.link(), WORDS);
    Secret another = people.invite("ana").link();

    people.end("ana");

    assertThat(people.verify("ana", WORDS)).isEmpty();
    refused("bad-link", () -> people.accept(another, WORDS));
  }

  @Test
  void keepsOneStewardWhoCanSignIn() {
    steward();
    people.add(Person.of("ana", "Ana", Role.STEWARD));

    refused("last-steward", () -> people.end("sam")).hasMessageContaining("only steward");
    refused(
        "last-steward", () -> people.change("sam", person -> Person.of("sam", "Sam", Role.LEAD)));
    people.accept(people.invite("ana").link(), WORDS);
    people.end("sam");

    assertThat(people.hasSteward()).isTrue();
  }

  @Test
  void hashesAnewWhenTheCostChanges() {
    people.accept(people.add(Person.of("ana", "Ana", Role.LEAD)).link(), WORDS);
    Passwords dearer = new Passwords(new Passwords.Cost(16, 2, 1));
    People later = new People(kept, clock, dearer);

    assertThat(later.verify("ana", "wrong words at all")).isEmpty();
    assertThat(kept.text()).contains("m=8,t=1");
    assertThat(later.verify("ana", WORDS)).isPresent();

    assertThat(kept.text()).contains("m=16,t=2").doesNotContain("m=8,t=1");
    assertThat(later.verify("ana", WORDS)).isPresent();
  }

  @Test
  void refusesWhatCannotBeAPerson() {
    refused("bad-name", () -> Person.of("Ana", "Ana", Role.LEAD));
    refused("bad-name", () -> Person.of("a".repeat(65), "Ana", Role.LEAD));
    refused("bad-title", () -> Person.of("ana", "  ", Role.LEAD));
    refused("bad-title", () -> Person.of("ana", "A\nB", Role.LEAD));
    Person ana = Person.of("ana", "Ana", Role.LEAD);
    refused("bad-email", () -> with(ana, Optional.of("no mail"), Optional.empty()));
    refused("bad-language", () -> with(ana, Optional.empty(), Optional.of("not a tag")));
    refused("bad-name", () -> steward(steward()));
  }

  private void steward(Person sam) {
    people.change(sam.name(), person -> Person.of("other", "Sam", Role.STEWARD));
  }

  private static Person with(Person person, Optional<String> email, Optional<String> language) {
    return new Person(
        person.name(),
        person.title(),
        email,
        person.role(),
        person.team(),
        person.zone(),
        language,
        person.budgets());
  }

  @Test
  void takesBudgetsInTheirOrderOnly() {
    Person ana =
        Person.of("ana", "Ana", Role.LEAD).with(new OwnBudget(clock.instant(), Optional.empty()));

    assertThatThrownBy(() ->
            ana.with(new OwnBudget(clock.instant().minus(Duration.ofDays(1)), Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ana.budgets()).hasSize(1);
  }
}
