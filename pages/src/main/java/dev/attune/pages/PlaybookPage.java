package dev.attune.pages;

import java.util.List;

/**
 * What a company cares about, as sentences.
 *
 * @param isDraft whether it is what the person has in the making
 * @param problems what is wrong with it, where it cannot be read back
 * @param canBringBack whether a draft was thrown away that can be had again
 */
public record PlaybookPage(
    PlaybookFrame about,
    boolean isDraft,
    List<Section> sections,
    List<ProblemLine> problems,
    boolean canBringBack) {
  public PlaybookPage {
    sections = List.copyOf(sections);
    problems = List.copyOf(problems);
  }

  /**
   * Rules of one kind.
   *
   * @param word the word they stand under
   * @param canAdd whether there is a form for a new one
   */
  public record Section(String word, List<RuleRow> rules, boolean canAdd) {
    public Section {
      rules = List.copyOf(rules);
    }
  }

  /** What is wrong, or probably not meant, and where; in English whatever the language. */
  public record ProblemLine(int line, int column, String message, String hint, boolean isWarning) {}
}
