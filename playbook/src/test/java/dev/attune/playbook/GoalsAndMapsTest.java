package dev.attune.playbook;

import static dev.attune.playbook.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.MomentRule.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals, facts with an entry for each key, sequences, and what conditions say of them. */
class GoalsAndMapsTest {
  private static final String FACTS =
      """
      playbook: X
      goals:
        arrive-well: { starts: Ride Requested, attained: Ride Completed, within: 2h }
        home: { starts: A, attained: B, within: 1d }
      facts:
        topics: { count: Contact, per: properties.topic, within: 14d }
        last: { last: Contact, per: properties.topic }
        rides: { count: Ride Completed }
      moments:
        m: { OPENS: "CONDITION" }
      """;

  @Test
  void readsAGoal() {
    Playbook playbook =
        read(
            """
            playbook: X
            goals:
              arrive:
                title: Arrive on time
                motive: progress
                starts: Ride Requested
                attained: Ride Completed
                per: properties.ride.id
                where: signal.properties.minutesLate <= 5
                within: 2h
            facts:
              rides: { count: Ride Completed }
            """);

    Goal goal = playbook.goals().getFirst();
    assertThat(goal.name()).isEqualTo("arrive");
    assertThat(goal.motive()).contains(Goal.Motive.PROGRESS);
    assertThat(goal.title()).contains("Arrive on time");
    assertThat(goal.starts()).isEqualTo("Ride Requested");
    assertThat(goal.attained()).isEqualTo("Ride Completed");
    assertThat(goal.per()).containsExactly("ride", "id");
    assertThat(goal.within()).isEqualTo(Duration.ofHours(2));
    assertThat(playbook.declaredFacts()).extracting(Fact::name).containsExactly("rides");
    assertThat(playbook.facts()).extracting(Fact::index).containsExactly(0, 1, 2, 3, 4);
    assertThat(playbook.ofGoal(goal, Fact.Kind.RATE).name()).isEqualTo("goals.arrive.rate");
  }

  @Test
  void readsWhatCameOfAGoalAsFacts() {
    Playbook playbook =
        read(
            """
            playbook: X
            goals:
              home: { starts: A, attained: B, within: 1d }
            facts:
              ok: { attained: home, within: 30d }
              bad: { missed: home }
              rate: { rate: home, within: 90d }
            """);

    assertThat(playbook.declaredFacts())
        .extracting(Fact::kind)
        .containsExactly(Fact.Kind.ATTAINED, Fact.Kind.MISSED, Fact.Kind.RATE);
    assertThat(playbook.declaredFacts()).extracting(Fact::event).containsOnly("home");
  }

  @Test
  void readsASequence() {
    MomentRule rule =
        read("""
        playbook: X
        moments:
          m:
            sequence: [Search, { event: View, where: signal.properties.price > 10 }, Buy]
            within: 1h
            per: properties.product
        """)
            .moments()
            .getFirst();

    Trigger.Sequence sequence = (Trigger.Sequence) rule.trigger();
    assertThat(sequence.steps())
        .extracting(Object::toString)
        .containsExactly("Search", "View where signal.properties.price > 10", "Buy");
    assertThat(sequence.within()).isEqualTo(Duration.ofHours(1));
    assertThat(rule.per()).containsExactly("product");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      value = {
        "becomes ;; facts.topics >= 3 ;; facts.topics has an entry for each key, and nothing here "
            + "says which is meant [write facts.topics.max() or facts.topics.any(v, v >= 3)]",
        "becomes ;; facts.rides.max() >= 3 ;; max asks the entries of a fact with per "
            + "[give the fact a per]",
        "becomes ;; traits.list.any(v, v > 1) ;; any asks the entries of a fact with per "
            + "[of a list ask exists(v, ...)]",
        "becomes ;; facts.topcs.max() > 1 ;; unknown fact topcs [did you mean topics?]",
        "becomes ;; facts.topics.any(v, v == 'x') ;; == does not go between a whole number and "
            + "a text",
        "becomes ;; goals.hom.open > 0 ;; unknown goal hom [did you mean home?]",
        "becomes ;; goals.home.opne > 0 ;; a goal tells no opne [did you mean open?]",
        "becomes ;; goals.home > 0 ;; goals.home is read by a word [write goals.home.attained]",
        "becomes ;; goals.arrive-well.open > 0 ;; goals.arrive is no name: a hyphen takes away "
            + "[write goals['arrive-well']]",
      })
  void refusesConditionsThatMeanNothing(String opens, String condition, String problem) {
    List<String> problems =
        switch (new PlaybookReader()
            .read(FACTS.replace("OPENS", opens).replace("CONDITION", condition))) {
          case Checked.Accepted accepted -> List.of();
          case Checked.Refused refused ->
              refused.problems().stream()
                  .map(p -> p.message() + p.hint().map(hint -> " [" + hint + "]").orElse(""))
                  .toList();
        };

    assertThat(problems).isNotEmpty();
    assertThat(problems.getFirst()).startsWith(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "goals.come-back.open > 0",
        "goals.come-back.open > 0 && goals.come-back.missed > 1",
        "goals.come-back-soon.open > 0",
        "goals.go-on.open > 0"
      })
  void tellsOfAHyphenInAGoalOnce(String condition) {
    String goal = condition.substring("goals.".length(), condition.indexOf(".open"));
    String rule = "{ starts: A, attained: B, within: 1h }";
    String text =
        """
        playbook: X
        goals: { come-back: %1$s, come-back-soon: %1$s, go: %1$s, go-on: %1$s }
        segments: { s: "%2$s" }
        """
            .formatted(rule, condition);

    assertThat(Refusals.problems(text))
        .isNotEmpty()
        .allSatisfy(problem ->
            assertThat(problem)
                .endsWith(" is no name: a hyphen takes away [write goals['" + goal + "']]"));
  }

  @Test
  void asksTheEntriesOfAMap() {
    Condition any = condition("becomes", "facts.topics.any(v, v >= 3)");
    Condition max = condition("becomes", "facts.topics.max() < 2");
    Condition latest = condition("becomes", "facts.last.max() > timestamp('2026-01-01T00:00:00Z')");

    assertThat(any.test(Given.nothing())).isEqualTo(Truth.FALSE);
    assertThat(max.test(Given.nothing())).isEqualTo(Truth.TRUE);
    assertThat(latest.test(Given.nothing())).isEqualTo(Truth.UNKNOWN);
    assertThat(any.test(Given.entries(0, Map.of("bill", 2L, "late", 3L)))).isEqualTo(Truth.TRUE);
    assertThat(max.test(Given.entries(0, Map.of("bill", 2L, "late", 3L)))).isEqualTo(Truth.FALSE);
    assertThat(any.explain(Given.entries(0, Map.of("bill", 2L))).getFirst().text())
        .isEqualTo("facts.topics.any(v, v >= 3)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      value = {
        "facts: { f: { streak: A, within: 1d } } ;; 2:26 within means nothing here: a streak ends "
            + "by itself when a day or week is left out",
        "facts: { f: { streak: A, by: month } } ;; 2:30 unknown by month [known: day, week]",
        "facts: { f: { trend: A } } ;; 2:15 trend needs to know which window [add within: 30d; it "
            + "is compared with the 30 days before]",
        "facts: { f: { count: A, by: day, within: 1d } } ;; 2:25 by means nothing here: only a "
            + "streak counts by days or weeks",
        "facts: { f: { missed: x } } ;; 2:23 unknown goal x",
        "goals: { g: { starts: A, within: 1d } } ;; 2:10 goal g does not say attained [the event "
            + "that shows they got there: attained: Ride Completed]",
        "goals: { g: { starts: A, attained: B, within: 0d } } ;; 2:47 within must be longer than "
            + "zero: 0d",
        "goals: { g: { starts: A, attained: B, within: 1d, motive: money } } ;; 2:59 unknown "
            + "motive money [known: progress, belonging, joy, relief]",
        "moments: { m: { sequence: [A, B] } } ;; 2:17 sequence needs within beside it [add within: "
            + "1h]",
        "moments: { m: { sequence: [A], within: 1h } } ;; 2:17 a sequence has 2 to 20 steps, not 1 "
            + "[write sequence: [Product Viewed, Cart Viewed]]",
        "moments: { m: { when: signal.event == 'A', within: 1h } } ;; 2:44 within means something "
            + "only beside sequence",
        "moments: { m: { becomes: traits.x == 1, per: properties.x } } ;; 2:41 per means nothing "
            + "here: no signal opens this moment, so none gives the key [per goes with when, "
            + "after and sequence]",
      })
  void refusesRulesThatMeanNothing(String rule, String problem) {
    refuses("playbook: X\n" + rule + "\n", problem);
  }

  private static Condition condition(String opens, String text) {
    Playbook playbook = read(FACTS.replace("OPENS", opens).replace("CONDITION", text));
    return ((Trigger.Becomes) playbook.moments().getFirst().trigger()).condition();
  }

  private static Playbook read(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused -> throw new AssertionError(refused.problems());
    };
  }
}
