package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Reads.Operator;
import dev.attune.playbook.Reads.Sensitivity;
import dev.attune.playbook.Reads.Sensitivity.Any;
import dev.attune.playbook.Reads.Sensitivity.Threshold;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionReadsTest {
  private static final int RIDES = Written.fact("rides");

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        "facts.rides < 3     | LESS     | 3",
        "facts.rides <= 3.5  | AT_MOST  | 3.5",
        "facts.rides > -3    | MORE     | -3",
        "facts.rides >= 3    | AT_LEAST | 3",
        "facts.rides == 3    | EQUAL    | 3",
        "facts.rides != 3    | UNEQUAL  | 3",
        "3 < facts.rides     | MORE     | 3",
        "3 <= facts.rides    | AT_LEAST | 3",
        "3 > facts.rides     | LESS     | 3",
        "3 >= facts.rides    | AT_MOST  | 3",
        "3 == facts.rides    | EQUAL    | 3",
        "3 != facts.rides    | UNEQUAL  | 3",
        "facts.rides > 2 * 3 | MORE     | 6",
        "!(facts.rides > 3)  | MORE     | 3",
      })
  void knowTheLimitOfANumericFact(String condition, Operator operator, double limit) {
    assertThat(facts(condition)).containsExactly(new Threshold(RIDES, operator, limit));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "facts.rides > facts.rides",
        "facts.rides + 1 > 3",
        "facts.rides in [1, 2]",
        "has(facts.rides)",
        "traits.x == facts.rides",
        "facts.rides > traits.x",
        "facts.rides > 9007199254740993",
        "[1, 2].exists(v, v == facts.rides)",
        "(traits.vip ? facts.rides : 0) > 3",
        "signal.properties.n > facts.rides",
      })
  void takeEveryOtherUseOfAFactForAnyChange(String condition) {
    assertThat(facts(condition)).containsExactly(new Any(RIDES));
  }

  @ParameterizedTest
  @CsvSource({"lastRide", "firstRide"})
  void takeATimeForAnyChange(String fact) {
    assertThat(facts("facts." + fact + " > timestamp('2026-01-01T00:00:00Z')"))
        .containsExactly(new Any(Written.fact(fact)));
  }

  @Test
  void takeTheLatestValueForAnyChange() {
    assertThat(facts("facts.city == 3")).containsExactly(new Any(Written.fact("city")));
  }

  @Test
  void nameEachUseOnce() {
    assertThat(facts("facts.rides > 3 && facts.spend < 9 && facts.rides > 3 || facts.rides < 1"))
        .containsExactly(
            new Threshold(RIDES, Operator.MORE, 3),
            new Threshold(Written.fact("spend"), Operator.LESS, 9),
            new Threshold(RIDES, Operator.LESS, 1));
  }

  @Test
  void nameSegmentsTraitsPropertiesAndContext() {
    Reads reads =
        Written.condition(
                "'drifting' in segments && traits.plan == 'x' && has(traits.address.zip)"
                    + " && signal.properties.cart.total > 3 && signal.properties['two words'] == 1"
                    + " && signal.context.timezone == 'UTC'")
            .reads();

    assertThat(reads.segments()).containsExactly(Written.segment("drifting"));
    assertThat(reads.traits()).containsExactlyInAnyOrder("plan", "address");
    assertThat(reads.properties()).containsExactlyInAnyOrder("cart", "two words");
    assertThat(reads.context()).containsExactly("timezone");
    assertThat(reads.signal()).isTrue();
    assertThat(reads.facts()).isEmpty();
  }

  @Test
  void sayWhenTheSignalPlaysNoPart() {
    assertThat(Written.condition("traits.plan == 'x'").reads().signal()).isFalse();
    assertThat(Written.condition("signal.text == 'x'").reads().signal()).isTrue();
    assertThat(Written.condition("signal.occurredAt > facts.lastRide").reads().signal()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "signal.event == 'A'                                             | A",
        "'A' == signal.event                                             | A",
        "signal.event in ['A', 'B']                                      | A B",
        "signal.event == 'A' || signal.event == 'B'                      | A B",
        "signal.event == 'A' && facts.rides > 3                          | A",
        "facts.rides > 3 && (signal.event == 'A' || signal.event == 'B') | A B",
        "signal.event in ['A', 'B'] && signal.event != 'A'               | A B",
        "signal.event in ['A', 'B'] && signal.event in ['B', 'C']        | B",
        "signal.kind == 'feedback' && traits.plan == 'x'                 | Feedback",
        "signal.kind in ['feedback', 'page']                             | Feedback Page",
        "(signal.event == 'A' && facts.rides > 3) || signal.event == 'B' | A B",
      })
  void knowTheOnlyEventsThatMatter(String condition, String events) {
    assertThat(Written.condition(condition).reads().events())
        .contains(Set.of(events.split(" ", -1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "facts.rides > 3",
        "signal.event != 'A'",
        "!(signal.event == 'A')",
        "signal.event == 'A' || facts.rides > 3",
        "signal.event == traits.x",
        "signal.event in ['A', traits.x]",
        "signal.event.startsWith('A')",
        "signal.kind == 'track'",
        "signal.event == 'A' ? true : facts.rides > 3",
        "['A'].exists(e, signal.event == e)",
      })
  void takeAnyEventWhereTheyCannotTell(String condition) {
    assertThat(Written.condition(condition).reads().events()).isEmpty();
  }

  private static List<Sensitivity> facts(String condition) {
    return Written.condition(condition).reads().facts();
  }
}
