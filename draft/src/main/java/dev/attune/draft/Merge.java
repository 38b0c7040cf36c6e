package dev.attune.draft;

import dev.attune.playbook.Difference;
import dev.attune.playbook.Differences;
import dev.attune.playbook.Edits;
import dev.attune.playbook.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody's changes, brought onto a version that was adopted meanwhile, rule by rule.
 *
 * @param text the version adopted meanwhile, with the changes in it
 * @param both the rules that both changed; in the text they stand as the person has them, and what
 *     differs from the version shows it
 */
public record Merge(String text, List<Difference> both) {
  public Merge {
    both = List.copyOf(both);
  }

  /**
   * Brings what differs between {@code base} and {@code mine} onto {@code theirs}; nothing if one
   * of them cannot be read, or theirs cannot be changed in place.
   */
  public static Optional<Merge> of(String base, String mine, String theirs) {
    Optional<Said.Words> said = Edits.read(mine);
    if (said.isEmpty() || Edits.read(base).isEmpty() || Edits.read(theirs).isEmpty()) {
      return Optional.empty();
    }
    Set<String> changed =
        Differences.between(base, theirs).stream().map(Merge::key).collect(Collectors.toSet());
    List<Difference> both = new ArrayList<>();
    Optional<String> text = Optional.of(theirs);
    for (Difference difference : Differences.between(base, mine)) {
      text = text.flatMap(so -> brought(so, difference, said.get()));
      if (changed.contains(key(difference))) {
        both.add(difference);
      }
    }
    return text.map(merged -> new Merge(merged, both));
  }

  private static Optional<String> brought(String text, Difference change, Said.Words mine) {
    String section = change.section();
    String name = change.name();
    if (section.isEmpty()) {
      return mine.find(name).flatMap(said -> Edits.put(text, name, said));
    }
    return mine.under(section)
        .find(name)
        .map(said -> Edits.put(text, section, name, said))
        .orElseGet(() -> Edits.remove(text, section, name));
  }

  private static String key(Difference difference) {
    return difference.section() + "/" + difference.name();
  }
}
