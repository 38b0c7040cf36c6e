package dev.attune.playbook;

import java.util.List;

/**
 * One rule of a playbook, read back so that people need not read the playbook.
 *
 * @param name the rule's; of a budget whose it is, of a setting its word
 * @param line where it stands in the playbook, 1 for the first
 * @param text one sentence in plain words
 * @param more what else it says, each a sentence; empty where all is as usual
 */
public record Sentence(About about, String name, int line, String text, List<String> more) {
  public Sentence {
    more = List.copyOf(more);
  }

  /** What kind of rule it is. */
  public enum About {
    /** What holds for the whole playbook. */
    SETTING,
    /** An event that is declared with its properties, or the traits that are. */
    DECLARED,
    /** What customers try to achieve. */
    GOAL,
    /** What is derived from signals. */
    FACT,
    /** Which customers. */
    SEGMENT,
    /** When somebody is needed. */
    MOMENT,
    /** What may be done. */
    OPTION,
    /** Who is reached. */
    TEAM,
    /** What may be given without asking. */
    BUDGET
  }

  /** All of it, as people read it. */
  public String whole() {
    return more.isEmpty() ? text : text + " " + String.join(" ", more);
  }
}
