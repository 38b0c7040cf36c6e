package dev.attune.engine;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes names for rules out of whatever senders call things; none twice. One thread. */
final class NameMaker {
  private static final int LONGEST = 30;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]+");

  private final Set<String> taken;

  /** Knows which names are taken. */
  NameMaker(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /** A name for a segment, moment or goal: {@code quiet-order-completed}. */
  String rule(String prefix, String seen) {
    return free(prefix + "-" + words(seen).toLowerCase(Locale.ROOT).replace(' ', '-'), "-");
  }

  /** A name for a fact: {@code orderCompleted30}. */
  String fact(String seen, String suffix) {
    StringBuilder name = new StringBuilder();
    for (String word : words(seen).split(" ", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      name.append(
          name.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    String begun = Character.isLetter(name.charAt(0)) ? name.toString() : "n" + name;
    return free(begun + suffix, "x");
  }

  private String free(String name, String between) {
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + between + i;
    }
    return free;
  }

  /** Words of plain letters and digits; {@code event} where there are none. */
  private static String words(String seen) {
    String plain = MARKS.matcher(Normalizer.normalize(seen, Normalizer.Form.NFD)).replaceAll("");
    String words = OTHER.matcher(plain).replaceAll(" ").strip();
    String cut = words.length() > LONGEST ? words.substring(0, LONGEST).strip() : words;
    return cut.isEmpty() ? "event" : cut;
  }
}
