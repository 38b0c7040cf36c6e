package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who did what.
 *
 * @param days newest first
 * @param filter what is looked for
 * @param people who can be chosen
 * @param acts what can be chosen
 * @param head how many entries there are
 * @param next where the list goes on
 * @param isCut whether much was looked through and little found
 * @param verdict how the record stands, if that was asked
 */
public record AuditPage(
    List<Day> days,
    Filled filter,
    List<Filter.Choice> people,
    List<Filter.Choice> acts,
    long head,
    Optional<String> next,
    boolean isCut,
    String csv,
    Optional<Verdict> verdict) {
  public AuditPage {
    days = List.copyOf(days);
    people = List.copyOf(people);
    acts = List.copyOf(acts);
  }

  /** Whether anything is left out. */
  public boolean isFiltered() {
    return filter.typed().values().stream().anyMatch(each -> !each.isEmpty());
  }

  /** What was done on one day, newest first. */
  public record Day(String label, List<Row> rows) {
    public Day {
      rows = List.copyOf(rows);
    }
  }

  /** What it is that did something. */
  public enum Doer {
    /** Somebody. */
    PERSON,
    /** A system. */
    TOKEN,
    /** Somebody who was not known. */
    NOBODY;

    /** By which its words are known. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An entry.
   *
   * @param who as people call them
   * @param did in words; empty where there are none
   * @param what as it was written
   * @param of to what it was done; may be empty
   * @param about the pseudonym of a customer; may be empty
   * @param from which address
   */
  public record Row(
      long number,
      Instant at,
      Doer doer,
      String who,
      String did,
      String what,
      String of,
      String about,
      String from) {}

  /**
   * How the record stands.
   *
   * @param isWhole whether every entry is as it was written
   * @param text in words
   * @param head what to keep elsewhere, to know it again
   */
  public record Verdict(boolean isWhole, String text, String head) {}
}
