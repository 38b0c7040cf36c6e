package dev.attune.simulator;

import java.util.List;

/** Slips of the fingers: the key beside, a letter left out, twice, or before its neighbour. */
final class Slips {
  private static final List<String> ENGLISH = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");
  private static final List<String> GERMAN = List.of("qwertzuiopü", "asdfghjklöä", "yxcvbnm");

  private Slips() {}

  /** The text as hasty fingers write it: each letter but a word's first may go wrong. */
  static String in(String text, double often, String language, Chance chance) {
    StringBuilder written = new StringBuilder(text.length() + 4);
    List<String> keys = language.equals("de") ? GERMAN : ENGLISH;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inside = i > 0 && Character.isLetter(text.charAt(i - 1)) && Character.isLetter(c);
      if (!inside || !chance.happens(often)) {
        written.append(c);
        continue;
      }
      boolean last = i + 1 == text.length() || !Character.isLetter(text.charAt(i + 1));
      switch (chance.below(last ? 3 : 4)) {
        case 0 -> written.append(beside(c, keys, chance));
        case 1 -> {}
        case 2 -> written.append(c).append(c);
        default -> {
          written.append(text.charAt(i + 1)).append(c);
          i++;
        }
      }
    }
    return written.toString();
  }

  private static char beside(char letter, List<String> keys, Chance chance) {
    char lower = Character.toLowerCase(letter);
    for (String row : keys) {
      int at = row.indexOf(lower);
      if (at >= 0) {
        boolean right = at == 0 || (at + 1 < row.length() && chance.happens(0.5));
        return row.charAt(right ? at + 1 : at - 1);
      }
    }
    return letter;
  }
}
