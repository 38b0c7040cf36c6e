package dev.attune.server;

import dev.attune.care.Allowance;
import dev.attune.playbook.Role;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A person who acts, whoever says so: themselves, or a system that they use.
 *
 * @param name theirs alone
 * @param team of the playbook; nothing: the default one, where there are teams
 * @param zone nothing: their team's, else the playbook's
 * @param own budgets that are theirs by name and not by role, oldest first; one that is nothing
 *     ends the one before
 */
record Actor(
    String name,
    Role role,
    Optional<String> team,
    Optional<ZoneId> zone,
    List<Allowance.Dated> own) {
  Actor {
    own = List.copyOf(own);
  }
}
