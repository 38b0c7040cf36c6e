package dev.attune.people;

import dev.attune.playbook.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody who works with Attune.
 *
 * @param name by which they sign in and are known to records; theirs for ever
 * @param title what people call them
 * @param team the name of one of the playbook's teams
 * @param zone of their calendar days; else their team's, else the playbook's
 * @param language of their pages, as a tag such as {@code de}
 * @param budgets what they may give where that differs from their role's: as it was set over time,
 *     oldest first; what was set once is never changed
 */
public record Person(
    String name,
    String title,
    Optional<String> email,
    Role role,
    Optional<String> team,
    Optional<ZoneId> zone,
    Optional<String> language,
    List<OwnBudget> budgets) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,189}");
  private static final int LONGEST_TITLE = 100;
  private static final int MOST_BUDGETS = 1_000;

  /**
   * Checks what people wrote.
   *
   * @throws PeopleException if some of it cannot be
   */
  public Person {
    check(
        NAME.matcher(name).matches(),
        "name",
        name,
        "1 to 64 of the letters a to z, digits, dots, hyphens and underscores");
    check(isLine(title, LONGEST_TITLE), "title", title, "1 to 100 characters on one line");
    email.ifPresent(
        text -> check(EMAIL.matcher(text).matches(), "email", text, "such as ana@example.com"));
    team.ifPresent(text -> check(isLine(text, LONGEST_TITLE), "team", text, "a team's name"));
    language.ifPresent(text -> check(isTag(text), "language", text, "a tag such as en or de-AT"));
    check(budgets.size() <= MOST_BUDGETS, "budget", "one more", "at most 1,000 changes");
    budgets = List.copyOf(budgets);
  }

  /** Somebody of whom only the least is known. */
  public static Person of(String name, String title, Role role) {
    return new Person(
        name,
        title,
        Optional.empty(),
        role,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The same, with what they may give from {@code budget.since()} on. */
  public Person with(OwnBudget budget) {
    Instant last = budgets.isEmpty() ? Instant.MIN : budgets.getLast().since();
    if (budget.since().isBefore(last)) {
      throw new IllegalArgumentException("a budget from before the last one: " + budget.since());
    }
    List<OwnBudget> more = new ArrayList<>(budgets);
    more.add(budget);
    return new Person(name, title, email, role, team, zone, language, more);
  }

  /** Whether they have one of these roles. */
  public boolean isOneOf(Set<Role> roles) {
    return roles.contains(role);
  }

  private static boolean isLine(String text, int most) {
    return !text.isBlank()
        && text.length() <= most
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isTag(String text) {
    return text.length() <= 35
        && Locale.forLanguageTag(text).toLanguageTag().equalsIgnoreCase(text);
  }

  private static void check(boolean holds, String field, String value, String expected) {
    if (!holds) {
      throw PeopleException.bad(field, value, expected);
    }
  }
}
