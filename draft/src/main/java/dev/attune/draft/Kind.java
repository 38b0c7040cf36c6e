package dev.attune.draft;

import dev.attune.playbook.Sentence.About;
import java.util.Arrays;
import java.util.Optional;

/** What kind of rule a form is for. */
public enum Kind {
  /** When somebody is needed. */
  MOMENT("moments", About.MOMENT),
  /** Which customers. */
  SEGMENT("segments", About.SEGMENT),
  /** What may be done. */
  OPTION("options", About.OPTION),
  /** What may be given without asking. */
  BUDGET("trust", About.BUDGET);

  private final String section;
  private final About about;

  Kind(String section, About about) {
    this.section = section;
    this.about = about;
  }

  /** The kind whose rules stand under a word of the playbook, or nothing. */
  public static Optional<Kind> of(String section) {
    return Arrays.stream(values()).filter(kind -> kind.section.equals(section)).findFirst();
  }

  /** The word of the playbook under which its rules stand. */
  public String section() {
    return section;
  }

  About about() {
    return about;
  }
}
