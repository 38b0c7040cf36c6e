package dev.attune.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What somebody typed to find a customer. There is no syntax: every character stands for itself,
 * and may be typed.
 *
 * <p>The whole text may be an id or a phone; and all its words must be found, each as it is, as the
 * beginning of a word, or with slips that are forgiven: one in a word of 4 to 7 letters, two in a
 * longer one, none in a shorter one or one with digits.
 *
 * @param text as typed, without the spaces around it
 * @param parts all must be found
 * @param phones what the text is as a phone; empty if it is none
 */
public record Wanted(String text, List<Part> parts, Set<String> phones) {
  /** Longer than anything that people type. */
  public static final int MAX_LENGTH = 200;

  /** More words than any name has. */
  public static final int MAX_WORDS = 8;

  /** One of the things that must be found. */
  sealed interface Part {
    /**
     * A word.
     *
     * @param forms see {@link Words#forms}
     * @param slips how many are forgiven
     */
    record Word(List<String> forms, int slips) implements Part {
      public Word {
        forms = List.copyOf(forms);
      }
    }

    /** An e-mail or its beginning, in lower case. */
    record Email(String text) implements Part {}
  }

  public Wanted {
    parts = List.copyOf(parts);
    phones = Set.copyOf(phones);
  }

  /**
   * Reads what was typed.
   *
   * @throws BadQuery if it is too long, or holds no letter and no digit
   */
  public static Wanted of(String typed) {
    String text = typed.strip();
    if (text.length() > MAX_LENGTH) {
      throw new BadQuery(
          "the text to look for has %d characters, at most %d are looked for: leave some out"
              .formatted(text.length(), MAX_LENGTH));
    }
    List<Part> parts = new ArrayList<>();
    for (String chunk : Words.SPACES.split(text, -1)) {
      if (chunk.indexOf('@') > 0) {
        parts.add(new Part.Email(lower(chunk)));
      } else {
        Words.split(chunk).forEach(word -> parts.add(word(word)));
      }
    }
    if (parts.isEmpty()) {
      throw new BadQuery("there is nothing to look for: type a name, an e-mail, a phone or an id");
    }
    if (parts.size() > MAX_WORDS) {
      throw new BadQuery(
          "the text to look for has %d words, at most %d are looked for: leave some out"
              .formatted(parts.size(), MAX_WORDS));
    }
    return new Wanted(text, parts, Phones.isPhone(text) ? Phones.forms(text) : Set.of());
  }

  private static Part word(String word) {
    List<String> forms = Words.forms(word);
    return new Part.Word(forms, Words.slips(forms.getFirst()));
  }

  /** The text as an id in lower case, without the word for its kind. */
  String idValue() {
    String lower = lower(text);
    for (String prefix : List.of("user:", "anonymous:")) {
      if (lower.startsWith(prefix)) {
        return lower.substring(prefix.length());
      }
    }
    return lower;
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
