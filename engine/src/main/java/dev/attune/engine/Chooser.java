package dev.attune.engine;

import dev.attune.care.Allowance;
import dev.attune.care.Giver;
import dev.attune.playbook.Care;
import dev.attune.playbook.Role;
import dev.attune.playbook.Team;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Who gives, as they were when they chose: later changes of theirs change nothing that was given.
 *
 * @param name theirs alone; 1 to {@value #LONGEST_NAME} characters, no control characters
 * @param role nothing: Attune by itself
 * @param team the name of the team for which they act; nothing where there are no teams
 * @param zone of their calendar days and years
 * @param allowance what they might give at that instant
 */
public record Chooser(
    String name, Optional<Role> role, Optional<String> team, ZoneId zone, Allowance allowance) {
  /** The longest name. */
  public static final int LONGEST_NAME = 200;

  /** What Attune itself is called where it gives. */
  static final String AUTO = "attune";

  public Chooser {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a name has 1 to " + LONGEST_NAME + " characters, not " + name.length());
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a name has a control character");
    }
  }

  /** Attune by itself. */
  static Chooser auto(ZoneId zone, Allowance allowance) {
    return new Chooser(AUTO, Optional.empty(), Optional.empty(), zone, allowance);
  }

  /** Whether Attune gives by itself. */
  public boolean isAuto() {
    return role.isEmpty();
  }

  /** The same in the words of what may be given; a team that is no more is none. */
  Giver giver(Care care) {
    return role.<Giver>map(is -> new Giver.Person(name, is, teamOf(care)))
        .orElseGet(Giver.Auto::new);
  }

  /** The team as the playbook knows it. */
  public Optional<Team> teamOf(Care care) {
    return team.flatMap(
        called -> care.teams().stream().filter(each -> each.name().equals(called)).findFirst());
  }

  /** The calendar day that it is for them. */
  public LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }
}
