package dev.attune.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What people say, in many phrasings, and the way people write: short, in haste, misspelt.
 *
 * <p>The resource {@code phrases.txt} has a heading for each theme, {@code [theme feeling
 * lowest-rating highest-rating]}, or {@code [=part]} for a part that others use as {@code <part>}.
 * In a line, {@code {a|b|}} stands for one of its alternatives; they nest.
 */
final class Words {
  private static final Pattern SPACES = Pattern.compile(" {2,}");
  private static final Map<String, List<String>> PARTS = new LinkedHashMap<>();
  private static final Map<String, Theme> THEMES = new LinkedHashMap<>();
  private static final List<String> CHANNELS =
      List.of("survey", "survey", "survey", "app review", "mail", "chat", "social");

  static {
    Lines.sections("phrases.txt").forEach(Words::read);
  }

  private Words() {}

  /** Something said, and what was felt. */
  record Saying(String text, int rating, double feeling) {}

  private record Theme(double feeling, int low, int high, List<String> lines) {}

  static Saying say(String name, Chance chance) {
    Theme theme = theme(name);
    String text = written(phrasing(theme, chance), chance);
    int rating = theme.high() == 0 ? 0 : chance.between(theme.low(), theme.high());
    return new Saying(text, rating, theme.feeling());
  }

  private static Theme theme(String name) {
    Theme theme = THEMES.get(name);
    if (theme == null) {
      throw new IllegalArgumentException("no phrases about " + name + ", only " + THEMES.keySet());
    }
    return theme;
  }

  /** All themes, in the order of the resource. */
  static List<String> themes() {
    return List.copyOf(THEMES.keySet());
  }

  static String channel(Chance chance) {
    return chance.pick(CHANNELS);
  }

  /** One of a theme's phrasings, as it was thought. */
  private static String phrasing(Theme theme, Chance chance) {
    String text = phrase(chance.pick(theme.lines()), chance);
    return capital(SPACES.matcher(text).replaceAll(" ").replace(" .", ".").replace(" ,", ","));
  }

  /** How a theme is phrased, without the slips of the fingers. */
  static String phrasing(String name, Chance chance) {
    return phrasing(theme(name), chance);
  }

  private static void read(String heading, List<String> lines) {
    if (heading.startsWith("=")) {
      PARTS.put(heading.substring(1), lines);
      return;
    }
    String[] words = heading.split(" ", -1);
    THEMES.put(
        words[0],
        new Theme(
            Double.parseDouble(words[1]),
            Integer.parseInt(words[2]),
            Integer.parseInt(words[3]),
            lines));
  }

  private static String phrase(String line, Chance chance) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '{') {
        int end = closing(line, i);
        text.append(phrase(alternative(line.substring(i + 1, end), chance), chance));
        i = end;
      } else if (c == '<') {
        int end = line.indexOf('>', i);
        List<String> part = PARTS.get(line.substring(i + 1, end));
        if (part == null) {
          throw new IllegalStateException("phrases.txt has no part for: " + line);
        }
        text.append(phrase(chance.pick(part), chance));
        i = end;
      } else {
        text.append(c);
      }
    }
    return text.toString().strip();
  }

  private static int closing(String line, int open) {
    int depth = 0;
    for (int i = open; i < line.length(); i++) {
      if (line.charAt(i) == '{') {
        depth++;
      } else if (line.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    throw new IllegalStateException("phrases.txt has a { without }: " + line);
  }

  private static String alternative(String choices, Chance chance) {
    int count = 1;
    int depth = 0;
    for (int i = 0; i < choices.length(); i++) {
      char c = choices.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      count += c == '|' && depth == 0 ? 1 : 0;
    }
    int wanted = chance.below(count);
    int start = 0;
    for (int i = 0; i < choices.length(); i++) {
      char c = choices.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '|' && depth == 0) {
        if (wanted-- == 0) {
          return choices.substring(start, i);
        }
        start = i + 1;
      }
    }
    return choices.substring(start);
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** As it leaves the fingers. */
  private static String written(String text, Chance chance) {
    double how = chance.share();
    if (how < 0.18) {
      return text.toLowerCase(Locale.ROOT).replace("'", "");
    }
    if (how < 0.3) {
      return misspelt(text, chance);
    }
    return how < 0.42 && text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static String misspelt(String text, Chance chance) {
    int at = 1 + chance.below(Math.max(1, text.length() - 2));
    boolean letters =
        at + 1 < text.length()
            && Character.isLetter(text.charAt(at))
            && Character.isLetter(text.charAt(at + 1));
    if (!letters) {
      return text;
    }
    String swapped = "" + text.charAt(at + 1) + text.charAt(at);
    String kept = chance.happens(0.6) ? swapped : text.substring(at, at + 1);
    return text.substring(0, at) + kept + text.substring(at + 2);
  }
}
