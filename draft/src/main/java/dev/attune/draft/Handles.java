package dev.attune.draft;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Names for new rules, made of what people call them. */
final class Handles {
  private static final int LONGEST = 48;

  private Handles() {}

  /** A name such as {@code third-contact} that is not in use. */
  static String hyphened(String called, String otherwise, Set<String> used) {
    String plain = ascii(called).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return free(begun(plain.replaceAll("^-+|-+$", ""), otherwise), "-", used);
  }

  /** A name such as {@code supportContacted14} that is not in use. */
  static String joined(String called, Set<String> used) {
    StringBuilder name = new StringBuilder();
    for (String word : ascii(called).split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        String first = word.substring(0, 1);
        name.append(
            name.isEmpty() ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT));
        name.append(word.substring(1));
      }
    }
    return free(begun(name.toString(), "fact"), "_", used);
  }

  private static String ascii(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
  }

  private static String begun(String name, String otherwise) {
    String kept = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    String whole = kept.replaceAll("-+$", "");
    return whole.matches("[A-Za-z].*") ? whole : otherwise;
  }

  private static String free(String name, String gap, Set<String> used) {
    String free = name;
    for (int i = 2; used.contains(free); i++) {
      free = name + gap + i;
    }
    return free;
  }
}
