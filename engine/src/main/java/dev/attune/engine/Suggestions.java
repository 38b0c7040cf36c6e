package dev.attune.engine;

import dev.attune.playbook.Addition;
import dev.attune.playbook.Additions;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Sentences;
import dev.attune.playbook.Tongue;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a playbook might notice besides, drafted from what was really seen.
 *
 * @param all each can be added on its own
 * @param text the playbook that holds, or an empty one, with all of them in it
 */
public record Suggestions(List<Suggestion> all, String text) {
  private static final String NOTHING = "playbook: Suggested\n";

  public Suggestions {
    all = List.copyOf(all);
  }

  /** Looks at the catalogue and at a sample of the timelines. */
  static Suggestions of(Source source, Optional<Playbook> held, Counts counts, Instant now) {
    List<CatalogueEntry> catalogue = CatalogueBook.read(source);
    Survey survey = Survey.of(source, catalogue, counts.get(Counts.CUSTOMERS), now);
    String text = held.map(Playbook::text).orElse(NOTHING);
    // What would not fit, such as one rule too many, is not suggested.
    List<Suggestion> fitting =
        new Suggesting(catalogue, survey, names(held), rules -> sentences(text, rules)).all();
    return new Suggestions(
        fitting,
        Additions.to(text, fitting.stream().flatMap(each -> each.rules().stream()).toList()));
  }

  private static Optional<Map<Tongue, String>> sentences(String text, List<Addition> rules) {
    Map<Tongue, String> told = new EnumMap<>(Tongue.class);
    if (new PlaybookReader().read(Additions.to(text, rules)) instanceof Checked.Accepted accepted) {
      for (Tongue tongue : Tongue.values()) {
        Sentences.of(accepted.playbook(), rules.getLast(), tongue)
            .ifPresent(sentence -> told.put(tongue, sentence.whole()));
      }
    }
    return told.isEmpty() ? Optional.empty() : Optional.of(told);
  }

  private static Set<String> names(Optional<Playbook> held) {
    Set<String> names = new HashSet<>();
    held.ifPresent(playbook -> {
      playbook.facts().forEach(each -> names.add(each.name()));
      playbook.goals().forEach(each -> names.add(each.name()));
      playbook.segments().forEach(each -> names.add(each.name()));
      playbook.moments().forEach(each -> names.add(each.name()));
    });
    return names;
  }
}
