package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the names of a playbook that was accepted stand. Pure. */
final class Lines {
  private final Document document;
  private final Optional<Mapping> top;

  Lines(String text) {
    document = new Document(PlaybookReader.content(text));
    top = Yaml.read(document, new Problems(document));
  }

  /** The line of a name below a section, or of the last name before it that is there. */
  int of(String section, String... names) {
    int line = 1;
    Optional<Mapping> mapping = top;
    for (String name : concatenated(section, names)) {
      Optional<Entry> entry =
          mapping.flatMap(within ->
              within.entries().stream().filter(each -> each.key().text().equals(name)).findFirst());
      line = entry.map(each -> document.lineNumber(each.key().at())).orElse(line);
      mapping = entry.map(Entry::value).filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }
    return line;
  }

  /** Whether a word stands at the top of the playbook. */
  boolean has(String word) {
    return top.stream()
        .flatMap(mapping -> mapping.entries().stream())
        .anyMatch(entry -> entry.key().text().equals(word));
  }

  private static List<String> concatenated(String section, String... names) {
    return Stream.concat(Stream.of(section), Arrays.stream(names)).toList();
  }
}
