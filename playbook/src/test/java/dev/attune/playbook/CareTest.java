package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Hours.Span;
import dev.attune.playbook.Team.Channel;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CareTest {
  private static final String PLAYBOOK =
      """
      playbook: Meridian Mobility
      zone: Europe/Berlin
      attention: 12
      facts:
        lastFare: { latest: Ride Completed, of: properties.fare }
        rides7:   { count: Ride Completed, within: 7d }
      teams:
        care:
          brand: Meridian
          region: Berlin
          hours: { mon-fri: 08:00-18:00, sat: [09:00-12:00, 22:00-02:00] }
          channels: [push, chat]
          default: true
        lisbon: { region: Lisboa, zone: Europe/Lisbon, hours: always }
      options:
        own-it-call:     { title: "Call, and own it to the end", cost: 0 }
        honour-warranty: { title: Honour the warranty, cost: 40, does: { webhook: warranty } }
        refund-last-ride:
          title: Refund the last ride
          cost: facts.lastFare
          when: facts.lastFare > 0 && signal.event == 'Support Contacted'
          does: { webhook: refund }
          roles: [front-line, lead]
          teams: care
          places: [Berlin]
          at-most: 2 per 365d
          undo: 60s
          deliver-within: 2h
        blanket:
          title: Add a small blanket
          cost: 9.90
          does: { task: Put a blanket into the parcel, team: lisbon }
          auto: true
        thank: { title: Say thank you, cost: 0, does: { message: Thank you!, through: mail } }
      trust:
        currency: EUR
        front-line: { per-gesture: 100, per-day: 500, per-year: 20000, per-customer-per-year: 300 }
        lead: { per-day: 1000 }
        auto: { per-gesture: 10, per-day: 99.50 }
        team-per-day: { care: 2000 }
      moments:
        third-contact:
          when: signal.event == 'Support Contacted'
          options: [own-it-call, refund-last-ride]
          team: lisbon
          urgency: high
          good: { event: Ride Completed, where: signal.properties.minutesLate <= 5, within: 14d }
        late-claim:
          when: signal.event == 'Warranty Claimed'
          options: honour-warranty
          good: { becomes: facts.rides7 >= 1, within: 30d }
        first-child-order:
          when: signal.event == 'Order Completed'
          options: [blanket, thank]
          good: Ride Completed
        quiet: { becomes: facts.rides7 == 0 }
      """;

  @Test
  void readsWhatPeopleMayDo() {
    Care care = care();

    assertThat(care.attention()).isEqualTo(12);
    assertThat(care.options())
        .extracting(Option::name, Option::index)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("own-it-call", 0),
            org.assertj.core.api.Assertions.tuple("honour-warranty", 1),
            org.assertj.core.api.Assertions.tuple("refund-last-ride", 2),
            org.assertj.core.api.Assertions.tuple("blanket", 3),
            org.assertj.core.api.Assertions.tuple("thank", 4));
    assertThat(care.options())
        .extracting(Option::act)
        .containsExactly(
            new Act.Myself(),
            new Act.Webhook("warranty"),
            new Act.Webhook("refund"),
            new Act.Task("Put a blanket into the parcel", Optional.of("lisbon")),
            new Act.Message("Thank you!", "mail"));
    assertThat(care.options().get(3).auto()).isTrue();
    assertThat(care.options().get(1).auto()).isFalse();
  }

  @Test
  void readsWhoMayChooseWhatWhenAndHowOften() {
    Option refund = care().options().get(2);

    assertThat(refund.title()).isEqualTo("Refund the last ride");
    assertThat(refund.roles()).containsExactlyInAnyOrder(Role.FRONT_LINE, Role.LEAD);
    assertThat(refund.isFor(Role.STEWARD)).isFalse();
    assertThat(refund.teams()).containsExactly("care");
    assertThat(refund.places()).containsExactly("Berlin");
    assertThat(refund.atMost()).contains(new AtMost(2, Duration.ofDays(365)));
    assertThat(refund.undo()).contains(Duration.ofSeconds(60));
    assertThat(refund.deliverWithin()).isEqualTo(Duration.ofHours(2));
    assertThat(refund.when().orElseThrow().reads().events()).contains(Set.of("Support Contacted"));

    Option call = care().options().get(0);
    assertThat(call.deliverWithin()).isEqualTo(Duration.ofHours(1));
    assertThat(call.undo()).isEmpty();
    assertThat(call.isFor(Role.STEWARD)).isTrue();
  }

  @Test
  void worksCostsOutExactly() {
    Care care = care();
    Cost warranty = care.options().get(1).cost();
    Cost refund = care.options().get(2).cost();

    assertThat(warranty.of(Given.nothing())).contains(new BigDecimal("40"));
    assertThat(refund.of(Given.nothing().fact(0, 19.9))).contains(new BigDecimal("19.9"));
    assertThat(refund.of(Given.nothing().fact(0, 7L))).contains(new BigDecimal("7"));
    assertThat(refund.of(Given.nothing())).isEmpty();
    assertThat(refund.of(Given.nothing().fact(0, "twelve"))).isEmpty();
    assertThat(refund.of(Given.nothing().fact(0, -3.5))).isEmpty();
    assertThat(((Cost.Worked) refund).formula().reads().facts())
        .containsExactly(new Reads.Sensitivity.Any(0));
  }

  @Test
  void readsTeams() {
    Care care = care();

    assertThat(care.teams())
        .containsExactly(
            new Team(
                "care",
                Optional.of("Meridian"),
                Optional.of("Berlin"),
                ZoneId.of("Europe/Berlin"),
                new Hours(
                    List.of(
                        span(DayOfWeek.MONDAY, 8, 18),
                        span(DayOfWeek.TUESDAY, 8, 18),
                        span(DayOfWeek.WEDNESDAY, 8, 18),
                        span(DayOfWeek.THURSDAY, 8, 18),
                        span(DayOfWeek.FRIDAY, 8, 18),
                        span(DayOfWeek.SATURDAY, 9, 12),
                        span(DayOfWeek.SATURDAY, 22, 2))),
                Set.of(Channel.PUSH, Channel.CHAT),
                true),
            new Team(
                "lisbon",
                Optional.empty(),
                Optional.of("Lisboa"),
                ZoneId.of("Europe/Lisbon"),
                Hours.ALWAYS,
                Set.of(),
                false));
    assertThat(care.teamOf("third-contact").orElseThrow().name()).isEqualTo("lisbon");
    assertThat(care.teamOf("late-claim").orElseThrow().name()).isEqualTo("care");
    assertThat(care.teamOf("quiet").orElseThrow().name()).isEqualTo("care");
  }

  @Test
  void readsTrust() {
    Trust trust = care().trust();

    assertThat(trust.currency()).contains(Currency.getInstance("EUR"));
    assertThat(trust.of(Role.FRONT_LINE))
        .contains(new Budget(amount("100"), amount("500"), amount("20000"), amount("300")));
    assertThat(trust.of(Role.LEAD).orElseThrow().most()).isEqualTo(new BigDecimal("1000"));
    assertThat(trust.of(Role.STEWARD)).isEmpty();
    assertThat(trust.auto().orElseThrow().perDay()).contains(new BigDecimal("99.50"));
    assertThat(trust.teamPerDay("care")).contains(new BigDecimal("2000"));
    assertThat(trust.teamPerDay("lisbon")).isEmpty();
  }

  @Test
  void readsWhatMomentsOfferAndWhatGoodIs() {
    Care care = care();

    assertThat(care.optionsOf("third-contact").stream().map(Option::name))
        .containsExactly("own-it-call", "refund-last-ride");
    assertThat(care.of("third-contact").urgency()).isEqualTo(Urgency.HIGH);
    assertThat(care.of("third-contact").good().orElseThrow())
        .isInstanceOfSatisfying(
            Good.Came.class,
            came -> {
              assertThat(came.event()).isEqualTo("Ride Completed");
              assertThat(came.within()).isEqualTo(Duration.ofDays(14));
              assertThat(came.where()).isPresent();
            });
    assertThat(care.of("late-claim").good().orElseThrow()).isInstanceOf(Good.Became.class);
    assertThat(care.of("first-child-order").good())
        .contains(new Good.Came("Ride Completed", Optional.empty(), Duration.ofDays(30)));
    assertThat(care.of("quiet")).isEqualTo(Care.OfMoment.SILENT);
  }

  @Test
  void makesTheOnlyTeamTheDefault() {
    Playbook playbook = accepted("playbook: X\nteams:\n  everybody:\n").playbook();

    assertThat(playbook.care().teams()).extracting(Team::isDefault).containsExactly(true);
    assertThat(playbook.care().attention()).isEqualTo(Care.ATTENTION);
  }

  @Test
  void warnsOfNothingWhereEverythingFits() {
    assertThat(accepted(PLAYBOOK).warnings()).isEmpty();
  }

  private static Care care() {
    return accepted(PLAYBOOK).playbook().care();
  }

  private static Checked.Accepted accepted(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted;
      case Checked.Refused refused ->
          throw new AssertionError(
              refused.problems().stream().map(Problem::rendered).collect(Collectors.joining("\n")));
    };
  }

  private static Optional<BigDecimal> amount(String text) {
    return Optional.of(new BigDecimal(text));
  }

  private static Span span(DayOfWeek day, int from, int until) {
    return new Span(day, LocalTime.of(from, 0), LocalTime.of(until, 0));
  }
}
