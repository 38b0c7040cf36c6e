package dev.attune.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.AtMost;
import dev.attune.playbook.Budget;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrustingTest {
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Tokyo"), ZoneId.of("America/Havana"));
  private static final ZoneId TEAM_ZONE = ZoneId.of("Europe/Lisbon");
  private static final Budget BUDGET =
      new Budget(amount(60), amount(150), amount(900), amount(200));
  private static final Optional<BigDecimal> TEAM_PER_DAY = amount(260);
  private static final AtMost AT_MOST = new AtMost(4, Duration.ofDays(30));

  /** Something that was given. */
  private record Given(int person, int customer, Instant at, BigDecimal cost) {}

  @Test
  void whatIsFreeIsWithinASpentBudget() {
    Spent all = new Spent(new BigDecimal(150), new BigDecimal(900), BigDecimal.TEN, BigDecimal.TEN);
    assertThat(Trusting.decide(amount(0), allowance(), all, Optional.empty(), 0))
        .isEqualTo(new Verdict.Within(amount(0)));
    assertThat(Trusting.decide(amount(1), allowance(), all, Optional.empty(), 0))
        .isInstanceOf(Verdict.Beyond.class);
  }

  @Test
  void everyReasonIsSaid() {
    Spent spent =
        new Spent(new BigDecimal("149.99"), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    Verdict verdict = Trusting.decide(amount(61), allowance(), spent, Optional.of(AT_MOST), 4);
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Beyond(
                List.of(
                    over(Limit.PER_GESTURE, 60, "0", 61),
                    over(Limit.PER_DAY, 150, "149.99", 61),
                    new Verdict.Reason.TooOften(AT_MOST, 4))));
  }

  @Test
  void exactlyTheLimitIsWithin() {
    Spent spent =
        new Spent(new BigDecimal("149.90"), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    Optional<BigDecimal> ten = Optional.of(new BigDecimal("0.10"));
    assertThat(Trusting.decide(ten, allowance(), spent, Optional.empty(), 0))
        .isInstanceOf(Verdict.Within.class);
    Optional<BigDecimal> more = Optional.of(new BigDecimal("0.11"));
    assertThat(Trusting.decide(more, allowance(), spent, Optional.empty(), 0))
        .isInstanceOf(Verdict.Beyond.class);
  }

  @Test
  void whatCannotBeToldIsBeyond() {
    assertThat(Trusting.decide(Optional.empty(), allowance(), Spent.NOTHING, Optional.empty(), 0))
        .isEqualTo(new Verdict.Beyond(List.of(new Verdict.Reason.UnknownCost())));
  }

  /**
   * Whatever is asked for, in whatever order: what was allowed never adds up to more than a limit,
   * recounted from everything that was given.
   */
  @Property(tries = 300)
  void whatIsGivenNeverAddsUpToMore(
      @ForAll @Size(min = 20, max = 120)
          List<@IntRange(min = 0, max = 3 * 3 * 90 * 70 - 1) Integer> asked) {
    List<Given> given = new ArrayList<>();
    Instant now = Instant.parse("2026-12-20T12:00:00Z");
    for (int each : asked) {
      int person = each % 3;
      int customer = each / 3 % 3;
      now = now.plus(Duration.ofMinutes(each / 9 % 90 * 20L));
      BigDecimal cost = BigDecimal.valueOf(each / 9 / 90, 0);
      Given next = new Given(person, customer, now, cost);
      Verdict verdict =
          Trusting.decide(
              Optional.of(cost),
              allowance(),
              spent(given, next),
              Optional.of(AT_MOST),
              times(given, next));
      List<Given> after = new ArrayList<>(given);
      after.add(next);
      assertThat(verdict instanceof Verdict.Within).isEqualTo(keeps(after, next));
      if (verdict instanceof Verdict.Within) {
        given = after;
      }
    }
  }

  /** Whether everything that was given, the newest included, keeps to every limit. */
  private static boolean keeps(List<Given> given, Given newest) {
    boolean isFree = newest.cost.signum() == 0;
    boolean money =
        newest.cost.compareTo(new BigDecimal(60)) <= 0
            && sum(given, each -> isOfPersonsDay(each, newest)) <= 150
            && sum(given, each -> isOfPersonsYear(each, newest)) <= 900
            && sum(given, each -> isOfCustomersYear(each, newest)) <= 200
            && sum(given, each -> day(each.at, TEAM_ZONE).equals(day(newest.at, TEAM_ZONE))) <= 260;
    return (isFree || money) && times(given, newest) <= AT_MOST.times();
  }

  private static Spent spent(List<Given> given, Given next) {
    return new Spent(
        BigDecimal.valueOf(sum(given, each -> isOfPersonsDay(each, next))),
        BigDecimal.valueOf(sum(given, each -> isOfPersonsYear(each, next))),
        BigDecimal.valueOf(sum(given, each -> isOfCustomersYear(each, next))),
        BigDecimal.valueOf(
            sum(given, each -> day(each.at, TEAM_ZONE).equals(day(next.at, TEAM_ZONE)))));
  }

  private static boolean isOfPersonsDay(Given each, Given next) {
    ZoneId zone = ZONES.get(next.person);
    return each.person == next.person && day(each.at, zone).equals(day(next.at, zone));
  }

  private static boolean isOfPersonsYear(Given each, Given next) {
    ZoneId zone = ZONES.get(next.person);
    return each.person == next.person
        && each.at.atZone(zone).getYear() == next.at.atZone(zone).getYear();
  }

  private static boolean isOfCustomersYear(Given each, Given next) {
    return each.customer == next.customer && each.at.plus(Duration.ofDays(365)).isAfter(next.at);
  }

  private static int times(List<Given> given, Given next) {
    return (int)
        given.stream()
            .filter(each -> each.customer == next.customer)
            .filter(each -> each.at.plus(AT_MOST.within()).isAfter(next.at))
            .count();
  }

  private static long sum(List<Given> given, Predicate<Given> counts) {
    return given.stream().filter(counts).mapToLong(each -> each.cost.longValueExact()).sum();
  }

  private static LocalDate day(Instant at, ZoneId zone) {
    return ZonedDateTime.ofInstant(at, zone).toLocalDate();
  }

  private static Allowance allowance() {
    return Allowance.at(
        Instant.parse("2030-01-01T00:00:00Z"),
        List.of(new Allowance.Dated(Instant.EPOCH, Optional.of(BUDGET), TEAM_PER_DAY)),
        TEAM_ZONE);
  }

  private static Verdict.Reason over(Limit limit, long amount, String spent, long cost) {
    return new Verdict.Reason.OverLimit(
        limit, BigDecimal.valueOf(amount), new BigDecimal(spent), BigDecimal.valueOf(cost));
  }

  private static Optional<BigDecimal> amount(long amount) {
    return Optional.of(BigDecimal.valueOf(amount));
  }
}
