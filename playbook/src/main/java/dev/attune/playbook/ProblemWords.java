package dev.attune.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a playbook, in another language than English: by what it is in English, since
 * that is where problems are made. What is not known stays as it is.
 */
final class ProblemWords {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  /** What stands in problems that people read word for word. */
  private static final Map<String, String> PIECES =
      Map.ofEntries(
          Map.entry("a text", "Text"),
          Map.entry("a number", "eine Zahl"),
          Map.entry("a whole number", "eine ganze Zahl"),
          Map.entry("true or false", "wahr oder falsch"),
          Map.entry("a time", "eine Zeit"),
          Map.entry("a duration", "eine Dauer"),
          Map.entry("a list", "eine Liste"),
          Map.entry("an object", "ein Objekt"),
          Map.entry("the fact", "der Fakt"),
          Map.entry("the goal", "das Ziel"),
          Map.entry("the moment", "der Moment"));

  private static final Pattern PIECE =
      Pattern.compile(
          "\\b(a text|a number|a whole number|true or false|a time|a duration|a list|an object"
              + "|the fact|the goal|the moment)\\b");

  private static final Pattern TIMES = Pattern.compile("([0-9,]+) times\\b");

  private static final List<Form> GERMAN = read(Playbooks.text("problems.de.txt"));

  /** How one problem is said. */
  record Form(String english, Pattern pattern, String other) {}

  private ProblemWords() {}

  /** The sentence in a language. */
  static String in(String english, Tongue tongue) {
    return switch (tongue) {
      case ENGLISH -> english;
      case GERMAN -> german(english).orElse(english);
    };
  }

  /** All that is known in German. */
  static List<Form> forms() {
    return GERMAN;
  }

  private static Optional<String> german(String english) {
    for (Form form : GERMAN) {
      Matcher found = form.pattern().matcher(english);
      if (found.matches()) {
        return Optional.of(filled(form.other(), found));
      }
    }
    return Optional.empty();
  }

  private static String filled(String other, Matcher found) {
    return PLACE
        .matcher(other)
        .replaceAll(place -> {
          String piece = found.group(Integer.parseInt(place.group(1)) + 1);
          return Matcher.quoteReplacement(piece(piece));
        });
  }

  private static String piece(String english) {
    String pieces =
        PIECE
            .matcher(english)
            .replaceAll(found -> PIECES.getOrDefault(found.group(), found.group()));
    return TIMES
        .matcher(pieces)
        .replaceAll(found -> found.group(1).replace(',', '.') + "-mal")
        .replace("(once)", "(einmal)")
        .replace("(declared)", "(angegeben)")
        .replace(") and ", ") und ");
  }

  private static List<Form> read(String text) {
    List<Form> forms = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int arrow = line.indexOf(" => ");
      if (arrow > 0) {
        String english = line.substring(0, arrow);
        forms.add(new Form(english, pattern(english), line.substring(arrow + 4)));
      }
    }
    return List.copyOf(forms);
  }

  /** Each place is as short as may be, so that what follows it finds its own. */
  private static Pattern pattern(String english) {
    StringBuilder pattern = new StringBuilder();
    Matcher place = PLACE.matcher(english);
    int at = 0;
    while (place.find()) {
      pattern.append(Pattern.quote(english.substring(at, place.start()))).append("(.+?)");
      at = place.end();
    }
    return Pattern.compile(pattern + Pattern.quote(english.substring(at)), Pattern.DOTALL);
  }
}
