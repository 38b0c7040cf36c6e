package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the names of a playbook that was accepted stand. Immutable. */
final class Lines {
  /** A section, a rule, and a word of it. */
  private static final int DEEPEST = 3;

  private final Document document;
  private final Map<List<String>, Integer> lines = new HashMap<>();

  Lines(String text) {
    document = new Document(PlaybookReader.content(text));
    Yaml.read(document, new Problems(document)).ifPresent(top -> add(List.of(), top));
  }

  private void add(List<String> path, Mapping mapping) {
    for (Entry entry : mapping.entries()) {
      List<String> name = then(path, entry.key().text());
      lines.put(name, document.lineNumber(entry.key().at()));
      if (entry.value() instanceof Mapping inner && name.size() < DEEPEST) {
        add(name, inner);
      }
    }
  }

  /** The line of a name below a section, or of the last name before it that is there. */
  int of(String section, String... names) {
    List<String> path = List.of(section);
    int line = lines.getOrDefault(path, 1);
    for (String name : names) {
      path = then(path, name);
      line = lines.getOrDefault(path, line);
    }
    return line;
  }

  /** Whether a word stands at the top of the playbook. */
  boolean has(String word) {
    return lines.containsKey(List.of(word));
  }

  private static List<String> then(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }
}
