package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Node.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares two playbooks rule by rule: by what they say, not by how it is written, so neither
 * comments nor quotes nor the order of words count. Pure.
 */
public final class Differences {
  /** What YAML takes for a text as it is, inside of braces too. */
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}_0-9](?:[\\p{L}\\p{N}_./+<>=() -]*[\\p{L}\\p{N}_./)])?");

  private Differences() {}

  /**
   * What differs, in the order of the second playbook; what only the first has comes after it, word
   * by word.
   *
   * @throws IllegalArgumentException if one of them is no playbook at all
   */
  public static List<Difference> between(String before, String after) {
    Map<String, Node> first = entries(read(before));
    Map<String, Node> second = entries(read(after));
    List<Difference> differences = new ArrayList<>();
    for (String word : both(first, second)) {
      compare(word, first.get(word), second.get(word), differences);
    }
    return List.copyOf(differences);
  }

  private static void compare(
      String word, @Nullable Node before, @Nullable Node after, List<Difference> into) {
    boolean holdsRules =
        (before == null || before instanceof Mapping || isNothing(before))
            && (after == null || after instanceof Mapping || isNothing(after));
    if (!holdsRules) {
      add("", word, before, after, into);
      return;
    }
    Map<String, Node> first = entries(before);
    Map<String, Node> second = entries(after);
    for (String name : both(first, second)) {
      add(word, name, first.get(name), second.get(name), into);
    }
  }

  private static void add(
      String section,
      String name,
      @Nullable Node before,
      @Nullable Node after,
      List<Difference> into) {
    boolean same = before != null && after != null && meaning(before).equals(meaning(after));
    if (!same) {
      into.add(
          new Difference(
              section,
              name,
              Optional.ofNullable(before).map(Differences::text),
              Optional.ofNullable(after).map(Differences::text)));
    }
  }

  private static Mapping read(String text) {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Document document = new Document(content);
    Problems problems = new Problems(document);
    return Yaml.read(document, problems)
        .orElseThrow(() ->
            new IllegalArgumentException("no playbook: " + problems.errors().getFirst().message()));
  }

  private static Map<String, Node> entries(@Nullable Node node) {
    Map<String, Node> entries = new LinkedHashMap<>();
    if (node instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        entries.put(entry.key().text(), entry.value());
      }
    }
    return entries;
  }

  private static Set<String> both(Map<String, Node> first, Map<String, Node> second) {
    Set<String> names = new LinkedHashSet<>(second.keySet());
    names.addAll(first.keySet());
    return names;
  }

  private static boolean isNothing(Node node) {
    return node instanceof Scalar scalar && scalar.isNothing();
  }

  /** The same for two nodes that say the same. */
  private static String meaning(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar.isNothing() ? "~" : quoted(scalar.text().strip());
      case Sequence sequence ->
          sequence.items().stream()
              .map(Differences::meaning)
              .collect(Collectors.joining(",", "[", "]"));
      case Mapping mapping ->
          mapping.entries().stream()
              .sorted(Comparator.comparing(entry -> entry.key().text()))
              .map(entry -> quoted(entry.key().text()) + ":" + meaning(entry.value()))
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  /** A node as YAML in one line. */
  private static String text(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar.isNothing() ? "~" : word(scalar.text().strip());
      case Sequence sequence ->
          sequence.items().stream()
              .map(Differences::text)
              .collect(Collectors.joining(", ", "[", "]"));
      case Mapping mapping ->
          mapping.entries().stream()
              .map(entry -> word(entry.key().text()) + ": " + text(entry.value()))
              .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }

  private static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  /** In double quotes, as YAML and JSON both read it. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' '
              || (c >= 0x7F && c < 0xA0)
              || c == '\u2028'
              || c == '\u2029'
              || c == '\uFEFF') {
            String hex = Integer.toHexString(c);
            quoted.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
