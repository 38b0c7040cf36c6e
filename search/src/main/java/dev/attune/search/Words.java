package dev.attune.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words, and the forms in which two of them are the same word: upper and lower case are alike, and
 * letters with and without an accent; {@code ä}, {@code a} and {@code ae} are, and so for {@code ö}
 * and {@code ü}. Works for any script.
 *
 * <p>Letters and digits make words, everything else parts them, but for an apostrophe, which is
 * left out.
 */
final class Words {
  /** What is longer is cut, on both sides alike. */
  static final int LONGEST = 64;

  private static final String APOSTROPHES = "'\u2019\u02bc`\u00b4";

  /** Letters that do not come apart into a letter and an accent. */
  private static final String[][] SPECIAL = {
    {"ß", "ss"},
    {"æ", "ae"},
    {"œ", "oe"},
    {"ø", "o"},
    {"ł", "l"},
    {"đ", "d"},
    {"ð", "d"},
    {"þ", "th"},
    {"ı", "i"},
    {"ħ", "h"}
  };

  static final Pattern SPACES = Pattern.compile("\\s+");

  private Words() {}

  /** The words of a text that is as somebody typed it. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          if (isOfWord(point)) {
            word.appendCodePoint(point);
          } else if (APOSTROPHES.indexOf(point) < 0) {
            end(word, words);
          }
        });
    end(word, words);
    return words;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isOfWord(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(point);
    };
  }

  /**
   * The words under which a text can be found: each of its own, those around an apostrophe, what a
   * hyphen joins as one; and, where a script sets no spaces, each tail of a word.
   */
  static Set<String> found(String text) {
    Set<String> found = new LinkedHashSet<>();
    for (String chunk : SPACES.split(text, -1)) {
      List<String> words = split(chunk);
      found.addAll(words);
      if (words.size() > 1) {
        found.add(String.join("", words));
      }
      found.addAll(split(apart(chunk)));
    }
    for (String word : List.copyOf(found)) {
      tails(word, found);
    }
    return found;
  }

  private static String apart(String chunk) {
    StringBuilder apart = new StringBuilder(chunk.length());
    for (int i = 0; i < chunk.length(); i++) {
      apart.append(APOSTROPHES.indexOf(chunk.charAt(i)) < 0 ? chunk.charAt(i) : ' ');
    }
    return apart.toString();
  }

  private static void tails(String word, Set<String> found) {
    if (word.codePoints().limit(LONGEST).anyMatch(Words::setsNoSpaces)) {
      int end =
          word.offsetByCodePoints(0, Math.min(LONGEST, word.codePointCount(0, word.length())));
      for (int i = word.offsetByCodePoints(0, 1); i < end; i = word.offsetByCodePoints(i, 1)) {
        found.add(word.substring(i));
      }
    }
  }

  private static boolean setsNoSpaces(int point) {
    UnicodeScript script = UnicodeScript.of(point);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.THAI;
  }

  /** The form that decides how long a word is: in lower case, without accents. */
  static String plain(String word) {
    return isAscii(word) ? cut(word.toLowerCase(Locale.ROOT)) : bare(lower(word));
  }

  private static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String lower(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static String bare(String lower) {
    String apart = lower;
    for (String[] special : SPECIAL) {
      apart = apart.replace(special[0], special[1]);
    }
    StringBuilder bare = new StringBuilder();
    Normalizer.normalize(apart, Normalizer.Form.NFKD)
        .codePoints()
        .filter(point -> !isAccent(point))
        .forEach(bare::appendCodePoint);
    return cut(Normalizer.normalize(bare, Normalizer.Form.NFC));
  }

  /** Marks that a reader may leave out; a vowel sign of an Indian script is none of them. */
  private static boolean isAccent(int point) {
    if (Character.getType(point) != Character.NON_SPACING_MARK) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(point);
    return script == UnicodeScript.HEBREW
        || script == UnicodeScript.ARABIC
        || (script == UnicodeScript.INHERITED && point != 0x3099 && point != 0x309A);
  }

  private static String cut(String form) {
    return form.codePointCount(0, form.length()) <= LONGEST
        ? form
        : form.substring(0, form.offsetByCodePoints(0, LONGEST));
  }

  /**
   * Everything that a word can be written as: two words are the same if they have a form in common.
   * The first is {@link #plain}.
   */
  static List<String> forms(String word) {
    Set<String> forms = new LinkedHashSet<>();
    String plain = plain(word);
    forms.add(plain);
    if (!isAscii(word)) {
      forms.add(bare(lower(word).replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")));
    }
    forms.add(contracted(plain));
    return List.copyOf(forms);
  }

  /** As {@code ä}, {@code ö} and {@code ü} are without their dots. */
  private static String contracted(String plain) {
    if (plain.indexOf('e') < 0) {
      return plain;
    }
    StringBuilder contracted = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      boolean isSecond = i > 0 && "aou".indexOf(plain.charAt(i - 1)) >= 0;
      // At its end the word may still go on: "mue" is not "mu".
      boolean isLast = i == plain.length() - 1;
      if (plain.charAt(i) != 'e' || !isSecond || isLast) {
        contracted.append(plain.charAt(i));
      }
    }
    return contracted.toString();
  }

  /** Whether a word is rather a number, which is right or wrong. */
  static boolean hasDigits(String word) {
    return word.codePoints().anyMatch(Character::isDigit);
  }

  /** How many slips are forgiven in a word: none in a short one, nor where there are digits. */
  static int slips(String plain) {
    if (hasDigits(plain)) {
      return 0;
    }
    int letters = plain.codePointCount(0, plain.length());
    return letters < 4 ? 0 : letters <= 7 ? 1 : 2;
  }
}
