package dev.attune.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Budget;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void nothingIsAllowedBeforeAnythingIsSet() {
    List<Allowance.Dated> course = List.of(set("2026-03-02T10:00:00Z", 100));
    assertThat(perDay("2026-03-02T09:59:59Z", course)).isEqualTo("nothing but what is free");
    assertThat(perDay("2026-03-02T10:00:00Z", course)).isEqualTo("100");
  }

  @Test
  void aFirstBudgetHoldsWithAllItsLimitsFromTheStart() {
    Allowance.Dated nothing =
        new Allowance.Dated(
            Instant.parse("2026-03-02T08:00:00Z"), Optional.empty(), Optional.empty());
    List<Allowance.Dated> course = List.of(nothing, set("2026-03-02T10:00:00Z", 100));
    assertThat(perDay("2026-03-02T12:00:00Z", course)).isEqualTo("100");
  }

  @Test
  void aRaisedBudgetHoldsAtOnce() {
    List<Allowance.Dated> course =
        List.of(set("2026-03-01T08:00:00Z", 100), set("2026-03-02T10:00:00Z", 150));
    assertThat(perDay("2026-03-02T09:59:59Z", course)).isEqualTo("100");
    assertThat(perDay("2026-03-02T10:00:00Z", course)).isEqualTo("150");
  }

  @Test
  void aLoweredBudgetHoldsFromTheNextDayInThePersonsZone() {
    List<Allowance.Dated> course =
        List.of(set("2026-03-01T08:00:00Z", 100), set("2026-03-02T10:00:00Z", 40));
    assertThat(perDay("2026-03-02T22:59:59Z", course)).isEqualTo("100");
    assertThat(perDay("2026-03-02T23:00:00Z", course)).isEqualTo("40");
  }

  @Test
  void whatWasLoweredAndRaisedAgainOnOneDayIsTheHighestOfIt() {
    List<Allowance.Dated> course =
        List.of(
            set("2026-03-01T08:00:00Z", 100),
            set("2026-03-02T10:00:00Z", 40),
            set("2026-03-02T11:00:00Z", 70));
    assertThat(perDay("2026-03-02T12:00:00Z", course)).isEqualTo("100");
    assertThat(perDay("2026-03-03T12:00:00Z", course)).isEqualTo("70");
  }

  @Test
  void aDayOfTwentyThreeHoursIsADay() {
    List<Allowance.Dated> course =
        List.of(set("2026-03-01T08:00:00Z", 100), set("2026-03-28T23:30:00Z", 40));
    // The 29th begins at 23:00Z of the 28th and ends at 22:00Z, since the clocks go forward.
    assertThat(perDay("2026-03-29T21:59:59Z", course)).isEqualTo("100");
    assertThat(perDay("2026-03-29T22:00:00Z", course)).isEqualTo("40");
  }

  @Test
  void aLimitThatIsTakenAwayIsGoneAtOnce() {
    Allowance.Dated unlimited =
        new Allowance.Dated(
            Instant.parse("2026-03-02T10:00:00Z"),
            Optional.of(budget(Optional.of(500), Optional.empty())),
            Optional.empty());
    List<Allowance.Dated> course = List.of(set("2026-03-01T08:00:00Z", 100), unlimited);
    Allowance now = Allowance.at(Instant.parse("2026-03-02T10:00:00Z"), course, BERLIN);
    assertThat(now.of(Limit.PER_DAY)).isEmpty();
    // A limit on one gesture is new: it tightens, so it holds from tomorrow.
    assertThat(now.of(Limit.PER_GESTURE)).isEmpty();
    Allowance tomorrow = Allowance.at(Instant.parse("2026-03-03T10:00:00Z"), course, BERLIN);
    assertThat(tomorrow.of(Limit.PER_GESTURE)).contains(BigDecimal.valueOf(500));
    assertThat(tomorrow.isTighterThan(now)).isTrue();
    assertThat(now.isTighterThan(tomorrow)).isFalse();
  }

  @Test
  void whatIsLeftIsTheLeastOfAllLimits() {
    Allowance allowance =
        Allowance.at(
            Instant.parse("2026-03-03T10:00:00Z"),
            List.of(
                new Allowance.Dated(
                    Instant.EPOCH,
                    Optional.of(budget(Optional.of(100), Optional.of(500))),
                    Optional.of(BigDecimal.valueOf(800)))),
            BERLIN);
    assertThat(allowance.left(spent(0, 0))).contains(BigDecimal.valueOf(100));
    assertThat(allowance.left(spent(450, 0))).contains(BigDecimal.valueOf(50));
    assertThat(allowance.left(spent(450, 790))).contains(BigDecimal.valueOf(10));
    assertThat(allowance.left(spent(450, 900))).contains(BigDecimal.ZERO);
    assertThat(new Allowance(Map.of()).left(spent(450, 900))).isEmpty();
  }

  private static Spent spent(long today, long byTeam) {
    BigDecimal given = BigDecimal.valueOf(today);
    return new Spent(given, given, BigDecimal.ZERO, BigDecimal.valueOf(byTeam));
  }

  private static String perDay(String now, List<Allowance.Dated> course) {
    Allowance allowance = Allowance.at(Instant.parse(now), course, BERLIN);
    return allowance.equals(Allowance.NOTHING)
        ? "nothing but what is free"
        : allowance.of(Limit.PER_DAY).orElseThrow().toPlainString();
  }

  private static Allowance.Dated set(String since, long perDay) {
    return new Allowance.Dated(
        Instant.parse(since),
        Optional.of(budget(Optional.empty(), Optional.of(perDay))),
        Optional.empty());
  }

  private static Budget budget(Optional<? extends Number> gesture, Optional<? extends Number> day) {
    return new Budget(
        gesture.map(amount -> BigDecimal.valueOf(amount.longValue())),
        day.map(amount -> BigDecimal.valueOf(amount.longValue())),
        Optional.empty(),
        Optional.empty());
  }
}
