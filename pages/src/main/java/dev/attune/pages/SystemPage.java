package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the program fares.
 *
 * @param health what is well and what is not
 * @param figures what was counted since it began
 * @param versions of the playbook, newest first
 */
public record SystemPage(List<Check> health, List<Detail> figures, List<Version> versions) {
  public SystemPage {
    health = List.copyOf(health);
    figures = List.copyOf(figures);
    versions = List.copyOf(versions);
  }

  /**
   * Something that is well, or not.
   *
   * @param state how it is
   * @param text what, in words
   * @param more what that means; nothing if all is said
   */
  public record Check(State state, String text, Optional<String> more) {}

  /** How something is. */
  public enum State {
    /** Well. */
    GOOD,
    /** To be watched. */
    WATCH,
    /** Broken. */
    BROKEN;

    /** The word for classes and keys. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A version of the playbook.
   *
   * @param number 1 for the first
   * @param who adopted it
   * @param at when
   */
  public record Version(int number, String who, Instant at) {}
}
