package dev.attune.delivery;

import dev.attune.playbook.Team;
import dev.attune.playbook.Urgency;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A moment that is open, as far as telling of it goes.
 *
 * @param title what kind of moment it is, in the playbook's words
 * @param firstName the customer's, where it is known
 * @param team whom it reaches; nothing for everybody
 * @param promiser who promised what it is about, and so is told beside the team
 * @param expires when it closes at the latest
 * @param settlesAt from when people are told of it
 * @param takenBy who looks after it
 */
public record OpenMoment(
    String id,
    String title,
    Optional<String> firstName,
    Optional<Team> team,
    Optional<String> promiser,
    Urgency urgency,
    Instant expires,
    Instant settlesAt,
    Optional<String> takenBy) {
  /** The most urgent first, then those with the least time left. */
  static final Comparator<OpenMoment> ORDER =
      Comparator.comparing(OpenMoment::urgency)
          .reversed()
          .thenComparing(OpenMoment::expires)
          .thenComparing(OpenMoment::id);

  /** The team's name, or nothing for everybody. */
  Optional<String> teamName() {
    return team.map(Team::name);
  }

  /** Whether its team is at work. */
  boolean isAtWork(Instant now) {
    return team.map(each -> each.hours().covers(now, each.zone())).orElse(true);
  }

  /** Whether people may be told of it now. */
  boolean isForNow(Instant now) {
    return isAtWork(now) && !now.isBefore(settlesAt) && now.isBefore(expires);
  }
}
