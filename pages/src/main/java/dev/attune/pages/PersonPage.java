package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who works here.
 *
 * @param row who they are
 * @param since when they were added
 * @param at until when their address is good, or since when they may come in no more
 * @param about the form of what is said about them
 * @param budget the form of what they may give
 * @param made a new address of theirs
 * @param told what was just done, in words
 * @param mayChange whether who looks may do more than read
 */
public record PersonPage(
    PeoplePage.Row row,
    Instant since,
    Optional<Instant> at,
    Filled about,
    Filled budget,
    PeoplePage.Choices choices,
    List<SessionRow> sessions,
    Optional<Invitation> made,
    Optional<String> told,
    boolean mayChange) {
  /** The limits that somebody can have of their own, in their order. */
  public static final List<String> LIMITS =
      List.of("per-gesture", "per-day", "per-year", "per-customer-per-year");

  public PersonPage {
    sessions = List.copyOf(sessions);
  }

  /** Whether what they may give can be set here, and whether they come in at all. */
  public boolean isTheirsToChange() {
    return mayChange && row.state() != PeoplePage.State.ENDED;
  }

  /** What a limit is now by their role, in words. */
  public Optional<String> ofRole(String limit) {
    return row.trust().limits().stream()
        .filter(each -> each.word().equals(limit))
        .findFirst()
        .flatMap(Trust.Limit::ofRole);
  }
}
