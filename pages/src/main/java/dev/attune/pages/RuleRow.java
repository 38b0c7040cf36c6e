package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * A rule of the playbook, as people read it.
 *
 * @param section the word it stands under
 * @param title what people call it; its name where it has no title
 * @param says one sentence, in English whatever the language of the page
 * @param more what else it says
 * @param lately how often it happened, already in words
 * @param opens where the people behind that number are; empty where nowhere
 * @param warnings what to look at: an event that stopped, a name that nobody sends
 * @param canChange whether there is a form for it
 * @param mark how it differs from the version that holds
 */
public record RuleRow(
    String section,
    String name,
    String title,
    String says,
    List<String> more,
    Optional<String> lately,
    String opens,
    List<String> warnings,
    boolean canChange,
    Mark mark) {
  public RuleRow {
    more = List.copyOf(more);
    warnings = List.copyOf(warnings);
  }

  /** How a rule of a draft differs. */
  public enum Mark {
    /** It does not. */
    SAME("same"),
    /** It is new. */
    ADDED("added"),
    /** It says something else. */
    CHANGED("changed"),
    /** It is gone. */
    REMOVED("removed");

    private final String word;

    Mark(String word) {
      this.word = word;
    }

    /** For keys and classes. */
    public String word() {
      return word;
    }
  }
}
