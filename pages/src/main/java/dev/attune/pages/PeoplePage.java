package dev.attune.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who works here, and with what they are trusted.
 *
 * @param search what was looked for, and of how many
 * @param rows who may come in, of those that were looked for
 * @param ended who may no more
 * @param teams of the playbook
 * @param roles what the playbook trusts each role with
 * @param form for one more
 * @param made who was just added, or has a new address
 * @param mayChange whether who looks may do more than read
 */
public record PeoplePage(
    Search search,
    List<Row> rows,
    List<Row> ended,
    List<TeamRow> teams,
    List<RoleRow> roles,
    Filled form,
    Choices choices,
    Optional<Invitation> made,
    boolean mayChange) {
  public PeoplePage {
    rows = List.copyOf(rows);
    ended = List.copyOf(ended);
    teams = List.copyOf(teams);
    roles = List.copyOf(roles);
  }

  /**
   * What was looked for.
   *
   * @param text in a name; empty: anybody
   * @param people how many there are in all
   * @param isCut whether there are more than are shown
   */
  public record Search(String text, int people, boolean isCut) {
    /** The same people as a table. */
    public String csv() {
      return text.isEmpty()
          ? "/people.csv"
          : "/people.csv?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whether there are so many that one looks for them. */
    public boolean isOffered() {
      return people > 12 || !text.isEmpty();
    }
  }

  /** How somebody comes in. */
  public enum State {
    /** By a password of theirs. */
    ACTIVE,
    /** By an address that they have not used yet. */
    INVITED,
    /** Not at all: their address is too old. */
    LATE,
    /** Not at all, any more. */
    ENDED;

    /** By which its words are known. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Somebody.
   *
   * @param role in words, as is {@code team}, which may be empty
   * @param seen when they were last here
   * @param isOne whether they are who looks
   */
  public record Row(
      String name,
      String title,
      String role,
      String team,
      State state,
      Optional<Instant> seen,
      Trust trust,
      boolean isOne) {
    /** Their page. */
    public String href() {
      return "/people/" + name;
    }

    /** Letters for a picture. */
    public String letters() {
      return PeoplePage.letters(title);
    }
  }

  /** The first letters of the first and the last word. */
  static String letters(String title) {
    String[] words = title.strip().split("[\\s._-]+", 8);
    String first = words[0].isEmpty() ? "?" : first(words[0]);
    return words.length < 2 || words[words.length - 1].isEmpty()
        ? first
        : first + first(words[words.length - 1]);
  }

  private static String first(String word) {
    return word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
  }

  /**
   * A team.
   *
   * @param where its brand, region and zone, in words
   * @param hours in which it works, in words
   * @param perDay what its people may give together in a day; nothing: no limit
   * @param isAtWork whether it is now
   */
  public record TeamRow(
      String name,
      String where,
      String hours,
      Optional<String> perDay,
      int people,
      boolean isDefault,
      boolean isAtWork) {}

  /**
   * A role.
   *
   * @param word by which it is known
   * @param trust in words
   */
  public record RoleRow(String word, String title, String trust) {}

  /** What can be chosen for somebody. */
  public record Choices(List<Filter.Choice> roles, List<Filter.Choice> teams, List<String> zones) {
    public Choices {
      roles = List.copyOf(roles);
      teams = List.copyOf(teams);
      zones = List.copyOf(zones);
    }
  }
}
