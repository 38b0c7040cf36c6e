package dev.attune.playbook;

import dev.attune.playbook.Sentence.About;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Says in plain sentences what a playbook says of itself and of its data. */
final class SettingWords {
  private final Playbook playbook;
  private final Lines lines;

  SettingWords(Playbook playbook, Lines lines) {
    this.playbook = playbook;
    this.lines = lines;
  }

  /** The sentences of what stands at the top of the playbook. */
  List<Sentence> sentences() {
    List<Sentence> sentences = new ArrayList<>();
    setting(
        sentences,
        "zone",
        "Days begin and end as in "
            + playbook.zone().getId()
            + ", where a customer's own zone is not known.");
    setting(
        sentences,
        "stale",
        "What is found more than "
            + Plain.duration(playbook.stale())
            + " late does nothing by itself.");
    setting(
        sentences,
        "protected",
        "A browser or app cannot state "
            + named(playbook.protectedTraits(), "or")
            + " of a customer; only a server can.");
    setting(
        sentences,
        "attention",
        "Each person is offered at most "
            + Plain.number(playbook.care().attention())
            + " open moments at a time.");
    setting(sentences, "redact", redacted(playbook.keeping().redact()));
    setting(
        sentences,
        "retain",
        playbook
            .keeping()
            .retain()
            .map(retain ->
                "Signals are kept for " + Plain.duration(retain) + "; what they meant stays.")
            .orElse(""));
    return sentences;
  }

  private void setting(List<Sentence> sentences, String word, String text) {
    if (lines.has(word) && !text.isEmpty()) {
      sentences.add(new Sentence(About.SETTING, word, lines.of(word), text, List.of()));
    }
  }

  private static String redacted(Redaction redact) {
    List<String> said = new ArrayList<>();
    if (!redact.drop().isEmpty()) {
      said.add("never keeps " + paths(redact.drop()));
    }
    if (!redact.hash().isEmpty()) {
      said.add("keeps only a keyed hash of " + paths(redact.hash()));
    }
    return said.isEmpty() ? "" : Plain.capital(String.join(", and ", said)) + ".";
  }

  private static String paths(Collection<List<String>> paths) {
    return Plain.list(paths.stream().map(SettingWords::path).sorted().toList(), "and");
  }

  private static String path(List<String> path) {
    String name = Plain.quoted(String.join(".", path.subList(1, path.size())));
    return switch (path.getFirst()) {
      case "properties" -> "the property " + name;
      case "traits" -> "the trait " + name;
      default -> "the context's " + name;
    };
  }

  /** The sentences of the names that are declared. */
  List<Sentence> declared() {
    List<Sentence> sentences = new ArrayList<>();
    playbook
        .declared()
        .events()
        .forEach((event, properties) ->
            sentences.add(
                new Sentence(
                    About.DECLARED,
                    event,
                    lines.of("events", event),
                    Plain.quoted(event)
                        + (properties.isEmpty()
                            ? " is an event that may come."
                            : " comes with " + types(properties) + "."),
                    List.of())));
    Map<String, ValueType> traits = playbook.declared().traits();
    if (!traits.isEmpty()) {
      sentences.add(
          new Sentence(
              About.DECLARED,
              "traits",
              lines.of("traits"),
              "Of customers is stated " + types(traits) + ".",
              List.of()));
    }
    return sentences;
  }

  private static String types(Map<String, ValueType> types) {
    return Plain.list(
        types.entrySet().stream()
            .map(each -> Plain.quoted(each.getKey()) + " (" + each.getValue().phrase() + ")")
            .sorted()
            .toList(),
        "and");
  }

  private static String named(Collection<String> names, String word) {
    return Plain.list(names.stream().sorted().map(Plain::quoted).toList(), word);
  }
}
