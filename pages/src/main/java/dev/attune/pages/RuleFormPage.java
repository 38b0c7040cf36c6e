package dev.attune.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule as a form.
 *
 * @param section the word it stands under
 * @param name its name; empty for a new one
 * @param title what it is called, for the head of the page
 * @param typed what is in each field
 * @param problems what is wrong beside each field, already in words; under an empty name what is
 *     wrong with all of it
 * @param warnings what is probably not meant, beside each field
 * @param sentence the rule read back; nothing while it cannot be
 * @param more what else it says
 */
public record RuleFormPage(
    PlaybookFrame about,
    String section,
    String name,
    String title,
    Map<String, String> typed,
    Map<String, String> problems,
    Map<String, String> warnings,
    Optional<String> sentence,
    List<String> more,
    Choices choices) {
  /** Every field beside which something may be said. */
  public static final List<String> SPOTS =
      List.of(
          "opening",
          "nth.event",
          "nth.times",
          "nth.within",
          "nth.per",
          "nth.segment",
          "quiet.event",
          "quiet.for",
          "date.trait",
          "date.from",
          "date.to",
          "without.after",
          "without.event",
          "without.for",
          "without.per",
          "member.segment",
          "when.condition",
          "when.per",
          "becomes.condition",
          "title",
          "feels",
          "say",
          "options",
          "team",
          "urgency",
          "tone",
          "expires",
          "again-after",
          "name",
          "often.event",
          "often.times",
          "often.within",
          "lately.event",
          "lately.for",
          "trait.name",
          "trait.value",
          "condition",
          "cost",
          "webhook",
          "task",
          "message",
          "through",
          "when",
          "at-most.times",
          "at-most.days",
          "undo",
          "deliver-within",
          "roles",
          "teams",
          "whose",
          "currency",
          "per-gesture",
          "per-day",
          "per-year",
          "per-customer-per-year",
          "team-per-day",
          "");

  public RuleFormPage {
    typed = Map.copyOf(typed);
    problems = Map.copyOf(problems);
    warnings = Map.copyOf(warnings);
    more = List.copyOf(more);
  }

  /**
   * What there is to choose from.
   *
   * @param events names of what happens, the most frequent first
   * @param properties of any event
   * @param options of the playbook
   */
  public record Choices(
      List<String> events,
      List<String> properties,
      List<String> traits,
      List<String> segments,
      List<Named> options,
      List<String> teams) {}

  /** A name, and what people call it. */
  public record Named(String name, String title) {}

  /** What is in a field. */
  public String of(String field) {
    return typed.getOrDefault(field, "");
  }

  /** Whether a box is ticked. */
  public boolean has(String field) {
    return !of(field).isEmpty();
  }

  /** Whether a field holds just this. */
  public boolean is(String field, String value) {
    return of(field).equals(value);
  }

  /** Whether it is new. */
  public boolean isNew() {
    return name.isEmpty();
  }

  /** What stands beside a field: what is wrong, else what is probably not meant. */
  public String told(String field) {
    return problems.getOrDefault(field, warnings.getOrDefault(field, ""));
  }

  /** Whether what is typed in a field cannot be taken. */
  public boolean isWrong(String field) {
    return problems.containsKey(field);
  }

  /** Whether it is the first field of which that is so: there one goes on. */
  public boolean isFirstWrong(String field) {
    return SPOTS.stream()
        .filter(problems::containsKey)
        .findFirst()
        .filter(field::equals)
        .isPresent();
  }

  /** The name of what stands beside a field, for who cannot see it there. */
  public static String spot(String field) {
    return "told-" + field.replace('.', '-');
  }
}
