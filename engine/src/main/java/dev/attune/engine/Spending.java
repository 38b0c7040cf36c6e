package dev.attune.engine;

import dev.attune.care.Spent;
import dev.attune.engine.Gestures.Given;
import dev.attune.playbook.Care;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What was given already and counts, to one customer under all their ids, by one giver and by one
 * team. Belongs to one thread.
 */
final class Spending {
  /** For how long a gesture counts for its customer. */
  static final Duration YEAR = Duration.ofDays(365);

  private final Gestures gestures;
  private final Sums sums;
  private final Collection<GestureView> fresh;

  /**
   * Over what is stored.
   *
   * @param fresh gestures of the present commit, which are not stored
   */
  Spending(Gestures gestures, Sums sums, Collection<GestureView> fresh) {
    this.gestures = gestures;
    this.sums = sums;
    this.fresh = fresh;
  }

  /** The calendar day that it is for the giver's team, as the playbook has its zone. */
  static Optional<LocalDate> teamDay(Chooser by, Care care, Instant at) {
    return by.teamOf(care).map(team -> LocalDate.ofInstant(at, team.zone()));
  }

  /** What counts against a gesture of an instant. */
  Spent of(Identity who, Chooser by, Optional<LocalDate> teamDay, Instant at) {
    BigDecimal onCustomer =
        given(who, at.minus(YEAR)).stream()
            .map(Given::cost)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Spent(
        sums.get(Sums.ofDay(by, by.day(at))),
        sums.get(Sums.ofYear(by, by.day(at))),
        onCustomer,
        teamOf(by, teamDay));
  }

  private BigDecimal teamOf(Chooser by, Optional<LocalDate> teamDay) {
    return by.team()
        .flatMap(team -> teamDay.map(day -> sums.get(Sums.ofTeam(team, day))))
        .orElse(BigDecimal.ZERO);
  }

  /** How often a customer was given an option within a time before an instant; free ones count. */
  int times(Identity who, String option, Instant at, Duration within) {
    return (int)
        given(who, at.minus(within)).stream().filter(each -> each.option().equals(option)).count();
  }

  private List<Given> given(Identity who, Instant after) {
    List<Given> given = new ArrayList<>();
    for (Identity.Member member : who.members()) {
      List<Given> theirs = new ArrayList<>(gestures.given(member.id(), after));
      for (GestureView each : fresh) {
        if (each.counts()
            && each.customer().equals(member.id())
            && each.choice().at().isAfter(after)) {
          Place place = Gestures.place(each.choice().at(), each.id());
          theirs.removeIf(other -> other.place().equals(place));
          theirs.add(new Given(place, each.cost(), each.choice().what().option()));
        }
      }
      for (Given each : theirs) {
        if (member.intervals().stream().anyMatch(interval -> interval.contains(each.place()))) {
          given.add(each);
        }
      }
    }
    return given;
  }
}
