package dev.attune.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Signal;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Option;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Role;
import dev.attune.playbook.Scope;
import dev.attune.playbook.Team;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolkitTest {
  private static final Playbook PLAYBOOK =
      read(
          """
          playbook: Rides
          facts:
            lastFare: { latest: Ride Completed, of: properties.fare }
          moments:
            late:
              when: signal.event == 'Ride Completed'
              options: [sorry, refund, car, voucher]
              team: care
          options:
            car: { title: Send a car, cost: 35, does: { webhook: cars }, teams: [night] }
            refund: { title: Refund, cost: facts.lastFare, does: { webhook: refunds }, when: has(facts.lastFare), at-most: 2 per 365d }
            sorry: { title: Say sorry, cost: 0, does: myself }
            voucher: { title: Voucher, cost: 15, does: { webhook: vouchers }, places: [Berlin], roles: [front-line] }
            upgrade: { title: Upgrade, cost: 20, does: { webhook: vouchers } }
          teams:
            care: { region: Berlin, default: true }
            night: { region: Rome }
          trust:
            currency: EUR
            front-line: { per-gesture: 40, per-day: 60 }
          """);

  private static final Counted NOTHING_KNOWN = new Counted(0, Map.of());

  @Test
  void theMomentsOptionsComeInItsOrderWhileNothingIsKnown() {
    assertThat(names(Optional.of("late"), "care", 12.5, Spent.NOTHING, NOTHING_KNOWN))
        .containsExactly("sorry", "refund", "voucher");
  }

  @Test
  void whatIsWorkedOutIsAsItsCurrencyCanBePaid() {
    List<Offer> offers = offers(Optional.of("late"), "care", 12.345, Spent.NOTHING, NOTHING_KNOWN);

    assertThat(offers.get(1).cost()).contains(new BigDecimal("12.35"));
  }

  @Test
  void aMomentToldInWordsHasAllOptions() {
    assertThat(names(Optional.empty(), "night", 12.5, Spent.NOTHING, NOTHING_KNOWN))
        .containsExactly("car", "refund", "sorry", "upgrade");
  }

  @Test
  void whatDoesNotFitTheCustomerIsNotOffered() {
    assertThat(names(Optional.of("late"), "care", null, Spent.NOTHING, NOTHING_KNOWN))
        .containsExactly("sorry", "voucher");
  }

  @Test
  void whatWorkedBetterComesFirst() {
    Counted known =
        new Counted(0, Map.of("sorry", new Worked(40, 10), "voucher", new Worked(64, 52)));
    assertThat(names(Optional.of("late"), "care", 12.5, Spent.NOTHING, known))
        .containsExactly("voucher", "refund", "sorry");
    Counted few = new Counted(0, Map.of("voucher", new Worked(19, 19)));
    assertThat(names(Optional.of("late"), "care", 12.5, Spent.NOTHING, few))
        .as("under 20 it is not known")
        .containsExactly("sorry", "refund", "voucher");
  }

  @Test
  void whatIsBeyondTheBudgetIsShownLastWithItsReason() {
    Spent most =
        new Spent(new BigDecimal(50), new BigDecimal(50), BigDecimal.ZERO, BigDecimal.ZERO);
    List<Offer> offers = offers(Optional.of("late"), "care", 12.5, most, NOTHING_KNOWN);
    assertThat(offers.stream().map(offer -> offer.option().name()))
        .containsExactly("sorry", "refund", "voucher");
    assertThat(offers.get(0).verdict())
        .isEqualTo(new Verdict.Within(Optional.of(new BigDecimal(10))));
    assertThat(offers.get(1).verdict())
        .isEqualTo(
            new Verdict.Beyond(
                List.of(
                    new Verdict.Reason.OverLimit(
                        Limit.PER_DAY,
                        new BigDecimal(60),
                        new BigDecimal(50),
                        offers.get(1).cost().orElseThrow()))));
  }

  @Test
  void howOftenACustomerWasGivenItCounts() {
    List<Offer> offers =
        offers(Optional.of("late"), "care", 12.5, Spent.NOTHING, new Counted(2, Map.of()));
    assertThat(offers.getLast().option().name()).isEqualTo("refund");
    assertThat(offers.getLast().isWithin()).isFalse();
  }

  private static List<String> names(
      Optional<String> moment, String team, @Nullable Double fare, Spent spent, Counted counted) {
    return offers(moment, team, fare, spent, counted).stream()
        .map(offer -> offer.option().name())
        .toList();
  }

  private static List<Offer> offers(
      Optional<String> moment, String team, @Nullable Double fare, Spent spent, Counted counted) {
    Optional<Team> of =
        PLAYBOOK.care().teams().stream().filter(each -> each.name().equals(team)).findFirst();
    Allowance allowance =
        Allowance.at(
            Instant.parse("2026-03-01T12:00:00Z"),
            List.of(
                new Allowance.Dated(
                    Instant.EPOCH, PLAYBOOK.care().trust().of(Role.FRONT_LINE), Optional.empty())),
            PLAYBOOK.zone());
    Giver giver = new Giver.Person("ana", Role.FRONT_LINE, of);
    return new Toolkit(PLAYBOOK.care())
        .offers(new Situation(moment, giver, new Fare(fare), allowance, spent, false), counted);
  }

  private static Playbook read(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  /** What was counted of all options alike. */
  private record Counted(int times, Map<String, Worked> known) implements Toolkit.Counted {
    @Override
    public int times(Option option) {
      return times;
    }

    @Override
    public Worked worked(Option option) {
      return known.getOrDefault(option.name(), Worked.UNKNOWN);
    }
  }

  /** A customer of whom only the last fare is known, if at all. */
  private record Fare(@Nullable Double fare) implements Scope {
    @Override
    public @Nullable Object fact(int index) {
      return fare;
    }

    @Override
    public double number(int index) {
      return fare == null ? Double.NaN : fare;
    }

    @Override
    public Map<String, Object> entries(int index) {
      return Map.of();
    }

    @Override
    public @Nullable Object trait(String name) {
      return null;
    }

    @Override
    public boolean inSegment(int index) {
      return false;
    }

    @Override
    public Signal signal() {
      throw new IllegalStateException("no option here reads a signal");
    }
  }
}
