package dev.attune.pages;

import java.time.Instant;
import java.util.Optional;

/**
 * What every page about the playbook has on top.
 *
 * @param name of the playbook
 * @param held the version that holds
 * @param draft what the person has in the making; nothing where that is what holds
 */
public record PlaybookFrame(String name, Optional<Held> held, Optional<Draft> draft) {
  /** A version, as people tell it from others. */
  public record Held(int version, String who, Instant at) {}

  /**
   * What somebody has in the making.
   *
   * @param basedOn the version it began as
   * @param changes how many rules differ from the version that holds; -1 where it cannot be read
   * @param isBehind whether another version was adopted meanwhile
   */
  public record Draft(int basedOn, int changes, Instant savedAt, boolean isBehind) {}
}
