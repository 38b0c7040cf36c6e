package dev.attune.playbook;

import dev.attune.playbook.Sentence.About;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Says in plain sentences what a playbook says of itself and of its data. */
final class SettingWords {
  private final Plain plain;
  private final Playbook playbook;
  private final Lines lines;

  SettingWords(Plain plain, Playbook playbook, Lines lines) {
    this.plain = plain;
    this.playbook = playbook;
    this.lines = lines;
  }

  /** The sentences of what stands at the top of the playbook. */
  List<Sentence> sentences() {
    List<Sentence> sentences = new ArrayList<>();
    setting(sentences, "zone", plain.say("setting.zone", playbook.zone().getId()));
    setting(sentences, "stale", plain.say("setting.stale", plain.duration(playbook.stale())));
    setting(
        sentences, "protected", plain.say("setting.protected", named(playbook.protectedTraits())));
    setting(
        sentences,
        "attention",
        plain.say("setting.attention", plain.number(playbook.care().attention())));
    setting(sentences, "redact", redacted(playbook.keeping().redact()));
    setting(
        sentences,
        "retain",
        playbook
            .keeping()
            .retain()
            .map(retain -> plain.say("setting.retain", plain.duration(retain)))
            .orElse(""));
    return sentences;
  }

  private void setting(List<Sentence> sentences, String word, String text) {
    if (lines.has(word) && !text.isEmpty()) {
      sentences.add(new Sentence(About.SETTING, word, lines.of(word), text, List.of()));
    }
  }

  private String redacted(Redaction redact) {
    List<String> said = new ArrayList<>();
    if (!redact.drop().isEmpty()) {
      said.add(plain.say("setting.drop", paths(redact.drop())));
    }
    if (!redact.hash().isEmpty()) {
      said.add(plain.say("setting.hash", paths(redact.hash())));
    }
    return said.isEmpty()
        ? ""
        : Plain.capital(
                said.stream()
                    .reduce((one, more) -> plain.say("setting.also", one, more))
                    .orElse(""))
            + ".";
  }

  private String paths(Collection<List<String>> paths) {
    return plain.and(paths.stream().map(this::path).sorted().toList());
  }

  private String path(List<String> path) {
    String name = plain.quoted(String.join(".", path.subList(1, path.size())));
    return switch (path.getFirst()) {
      case "properties" -> plain.say("path.property", name);
      case "traits" -> plain.say("path.trait", name);
      default -> plain.say("path.context", name);
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
                    properties.isEmpty()
                        ? plain.say("declared.event", plain.quoted(event))
                        : plain.say("declared.with", plain.quoted(event), types(properties)),
                    List.of())));
    Map<String, ValueType> traits = playbook.declared().traits();
    if (!traits.isEmpty()) {
      sentences.add(
          new Sentence(
              About.DECLARED,
              "traits",
              lines.of("traits"),
              plain.say("declared.traits", types(traits)),
              List.of()));
    }
    return sentences;
  }

  private String types(Map<String, ValueType> types) {
    return plain.and(
        types.entrySet().stream()
            .map(each ->
                plain.quoted(each.getKey())
                    + " ("
                    + plain.say("type." + each.getValue().word())
                    + ")")
            .sorted()
            .toList());
  }

  private String named(Collection<String> names) {
    return plain.or(names.stream().sorted().map(plain::quoted).toList());
  }
}
