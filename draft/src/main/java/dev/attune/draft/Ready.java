package dev.attune.draft;

import dev.attune.playbook.Edits;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Playbooks;
import dev.attune.playbook.Said;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Sentences;
import dev.attune.playbook.Tongue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule that is ready to be taken into a playbook.
 *
 * @param rule the rule itself
 * @param restsOn what it needs beside it, in the order in which it is to be added
 * @param sentence the rule read back
 */
public record Ready(Put rule, List<Put> restsOn, Sentence sentence) {
  /** Made once: the starter playbook never changes while the program runs. */
  private static final class Shipped {
    static final Map<Tongue, List<Ready>> ALL = all(Playbooks.starter());
  }

  public Ready {
    restsOn = List.copyOf(restsOn);
  }

  /**
   * The rules of the playbook that comes with Attune, its moments, then its segments, in the words
   * of a language.
   */
  public static List<Ready> shipped(Tongue tongue) {
    return Shipped.ALL.getOrDefault(tongue, List.of());
  }

  private static Map<Tongue, List<Ready>> all(Playbook playbook) {
    Map<Tongue, List<Ready>> all = new EnumMap<>(Tongue.class);
    for (Tongue tongue : Tongue.values()) {
      all.put(tongue, of(playbook, tongue));
    }
    return all;
  }

  private static List<Ready> of(Playbook playbook, Tongue tongue) {
    Said.Words said = Edits.read(playbook.text()).orElseThrow();
    List<Sentence> sentences = Sentences.of(playbook, tongue);
    Map<String, String> words = Playbooks.starterWords(tongue);
    return List.of(Kind.MOMENT, Kind.SEGMENT).stream()
        .flatMap(kind ->
            said.under(kind.section()).words().entrySet().stream()
                .map(each ->
                    ready(
                        said,
                        sentences,
                        kind,
                        new Put(
                            kind.section(),
                            each.getKey(),
                            told(each.getKey(), each.getValue(), words)))))
        .toList();
  }

  /** The rule with what people read of it in other words, where there are some. */
  private static Said told(String name, Said rule, Map<String, String> words) {
    if (!(rule instanceof Said.Words told)) {
      return rule;
    }
    Said.Words other = told;
    for (String word : told.words().keySet()) {
      String text = words.get(name + "." + word);
      other = text == null ? other : other.with(word, text);
    }
    return other;
  }

  private static Ready ready(Said.Words said, List<Sentence> sentences, Kind kind, Put rule) {
    Sentence sentence =
        sentences.stream()
            .filter(each -> each.about() == kind.about() && each.name().equals(rule.name()))
            .findFirst()
            .orElseThrow();
    return new Ready(rule, RestsOn.of(said, rule), sentence);
  }

  /** What people call it: its title, where it has one. */
  public String title() {
    String title = rule.said() instanceof Said.Words words ? words.text("title") : "";
    return title.isEmpty() ? rule.name() : title;
  }

  /** One of its words. */
  public String word(String name) {
    return rule.said() instanceof Said.Words words ? words.text(name) : "";
  }

  /** Whether the playbook has a rule of that name already. */
  public boolean isIn(String playbook) {
    return Edits.read(playbook)
        .map(said -> said.under(rule.section()).find(rule.name()).isPresent())
        .orElse(false);
  }

  /**
   * The text with the rule and what it rests on; what is there already under a name stays as it is.
   * Nothing if the rule is there, or the text cannot be changed.
   */
  public Optional<String> into(String playbook) {
    Optional<Said.Words> said = Edits.read(playbook);
    if (said.isEmpty() || isIn(playbook)) {
      return Optional.empty();
    }
    List<Put> missing =
        restsOn.stream()
            .filter(put -> said.get().under(put.section()).find(put.name()).isEmpty())
            .toList();
    return Put.into(playbook, missing).flatMap(text -> Put.into(text, List.of(rule)));
  }
}
