package dev.attune.care;

import dev.attune.playbook.Role;
import dev.attune.playbook.Team;
import java.util.Optional;

/** Who would give. */
public sealed interface Giver {
  /**
   * A person at work.
   *
   * @param name theirs alone
   * @param team for which they act; nothing where there are no teams
   */
  record Person(String name, Role role, Optional<Team> team) implements Giver {}

  /** Attune by itself. */
  record Auto() implements Giver {}
}
