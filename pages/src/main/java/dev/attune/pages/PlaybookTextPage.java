package dev.attune.pages;

import java.util.List;

/**
 * The playbook as text.
 *
 * @param was what tells the draft that the text began as
 * @param isElsewhere whether the draft was changed elsewhere since; the text is as it was typed
 */
public record PlaybookTextPage(
    PlaybookFrame about,
    String text,
    String was,
    List<PlaybookPage.ProblemLine> problems,
    boolean isElsewhere) {
  public PlaybookTextPage {
    problems = List.copyOf(problems);
  }

  /** Whether something keeps it from being adopted. */
  public boolean isGood() {
    return problems.stream().allMatch(PlaybookPage.ProblemLine::isWarning);
  }
}
