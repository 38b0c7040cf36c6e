package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * Somebody's own page.
 *
 * @param row who they are
 * @param contact the form of how they are reached and spoken to
 * @param telling the form of how they are told
 * @param password the form for another one
 * @param done what was just done, in words
 */
public record AccountPage(
    PeoplePage.Row row,
    Filled contact,
    Filled telling,
    Ways ways,
    Filled password,
    List<SessionRow> sessions,
    Optional<Done> done) {
  public AccountPage {
    sessions = List.copyOf(sessions);
  }

  /**
   * What was just done.
   *
   * @param where the part of the page it is said in
   * @param text in words
   */
  public record Done(String where, String text) {}

  /** What was done in a part of the page, in words; empty if nothing was. */
  public String done(String where) {
    return done.filter(each -> each.where().equals(where)).map(Done::text).orElse("");
  }

  /**
   * The ways in which they can be told.
   *
   * @param usual those of their team, in words
   * @param browsers that they asked to be told in
   * @param room where they read chat messages; without its secret
   */
  public record Ways(String usual, List<Browser> browsers, Optional<String> room) {
    public Ways {
      browsers = List.copyOf(browsers);
    }
  }

  /** A browser in which somebody is told. */
  public record Browser(String id, String label, String service) {}
}
