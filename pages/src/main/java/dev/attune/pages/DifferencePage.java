package dev.attune.pages;

import java.util.List;

/**
 * What differs between the draft and the version that holds, and what can be done with it.
 *
 * @param mine what adopting it would change
 * @param theirs what was adopted meanwhile, since the draft began
 * @param problems what keeps it from being adopted, and what is probably not meant
 * @param both the names of rules that both changed
 */
public record DifferencePage(
    PlaybookFrame about,
    List<ChangeRow> mine,
    List<ChangeRow> theirs,
    List<PlaybookPage.ProblemLine> problems,
    List<String> both) {
  public DifferencePage {
    mine = List.copyOf(mine);
    theirs = List.copyOf(theirs);
    problems = List.copyOf(problems);
    both = List.copyOf(both);
  }

  /** Whether it could be adopted as it is. */
  public boolean isGood() {
    return problems.stream().allMatch(PlaybookPage.ProblemLine::isWarning);
  }
}
