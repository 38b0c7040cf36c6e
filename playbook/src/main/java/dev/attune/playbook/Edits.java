package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes a playbook's text in place: only what says something else is written anew, and everything
 * else, comments, order, quotes and empty lines, stays byte for byte. Pure.
 *
 * <p>What comes out was read again and says what was asked for, and otherwise what it said before.
 * Where that cannot be reached, because the text is no YAML or is written in a very unusual manner,
 * there is no answer, and a person has to change the text themselves.
 */
public final class Edits {
  private Edits() {}

  /** All that a text says; nothing if it is no YAML with words at its top. */
  public static Optional<Said.Words> read(String playbook) {
    return top(PlaybookReader.content(playbook))
        .map(mapping -> said(mapping) instanceof Said.Words words ? words : Said.Words.NONE);
  }

  /** The text in which {@code value} stands under a name of a section; nothing if it cannot be. */
  public static Optional<String> put(String playbook, String section, String name, Said value) {
    List<String> path = List.of(section, name);
    return edited(
        playbook,
        text -> InPlace.put(text, path, value),
        said -> said.with(section, said.under(section).with(name, value)));
  }

  /** The text in which {@code value} stands under a word at the top; nothing if it cannot be. */
  public static Optional<String> put(String playbook, String word, Said value) {
    return edited(
        playbook, text -> InPlace.put(text, List.of(word), value), said -> said.with(word, value));
  }

  /** The text without a name of a section; nothing if it cannot be. */
  public static Optional<String> remove(String playbook, String section, String name) {
    return edited(
        playbook,
        text -> InPlace.remove(text, List.of(section, name)),
        said -> said.with(section, said.under(section).without(name)));
  }

  /**
   * The names below which a place lies: section, rule, and the words of it; empty where that is
   * nowhere.
   *
   * @param line 1 for the first
   * @param column 1 for the first, in characters
   */
  public static List<String> at(String playbook, int line, int column) {
    String text = PlaybookReader.content(playbook);
    Extents extents = new Extents(text);
    List<String> path = new ArrayList<>();
    Optional<Node> node = top(text).map(mapping -> mapping);
    int offset = new Document(text).offsetOf(line, column);
    while (node.isPresent() && node.get() instanceof Mapping mapping) {
      Optional<Entry> found =
          mapping.entries().stream()
              .filter(entry -> entry.key().at() <= offset && offset <= extents.end(entry))
              .findFirst();
      found.ifPresent(entry -> path.add(entry.key().text()));
      node = found.map(Entry::value);
    }
    return List.copyOf(path);
  }

  private interface Change {
    Optional<String> of(String text);
  }

  private interface Meaning {
    Said.Words of(Said.Words said);
  }

  private static Optional<String> edited(String playbook, Change change, Meaning meaning) {
    String text = PlaybookReader.content(playbook);
    String mark = playbook.substring(0, playbook.length() - text.length());
    Optional<Said.Words> wanted = read(text).map(said -> full(meaning.of(said)));
    return wanted
        .flatMap(said -> change.of(text))
        .filter(edited -> read(edited).map(Edits::full).equals(wanted))
        .map(edited -> mark + edited);
  }

  /** Without words under which nothing stands: an empty section says as much as none. */
  private static Said.Words full(Said.Words said) {
    Map<String, Said> full = new LinkedHashMap<>(said.words());
    full.values().removeIf(Said.Words.NONE::equals);
    return new Said.Words(full);
  }

  static Optional<Mapping> top(String text) {
    return Yaml.read(new Document(text), new Problems(new Document(text)));
  }

  static Said said(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar.isNothing() ? Said.Words.NONE : new Said.Text(scalar.text());
      case Sequence sequence -> new Said.Items(sequence.items().stream().map(Edits::said).toList());
      case Mapping mapping -> {
        Map<String, Said> words = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> words.put(entry.key().text(), said(entry.value())));
        yield new Said.Words(words);
      }
    };
  }
}
