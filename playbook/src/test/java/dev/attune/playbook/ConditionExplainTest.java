package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Condition.Finding;
import dev.attune.playbook.Condition.Reading;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionExplainTest {
  private static final Given GIVEN =
      Given.nothing()
          .fact("rides", 7L)
          .in("gold")
          .trait("plan", "gold")
          .trait("tags", List.of("a"))
          .did("Ride Completed", "fare", 12);

  @Test
  void showsEveryComparisonWithWhatItRead() {
    List<Finding> findings =
        Written.condition(
                "facts.rides >= 24 && (traits.plan == 'gold' || !(facts.spend > 3.5))"
                    + " && 'drifting' in segments && signal.properties.fare > traits.limit")
            .explain(GIVEN);

    assertThat(findings)
        .containsExactly(
            new Finding("facts.rides >= 24", Truth.FALSE, List.of(new Reading("facts.rides", 7L))),
            new Finding(
                "traits.plan == 'gold'", Truth.TRUE, List.of(new Reading("traits.plan", "gold"))),
            new Finding(
                "facts.spend > 3.5", Truth.UNKNOWN, List.of(new Reading("facts.spend", null))),
            new Finding(
                "'drifting' in segments",
                Truth.FALSE,
                List.of(new Reading("'drifting' in segments", false))),
            new Finding(
                "signal.properties.fare > traits.limit",
                Truth.UNKNOWN,
                List.of(
                    new Reading("signal.properties.fare", 12L),
                    new Reading("traits.limit", null))));
  }

  @Test
  void readsEachNameOfAComparisonOnce() {
    assertThat(Written.condition("facts.rides * facts.rides > 40").explain(GIVEN))
        .containsExactly(
            new Finding(
                "facts.rides * facts.rides > 40",
                Truth.TRUE,
                List.of(new Reading("facts.rides", 7L))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      quoteCharacter = '`',
      value = {
        "facts.rides>=24&&true ;; facts.rides>=24 ; true",
        "(facts.rides >= (24)) ;; facts.rides >= (24)",
        "((facts.rides)) >= 24 ;; ((facts.rides)) >= 24",
        "!has(traits.plan) || has( traits.plan.x ) ;; has(traits.plan) ; has( traits.plan.x )",
        "-facts.rides < -3 ;; -facts.rides < -3",
        "traits.tags.size() > 3 ;; traits.tags.size() > 3",
        "size(traits.tags) > 3 && true ;; size(traits.tags) > 3 ; true",
        "traits.plan.contains(')') || true ;; traits.plan.contains(')') ; true",
        "traits.plan in ['a', \"b]\"] && true ;; traits.plan in ['a', \"b]\"] ; true",
        "traits.tags[0] == 'a' && true ;; traits.tags[0] == 'a' ; true",
        "traits['two words'] == 2 ;; traits['two words'] == 2",
        "traits.tags.exists(t, t == 'a' && t != 'b') && true ;; "
            + "traits.tags.exists(t, t == 'a' && t != 'b') ; true",
        "[1, 2].all(n, n < facts.rides) ;; [1, 2].all(n, n < facts.rides)",
        "traits.vip && !traits.plan.x ;; traits.vip ; traits.plan.x",
        "traits.vip ? facts.rides > 3 : (facts.rides > 4) ;; "
            + "traits.vip ? facts.rides > 3 : (facts.rides > 4)",
        "(facts.rides > 3) == (traits.vip) && true ;; (facts.rides > 3) == (traits.vip) ; true",
        "facts.rides + (1 + 2) * 3 > 4 - (2 - 1) ;; facts.rides + (1 + 2) * 3 > 4 - (2 - 1)",
        "signal.occurredAt.getHours('Europe/Berlin') < 6 ;; "
            + "signal.occurredAt.getHours('Europe/Berlin') < 6",
        "signal.occurredAt - facts.lastRide > duration('24h') ;; "
            + "signal.occurredAt - facts.lastRide > duration('24h')",
        "facts.rides > 0x1F || facts.rides > 1e3 ;; facts.rides > 0x1F ; facts.rides > 1e3",
        "traits.plan.matches(r'\\d+') && true ;; traits.plan.matches(r'\\d+') ; true",
      })
  void quotesComparisonsAsWritten(String condition, String texts) {
    assertThat(Written.condition(condition).explain(GIVEN))
        .extracting(Finding::text)
        .isEqualTo(Arrays.asList(texts.split(" ; ", -1)));
  }

  @Test
  void putsAComparisonOverSeveralLinesInOne() {
    Condition condition = Written.condition("facts.rides\n    > 3 // many\n  && true");

    assertThat(condition.explain(GIVEN)).extracting(Finding::text).contains("facts.rides > 3");
    assertThat(condition.text()).isEqualTo("facts.rides\n    > 3 // many\n  && true");
  }

  @Test
  void agreesWithTheDecision() {
    Condition condition = Written.condition("traits.plan == 'gold' && facts.rides > 3");

    assertThat(condition.test(GIVEN)).isEqualTo(Truth.TRUE);
    assertThat(condition.explain(GIVEN)).allMatch(finding -> finding.truth().holds());
    assertThat(condition).hasToString("traits.plan == 'gold' && facts.rides > 3");
  }
}
