package dev.attune.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a person writes: everyone in their own way, today as last year.
 *
 * @param language {@code en} or {@code de}
 * @param lowers whether they write all in small letters
 * @param stops whether they end and part sentences
 * @param slips how often a finger slips, by letter
 * @param shortens how often they write {@code pls} for {@code please}
 * @param pictures how often they add a picture, or a word at the end
 */
record Hand(
    String language,
    boolean lowers,
    boolean stops,
    double slips,
    double shortens,
    double pictures) {
  /** Somebody who takes their time. */
  static final Hand CAREFUL = new Hand("en", false, true, 0.002, 0, 0.04);

  private static final long HANDS = 0x4A2D5;
  private static final double SHOUTS = 0.04;
  private static final double GERMAN = 0.4;
  private static final double MIXES = 0.3;
  private static final Map<String, List<String>> SLIPS = Lines.sections("words/slips.txt");
  private static final Map<String, List<Shorter>> SHORTER =
      Map.of("en", shorter("short en"), "de", shorter("short de"));

  /** As it left the fingers. */
  record Written(String text, boolean misspelt) {}

  private record Shorter(String word, String as) {
    /** Whole words only. */
    String in(String text) {
      int at = text.indexOf(word);
      if (at < 0) {
        return text;
      }
      int end = at + word.length();
      boolean whole =
          (at == 0 || !Character.isLetter(text.charAt(at - 1)))
              && (end == text.length() || !Character.isLetter(text.charAt(end)));
      return whole ? text.substring(0, at) + as + text.substring(end) : text;
    }
  }

  static Hand of(long seed, int index, boolean old, String language) {
    Chance chance = Chance.of(seed ^ HANDS, index, 0);
    String writes = language.equals("de") && chance.happens(GERMAN) ? "de" : "en";
    double kind = chance.share();
    if (old || kind < 0.38) {
      return new Hand(writes, false, true, CAREFUL.slips, CAREFUL.shortens, CAREFUL.pictures);
    }
    if (kind < 0.62) {
      return new Hand(writes, chance.happens(0.4), true, 0.008, 0.1, 0.15);
    }
    if (kind < 0.9) {
      return new Hand(writes, true, chance.happens(0.3), 0.014, 0.35, 0.35);
    }
    return new Hand(writes, chance.happens(0.5), false, 0.03, 0.2, 0.1);
  }

  /** Writes what was thought. */
  Written write(String thought, Family family, Chance chance) {
    String shortened = shortened(thought, family.language(), chance);
    String slipped = Slips.in(shortened, slips, family.language(), chance);
    boolean misspelt = !slipped.equals(shortened);
    String text = stops ? slipped : unstopped(slipped);
    if (lowers) {
      text = text.toLowerCase(Locale.ROOT);
    }
    boolean angry = family.meaning().emotion() == Meaning.Emotion.ANGER;
    if (angry && chance.happens(SHOUTS)) {
      text = text.toUpperCase(Locale.ROOT);
    }
    return new Written(ended(text, family, chance), misspelt);
  }

  private String shortened(String thought, String as, Chance chance) {
    String text = thought;
    if (shortens == 0) {
      return text;
    }
    for (Shorter shorter : SHORTER.getOrDefault(as, List.of())) {
      if (chance.happens(shortens)) {
        text = shorter.in(text);
      }
    }
    return text;
  }

  private static String unstopped(String text) {
    StringBuilder without = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean ends = i + 1 == text.length() || text.charAt(i + 1) == ' ';
      if (!ends || ".,;:!".indexOf(text.charAt(i)) < 0) {
        without.append(text.charAt(i));
      }
    }
    return without.toString();
  }

  /** Some end with a picture, some with a word; a few of these in the other language. */
  private String ended(String text, Family family, Chance chance) {
    if (!chance.happens(pictures)) {
      return text;
    }
    String emotion = Why.word(family.meaning().emotion());
    boolean other = language.equals("de") && chance.happens(MIXES);
    String tail = "tail " + (other ? "de" : family.language());
    return text + ' ' + chance.pick(lines(chance.happens(0.7) ? emotion : tail));
  }

  private static List<String> lines(String heading) {
    List<String> lines = SLIPS.get(heading);
    if (lines == null) {
      throw new IllegalStateException("words/slips.txt has no heading [" + heading + "]");
    }
    return lines;
  }

  private static List<Shorter> shorter(String heading) {
    return lines(heading).stream()
        .map(line -> {
          int equals = line.indexOf('=');
          return new Shorter(line.substring(0, equals), line.substring(equals + 1));
        })
        .toList();
  }
}
