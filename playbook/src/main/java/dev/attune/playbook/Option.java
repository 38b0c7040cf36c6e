package dev.attune.playbook;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An act of grace that may be chosen.
 *
 * @param index its place in {@link Care#options()}
 * @param title as people see it
 * @param when for whom and in which moment it fits; nothing if always. Where no signal opened the
 *     moment, what reads the signal is unknown
 * @param roles who may choose it; none means everybody
 * @param teams whose people may choose it; none means every team's
 * @param places regions in which it may be chosen; none means all
 * @param atMost how often one customer may be given it
 * @param undo how long it is held back, so that a slip can be undone; nothing if it cannot
 * @param deliverWithin when it is late
 * @param auto whether Attune gives it by itself where it fits, inside {@link Trust#auto()}
 */
public record Option(
    int index,
    String name,
    String title,
    Cost cost,
    Act act,
    Optional<Condition> when,
    Set<Role> roles,
    Set<String> teams,
    Set<String> places,
    Optional<AtMost> atMost,
    Optional<Duration> undo,
    Duration deliverWithin,
    boolean auto) {
  public Option {
    roles = Set.copyOf(roles);
    teams = Set.copyOf(teams);
    places = Set.copyOf(places);
  }

  /** Whether a person of this role may choose it. */
  public boolean isFor(Role role) {
    return roles.isEmpty() || roles.contains(role);
  }
}
