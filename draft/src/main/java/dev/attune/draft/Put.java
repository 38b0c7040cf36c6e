package dev.attune.draft;

import dev.attune.playbook.Edits;
import dev.attune.playbook.Said;
import java.util.List;
import java.util.Optional;

/**
 * A rule that is to stand in a playbook.
 *
 * @param section the word it stands under
 * @param name its name there
 * @param said all that it says
 */
public record Put(String section, String name, Said said) {
  /** The text with these rules in it, in place; nothing if that cannot be. */
  static Optional<String> into(String text, List<Put> puts) {
    Optional<String> edited = Optional.of(text);
    for (Put put : puts) {
      edited = edited.flatMap(so -> Edits.put(so, put.section, put.name, put.said));
    }
    return edited;
  }
}
