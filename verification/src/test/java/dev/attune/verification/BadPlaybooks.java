package dev.attune.verification;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes playbooks that are wrong in some way, or almost, from good ones: their words and nodes in
 * each other's places, conditions bent, YAML broken. The same number makes the same playbook.
 *
 * @param good playbooks that can be adopted
 * @param words every word that they use, and every word that the language has
 */
record BadPlaybooks(List<String> good, List<String> words) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]+|[0-9]+[dhms]?");

  private static final List<String> DURATIONS =
      List.of(
          "0d",
          "-1d",
          "1e9d",
          "99999999999999d",
          "30",
          "30 d",
          "d",
          "1.5h",
          "9223372036854775807s",
          "ⅷd",
          "٣d");

  private static final List<String> CONDITIONS =
      List.of(
          " && ",
          " || ",
          "!",
          "(",
          ")",
          " in ",
          " == ",
          " >= ",
          " / 0",
          " % 0",
          "-",
          " ? 1 : ",
          ".size()",
          ".exists(v, v > 3)",
          ".all(x, x)",
          ".map(x, x).filter(y, y)",
          ".matches('(a+)+$')",
          ".matches('[')",
          "has(traits.x)",
          "has(facts)",
          "facts",
          "facts.",
          "facts.nobody",
          "signal",
          "signal.properties",
          "segments",
          "traits['x']",
          "[1, 2][7]",
          "{'a': 1}.b",
          "duration('1h')",
          "timestamp('x')",
          "b'\\xff'",
          "r'\\'",
          "'\\ud800'",
          "9223372036854775808",
          "1e999",
          "0xFFFFFFFFFFFFFFFFF",
          "1u",
          "null",
          "type(1)",
          "dyn(1)",
          "int('x')",
          "string(1)",
          "optional.none()",
          "a.b.c.d.e.f()",
          "'" + "x".repeat(3_000) + "'",
          "(".repeat(300),
          "[".repeat(300) + "]".repeat(300),
          "1 + ".repeat(900) + "1",
          "!".repeat(2_000) + "true",
          "true ? ".repeat(300),
          "facts.max()",
          "facts.any(v, v)",
          "//",
          "\\");

  private static final List<String> YAML =
      List.of(
          "&a ",
          "*a",
          "!!java.net.URL ",
          "!x ",
          "---\n",
          "...\n",
          "%YAML 9.9\n",
          "<<: ",
          "{",
          "}",
          "[",
          "]",
          ",",
          ": ",
          ":",
          "- ",
          "? ",
          "|\n",
          ">-\n",
          "|9\n",
          "'",
          "\"",
          "\"\\x",
          "\"\\uD800\"",
          "#",
          "@",
          "`",
          "\t",
          "\r",
          "\r\n",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\u0000",
          "\u0007",
          "\uD83D\uDEB2",
          "\uD83D",
          "\u202E",
          "é",
          "e\u0301",
          "~",
          "null",
          "yes",
          "0o17",
          "1_000",
          ".inf",
          ".nan",
          "2026-01-01",
          "[".repeat(200),
          "{a: ".repeat(200),
          "- ".repeat(500),
          " ".repeat(5_000),
          "x".repeat(20_000),
          "\n\n\n");

  /** A playbook that is probably wrong. */
  String make(long number) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    String text = one(good, random);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      text =
          switch (random.nextInt(8)) {
            case 0 -> put(text, one(YAML, random), random);
            case 1 -> lines(text, random);
            case 2 -> moved(text, one(good, random), random);
            case 3 -> replaced(text, one(words, random), random);
            case 4 -> replaced(text, one(DURATIONS, random), random);
            case 5 -> condition(text, random);
            case 6 -> cut(text, random);
            default -> replaced(text, one(CONDITIONS, random), random);
          };
    }
    return text;
  }

  /** Every word of {@code texts}, each once. */
  static List<String> words(List<String> texts) {
    TreeSet<String> words = new TreeSet<>();
    for (String text : texts) {
      WORD.matcher(text).results().forEach(word -> words.add(word.group()));
    }
    return List.copyOf(words);
  }

  private static <T> T one(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String put(String text, String what, Random random) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + what + text.substring(at);
  }

  private static String cut(String text, Random random) {
    if (text.isEmpty()) {
      return text;
    }
    int from = random.nextInt(text.length());
    int to =
        random.nextInt(10) == 0
            ? text.length()
            : Math.min(text.length(), from + 1 + random.nextInt(30));
    return text.substring(0, from) + text.substring(to);
  }

  /** Puts {@code what} in the place of one of the words. */
  private static String replaced(String text, String what, Random random) {
    Matcher matcher = WORD.matcher(text);
    int from = text.isEmpty() ? 0 : random.nextInt(text.length());
    return matcher.find(from)
        ? text.substring(0, matcher.start()) + what + text.substring(matcher.end())
        : what;
  }

  /** Bends a condition where there is one. */
  private static String condition(String text, Random random) {
    List<Integer> places = new ArrayList<>();
    for (String word : List.of("facts.", "signal.", "traits.", "goals.", "' in ")) {
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        places.add(at);
      }
    }
    if (places.isEmpty()) {
      return text;
    }
    int at = one(places, random);
    return text.substring(0, at) + one(CONDITIONS, random) + text.substring(at);
  }

  private static String lines(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    int at = random.nextInt(lines.size());
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(at));
      case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      case 3 -> lines.set(at, " ".repeat(random.nextInt(8)) + lines.get(at).strip());
      case 4 -> lines.set(at, lines.get(at) + (at + 1 < lines.size() ? lines.remove(at + 1) : ""));
      default -> lines.add(at, one(lines, random));
    }
    return String.join("\n", lines) + "\n";
  }

  /** A node of one playbook, with all that hangs below it, somewhere in another. */
  private static String moved(String text, String other, Random random) {
    List<String> from = other.lines().toList();
    List<String> into = new ArrayList<>(text.lines().toList());
    if (from.isEmpty() || into.isEmpty()) {
      return text;
    }
    int first = random.nextInt(from.size());
    int depth = depth(from.get(first));
    int last = first + 1;
    while (last < from.size() && last < first + 40 && depth(from.get(last)) > depth) {
      last++;
    }
    int at = random.nextInt(into.size());
    int shift = random.nextInt(3) == 0 ? random.nextInt(6) : depth(into.get(at));
    List<String> node = new ArrayList<>();
    for (String line : from.subList(first, last)) {
      node.add(" ".repeat(Math.max(0, depth(line) - depth + shift)) + line.strip());
    }
    into.addAll(at, node);
    return String.join("\n", into) + "\n";
  }

  private static int depth(String line) {
    return line.length() - line.stripLeading().length();
  }
}
