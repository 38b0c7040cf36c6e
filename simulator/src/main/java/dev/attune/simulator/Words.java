package dev.attune.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What people say: families of phrasings, by theme.
 *
 * <p>The resources under {@code words/} have a heading for each meaning, {@code [theme act stage
 * motive force emotion sentiment ratings trigger]}, and under it a line for each family; {@code
 * parts.txt} has what they share.
 */
final class Words {
  private static final List<String> FILES =
      List.of("rides", "people", "care", "money", "app", "shop");
  private static final List<String> CHANNELS =
      List.of("survey", "survey", "survey", "app review", "mail", "chat", "social");
  private static final String GERMAN = "de: ";
  private static final int HELD_OUT = 5;

  private static final List<Family> FAMILIES = new ArrayList<>();

  /** By theme, and then by language. */
  private static final Map<String, Map<String, List<Family>>> THEMES = new LinkedHashMap<>();

  static {
    Map<String, Phrase> parts = new LinkedHashMap<>();
    Lines.sections("words/parts.txt")
        .forEach((name, lines) -> parts.put(name, either(lines, parts)));
    for (String file : FILES) {
      Lines.sections("words/" + file + ".txt")
          .forEach((heading, lines) -> read(heading, lines, parts));
    }
  }

  private Words() {}

  /** Something said: as it was written, and whether a finger slipped. */
  record Saying(String text, boolean misspelt, int rating, Family family) {}

  /** Somebody says something about a theme, in their language if there are words for it. */
  static Saying say(String theme, Hand hand, Chance chance) {
    Map<String, List<Family>> languages = THEMES.get(theme);
    if (languages == null) {
      throw new IllegalArgumentException("no words about " + theme + ", only " + THEMES.keySet());
    }
    List<Family> english = languages.getOrDefault("en", List.of());
    Family family = chance.pick(languages.getOrDefault(hand.language(), english));
    Hand.Written written = hand.write(family.thought(chance), family, chance);
    return new Saying(written.text(), written.misspelt(), family.rating(chance), family);
  }

  /** All families, in the order of the resources. */
  static List<Family> families() {
    return List.copyOf(FAMILIES);
  }

  static String channel(Chance chance) {
    return chance.pick(CHANNELS);
  }

  private static Phrase either(List<String> lines, Map<String, Phrase> parts) {
    List<Phrase> among = lines.stream().map(line -> Phrase.read(line, parts)).toList();
    return new Phrase.Choice(among);
  }

  private static void read(String heading, List<String> lines, Map<String, Phrase> parts) {
    String[] words = heading.split(" ");
    Meaning meaning = Meaning.of(words);
    String[] ratings = words[7].equals("-") ? new String[] {"0", "0"} : words[7].split("-");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean german = line.startsWith(GERMAN);
      Family family =
          new Family(
              id(words, i),
              meaning,
              german ? "de" : "en",
              i % HELD_OUT == HELD_OUT - 2,
              Integer.parseInt(ratings[0]),
              Integer.parseInt(ratings[1]),
              Phrase.read(german ? line.substring(GERMAN.length()) : line, parts));
      FAMILIES.add(family);
      THEMES
          .computeIfAbsent(meaning.theme(), theme -> new LinkedHashMap<>())
          .computeIfAbsent(family.language(), language -> new ArrayList<>())
          .add(family);
    }
  }

  private static String id(String[] words, int line) {
    return "%s.%s.%s.%s.%d"
        .formatted(words[0], words[1], words[2], words[3], line + 1)
        .toLowerCase(Locale.ROOT);
  }
}
