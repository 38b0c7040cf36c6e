package dev.attune.draft;

import dev.attune.playbook.Sentence;
import java.util.List;
import java.util.Optional;

/**
 * What comes of a form.
 *
 * @param name of the rule, which a new one gets from what it is called
 * @param text the whole playbook with it, changed in place; nothing where that cannot be
 * @param sentence the rule read back, where the playbook is good
 * @param troubles what keeps it from being taken, each beside its field
 * @param warnings what is probably not meant, each beside its field
 */
public record Formed(
    String name,
    Optional<String> text,
    Optional<Sentence> sentence,
    List<Trouble> troubles,
    List<Trouble> warnings) {
  public Formed {
    troubles = List.copyOf(troubles);
    warnings = List.copyOf(warnings);
  }

  /** Whether it can be taken into the draft. */
  public boolean isGood() {
    return troubles.isEmpty() && text.isPresent();
  }
}
