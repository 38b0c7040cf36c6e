package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds rules to a playbook's text, and leaves everything else in it as it is written: comments,
 * order and quotes. Pure.
 */
public final class Additions {
  private Additions() {}

  /**
   * The playbook with the rules in it, each at the beginning of its section; a section that is not
   * there yet comes at the end.
   *
   * @throws IllegalArgumentException if the text is no playbook at all
   */
  public static String to(String playbook, List<Addition> additions) {
    Document document = new Document(playbook);
    Problems problems = new Problems(document);
    Mapping top =
        Yaml.read(document, problems)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no playbook: " + problems.errors().getFirst().message()));
    List<Insertion> insertions = new ArrayList<>();
    StringBuilder end = new StringBuilder();
    bySection(additions)
        .forEach((section, rules) -> {
          Optional<Entry> there =
              top.entries().stream().filter(e -> e.key().text().equals(section)).findFirst();
          if (there.isPresent()) {
            insertions.add(insertion(playbook, there.get(), rules));
          } else {
            end.append(section).append(":\n").append(lines(rules, "  "));
          }
        });
    return written(playbook, insertions, end);
  }

  /** The rules alone, each under its section. */
  public static String text(List<Addition> additions) {
    StringBuilder text = new StringBuilder();
    bySection(additions)
        .forEach((section, rules) -> text.append(section).append(":\n").append(lines(rules, "  ")));
    return text.toString();
  }

  /** Something to be written in place of what stands between two places. */
  private record Insertion(int at, int until, String text) {}

  private static Map<String, List<Addition>> bySection(List<Addition> additions) {
    Map<String, List<Addition>> sections = new LinkedHashMap<>();
    additions.forEach(
        each -> sections.computeIfAbsent(each.section(), name -> new ArrayList<>()).add(each));
    return sections;
  }

  private static Insertion insertion(String playbook, Entry section, List<Addition> rules) {
    int behindKey = playbook.indexOf(':', section.key().end()) + 1;
    if (section.value() instanceof Mapping mapping && !mapping.entries().isEmpty()) {
      int first = mapping.entries().getFirst().key().at();
      if (playbook.startsWith("{", mapping.at())) {
        return new Insertion(first, first, flow(rules));
      }
      int line = playbook.lastIndexOf('\n', first) + 1;
      return new Insertion(line, line, lines(rules, " ".repeat(first - line)));
    }
    // Nothing stands there yet: it may say so, as {} or null.
    int lineEnd = playbook.indexOf('\n', behindKey);
    int until = lineEnd < 0 ? playbook.length() : lineEnd;
    return new Insertion(behindKey, until, "\n" + lines(rules, "  ").stripTrailing());
  }

  private static String lines(List<Addition> rules, String indent) {
    StringBuilder lines = new StringBuilder();
    rules.forEach(rule -> lines.append(indent).append(rule.line()).append('\n'));
    return lines.toString();
  }

  private static String flow(List<Addition> rules) {
    StringBuilder flow = new StringBuilder();
    rules.forEach(rule -> flow.append(rule.line()).append(", "));
    return flow.toString();
  }

  private static String written(String playbook, List<Insertion> insertions, StringBuilder end) {
    StringBuilder text = new StringBuilder(playbook);
    insertions.stream()
        .sorted(Comparator.comparingInt(Insertion::at).reversed())
        .forEach(each -> text.replace(each.at(), each.until(), each.text()));
    if (end.length() > 0 && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
    return text.append(end).toString();
  }
}
