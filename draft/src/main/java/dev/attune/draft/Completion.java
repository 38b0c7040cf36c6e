package dev.attune.draft;

import dev.attune.playbook.Catalogue;
import dev.attune.playbook.Edits;
import dev.attune.playbook.Said;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand where somebody writes: names that their playbook has, and names that were really
 * seen.
 *
 * @param from the offset from which on it replaces what is written
 * @param text what is put there
 * @param says what it is
 */
public record Completion(int from, String text, String says) {
  private static final int MOST = 12;
  private static final Pattern PATH =
      Pattern.compile("(facts|traits|signal\\.properties|properties|goals|signal)\\.([\\w]*)$");
  private static final Pattern SEGMENT = Pattern.compile("'([\\w-]*)$");
  private static final Pattern EVENT =
      Pattern.compile(
          "(?:signal\\.event (?:==|in \\[?) ?'|(?:count|sum|min|max|mean|first|last|latest|distinct"
              + "|streak|trend|starts|attained|after|without|event): )([^'\\n,}\\]]*)$");
  private static final Pattern WORD = Pattern.compile("(?:^|[\\s(!])([a-z]*)$");
  private static final Map<String, String> OF_SIGNAL =
      Map.of(
          "event", "the name of what happened",
          "properties", "what was said with it",
          "kind", "track, page, feedback …",
          "name", "of a page or screen",
          "text", "what they said",
          "sentiment", "-1 to 1, of what they said",
          "occurredAt", "when",
          "source", "where it came from");
  private static final Map<String, String> ROOTS =
      Map.of(
          "facts", "what is counted of a customer",
          "traits", "what is stated of a customer",
          "signal", "what happened just now",
          "segments", "who is in which",
          "goals", "what customers try to achieve",
          "has", "whether something is known: has(traits.plan)");

  /** What may stand before the caret in a condition, the likeliest first. */
  public static List<Completion> inCondition(String written, String playbook, Catalogue seen) {
    return at(written, Edits.read(playbook).orElse(Said.Words.NONE), seen, true);
  }

  /**
   * What may stand at a place of a playbook's text.
   *
   * @param playbook the last that could be read: names come from it
   * @param words the words that may stand in a rule here, with what each means
   */
  public static List<Completion> inText(
      String text, int offset, String playbook, Map<String, String> words, Catalogue seen) {
    String before = text.substring(0, Math.max(0, Math.min(offset, text.length())));
    int line = before.lastIndexOf('\n') + 1;
    String written = before.substring(line);
    Said.Words said = Edits.read(playbook).orElse(Said.Words.NONE);
    boolean isName = written.matches("\\s*[a-z-]*|.*\\{ ?(?:.*, )?[a-z-]*");
    if (isName) {
      Matcher word = Pattern.compile("([a-z-]*)$").matcher(written);
      return word.find() ? names(word.group(1), line + word.start(1), words, ": ") : List.of();
    }
    return at(written, said, seen, false).stream()
        .map(each -> new Completion(line + each.from(), each.text(), each.says()))
        .toList();
  }

  private static List<Completion> at(
      String written, Said.Words playbook, Catalogue seen, boolean isCondition) {
    Matcher event = EVENT.matcher(written);
    if (event.find()) {
      return names(event.group(1), event.start(1), counted(seen.events()), "");
    }
    Matcher path = PATH.matcher(written);
    if (path.find()) {
      return names(path.group(2), path.start(2), below(path.group(1), playbook, seen), "");
    }
    Matcher segment = SEGMENT.matcher(written);
    boolean isQuoted = written.chars().filter(c -> c == '\'').count() % 2 == 1;
    if (isQuoted && segment.find()) {
      Map<String, String> segments = new LinkedHashMap<>();
      playbook.under("segments").words().forEach((name, said) -> segments.put(name, told(said)));
      return names(segment.group(1), segment.start(1), segments, "' in segments");
    }
    Matcher word = WORD.matcher(written);
    return isCondition && word.find() ? names(word.group(1), word.start(1), ROOTS, "") : List.of();
  }

  private static Map<String, String> below(String root, Said.Words playbook, Catalogue seen) {
    Map<String, String> names = new LinkedHashMap<>();
    switch (root) {
      case "facts", "goals" ->
          playbook.under(root).words().forEach((name, said) -> names.put(name, told(said)));
      case "traits" -> names.putAll(counted(seen.traits()));
      case "signal" -> names.putAll(OF_SIGNAL);
      default -> seen.properties().values().forEach(each -> names.putAll(counted(each)));
    }
    return names;
  }

  private static Map<String, String> counted(Map<String, Catalogue.Seen> seen) {
    Map<String, String> names = new LinkedHashMap<>();
    seen.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, Catalogue.Seen> each) -> -each.getValue().count())
                .thenComparing(Map.Entry::getKey))
        .forEach(each -> names.put(each.getKey(), "×" + each.getValue().count()));
    return names;
  }

  private static List<Completion> names(
      String begun, int from, Map<String, String> known, String behind) {
    String small = begun.toLowerCase(Locale.ROOT);
    List<Completion> found = new ArrayList<>();
    known.forEach((name, says) -> {
      if (name.toLowerCase(Locale.ROOT).startsWith(small)) {
        found.add(new Completion(from, name + behind, says));
      }
    });
    known.forEach((name, says) -> {
      String low = name.toLowerCase(Locale.ROOT);
      if (!small.isEmpty() && low.contains(small) && !low.startsWith(small)) {
        found.add(new Completion(from, name + behind, says));
      }
    });
    return found.stream().limit(MOST).toList();
  }

  private static String told(Said said) {
    return switch (said) {
      case Said.Text(String text) -> text;
      case Said.Items items -> "";
      case Said.Words words ->
          words.words().entrySet().stream()
              .filter(each -> each.getValue() instanceof Said.Text)
              .map(each -> each.getKey() + " " + words.text(each.getKey()))
              .reduce((one, other) -> one + ", " + other)
              .orElse("");
    };
  }
}
