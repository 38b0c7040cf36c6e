package dev.attune.playbook;

import java.util.List;

/** What came of reading a playbook: it can be used, or it cannot. */
public sealed interface Checked {
  /** What is probably not meant, in the order of the document; empty if nothing is. */
  List<Problem> warnings();

  /** Nothing is wrong with it. */
  record Accepted(Playbook playbook, List<Problem> warnings) implements Checked {
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It cannot be used.
   *
   * @param problems everything found wrong, in the order of the document; at least one
   */
  record Refused(List<Problem> problems, List<Problem> warnings) implements Checked {
    public Refused {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a playbook is refused without a problem");
      }
    }
  }
}
