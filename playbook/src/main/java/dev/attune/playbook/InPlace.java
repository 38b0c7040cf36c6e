package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a text, for one small change of it. Each change is written and read again before
 * the next, so no change has to know of another.
 */
final class InPlace {
  /** Sections whose rules are written word by word, each in a line of its own. */
  private static final Set<String> IN_LINES = Set.of("moments", "options", "goals", "teams");

  private final String text;
  private final Mapping top;
  private final Extents extents;
  private final String eol;

  private InPlace(String text, Mapping top) {
    this.text = text;
    this.top = top;
    this.extents = new Extents(text);
    this.eol = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** The text in which {@code value} stands at {@code path}. */
  static Optional<String> put(String text, List<String> path, Said value) {
    Optional<InPlace> read = Edits.top(text).map(top -> new InPlace(text, top));
    if (read.isEmpty()) {
      return Optional.empty();
    }
    InPlace here = read.get();
    Entry entry = here.entry(path);
    if (entry == null) {
      return Optional.of(here.insert(path, value, null));
    }
    if (Edits.said(entry.value()).equals(value)) {
      return Optional.of(text);
    }
    boolean isWordByWord =
        entry.value() instanceof Mapping mapping
            && !mapping.entries().isEmpty()
            && value instanceof Said.Words words
            && !words.words().isEmpty();
    return isWordByWord
        ? words(text, path, (Mapping) entry.value(), (Said.Words) value)
        : Optional.of(here.replace(path, entry, value));
  }

  private static Optional<String> words(
      String text, List<String> path, Mapping before, Said.Words after) {
    Optional<String> edited = Optional.of(text);
    String last = null;
    for (Map.Entry<String, Said> word : after.words().entrySet()) {
      String previous = last;
      List<String> place = then(path, word.getKey());
      edited = edited.flatMap(so -> putBehind(so, place, word.getValue(), previous));
      last = word.getKey();
    }
    for (Entry entry : before.entries()) {
      if (after.find(entry.key().text()).isEmpty()) {
        edited = edited.flatMap(so -> remove(so, then(path, entry.key().text())));
      }
    }
    return edited;
  }

  private static Optional<String> putBehind(
      String text, List<String> path, Said value, @Nullable String previous) {
    Optional<InPlace> here = Edits.top(text).map(top -> new InPlace(text, top));
    boolean isNew = here.isPresent() && here.get().entry(path) == null;
    return isNew ? here.map(read -> read.insert(path, value, previous)) : put(text, path, value);
  }

  /** The text without what stands at {@code path}. */
  static Optional<String> remove(String text, List<String> path) {
    return Edits.top(text).map(top -> new InPlace(text, top)).map(here -> here.without(path));
  }

  private @Nullable Entry entry(List<String> path) {
    Entry found = null;
    Node node = top;
    for (String name : path) {
      if (!(node instanceof Mapping mapping)) {
        return null;
      }
      found =
          mapping.entries().stream()
              .filter(entry -> entry.key().text().equals(name))
              .findFirst()
              .orElse(null);
      if (found == null) {
        return null;
      }
      node = found.value();
    }
    return found;
  }

  private String insert(List<String> path, Said value, @Nullable String previous) {
    String name = path.getLast();
    List<String> above = path.subList(0, path.size() - 1);
    if (above.isEmpty()) {
      String gap = text.isEmpty() || text.endsWith("\n") ? "" : eol;
      return text + gap + line(path, column(top), value) + eol;
    }
    Entry parent = entry(above);
    if (parent == null) {
      return insert(above, new Said.Words(Map.of(name, value)), null);
    }
    if (parent.value() instanceof Mapping mapping && !mapping.entries().isEmpty()) {
      Entry behind = named(mapping, previous);
      return extents.isInBraces(mapping)
          ? spliced(
              extents.end(behind),
              extents.end(behind),
              ", " + Writing.word(name) + ": " + Writing.inBraces(value))
          : inBlock(path, mapping, behind, value);
    }
    return intoNothing(path, parent, value);
  }

  private String inBlock(List<String> path, Mapping mapping, Entry behind, Said value) {
    int at = extents.lineEnd(extents.end(behind));
    String gap = isSpaced(mapping) && path.size() == 2 ? eol : "";
    return spliced(at, at, gap + eol + line(path, column(mapping), value));
  }

  /** Whether there are empty lines between the entries. */
  private boolean isSpaced(Mapping mapping) {
    if (mapping.entries().size() < 2) {
      return false;
    }
    int last = extents.lineStart(mapping.entries().getLast().key().at());
    int before = extents.end(mapping.entries().get(mapping.entries().size() - 2));
    return text.substring(before, last).matches("(?s).*\\n[ \\t]*\\r?\\n.*");
  }

  /** Under a name that has nothing yet, or says so as {@code {}} or {@code null}. */
  private String intoNothing(List<String> path, Entry parent, Said value) {
    int colon = colon(parent);
    int end = Math.max(colon, extents.end(parent.value()));
    int lineEnd = extents.lineEnd(end);
    String kept = text.substring(end, lineEnd).stripTrailing();
    int indent = parent.key().at() - extents.lineStart(parent.key().at()) + 2;
    return spliced(colon, lineEnd, kept + eol + line(path, indent, value));
  }

  private String replace(List<String> path, Entry entry, Said value) {
    int colon = colon(entry);
    int end = Math.max(colon, extents.end(entry.value()));
    boolean isInBraces = isInBraces(path);
    boolean isInLines = !isInBraces && value instanceof Said.Words words && isInLines(path, words);
    int at = text.substring(colon, entry.value().at()).isBlank() ? colon : entry.value().at();
    if (isInLines) {
      int indent = entry.key().at() - extents.lineStart(entry.key().at()) + 2;
      return spliced(at, end, below(path, indent, (Said.Words) value));
    }
    String written = isInBraces ? Writing.inBraces(value) : Writing.inLine(value);
    return spliced(at, end, at == colon ? " " + written : written);
  }

  private String without(List<String> path) {
    Entry entry = entry(path);
    if (entry == null) {
      return text;
    }
    Mapping mapping = mapping(path.subList(0, path.size() - 1));
    int end = extents.end(entry);
    if (!extents.isInBraces(mapping)) {
      return spliced(extents.lineStart(entry.key().at()), extents.nextLine(end), "");
    }
    int index = mapping.entries().indexOf(entry);
    if (index + 1 < mapping.entries().size()) {
      return spliced(entry.key().at(), mapping.entries().get(index + 1).key().at(), "");
    }
    int from = index == 0 ? entry.key().at() : extents.end(mapping.entries().get(index - 1));
    return spliced(from, end, "");
  }

  private Mapping mapping(List<String> path) {
    Entry entry = entry(path);
    return entry != null && entry.value() instanceof Mapping mapping ? mapping : top;
  }

  /** Whether something above it is written between braces, so that it must be, too. */
  private boolean isInBraces(List<String> path) {
    for (int depth = 0; depth < path.size(); depth++) {
      if (extents.isInBraces(mapping(path.subList(0, depth)))) {
        return true;
      }
    }
    return false;
  }

  private String line(List<String> path, int indent, Said value) {
    String name = " ".repeat(indent) + Writing.word(path.getLast()) + ":";
    return value instanceof Said.Words words && isInLines(path, words)
        ? name + below(path, indent + 2, words)
        : name + " " + Writing.inLine(value);
  }

  private String below(List<String> path, int indent, Said.Words words) {
    StringBuilder lines = new StringBuilder();
    words
        .words()
        .forEach((name, value) -> lines.append(eol).append(line(then(path, name), indent, value)));
    return lines.toString();
  }

  private static boolean isInLines(List<String> path, Said.Words words) {
    boolean isSection = path.size() == 1;
    boolean isRule = path.size() == 2 && IN_LINES.contains(path.getFirst());
    return !words.words().isEmpty() && (isSection || isRule);
  }

  private static Entry named(Mapping mapping, @Nullable String name) {
    return mapping.entries().stream()
        .filter(entry -> entry.key().text().equals(name))
        .findFirst()
        .orElseGet(() -> mapping.entries().getLast());
  }

  /** Behind the colon of a name. */
  private int colon(Entry entry) {
    return text.indexOf(':', entry.key().end()) + 1;
  }

  private int column(Mapping mapping) {
    int first = mapping.entries().getFirst().key().at();
    return first - extents.lineStart(first);
  }

  private String spliced(int from, int until, String written) {
    return text.substring(0, from) + written + text.substring(until);
  }

  private static List<String> then(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }
}
