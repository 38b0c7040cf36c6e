package dev.attune.people;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a password must be like: long, and not what is tried first. There are no rules about kinds
 * of characters: they make passwords harder to keep, not harder to guess.
 */
final class PasswordRules {
  static final int SHORTEST = 12;
  static final int LONGEST = 200;

  private static final int FEWEST_DIFFERENT = 5;

  /** As they stand on keyboards and in the alphabet, over and over. */
  private static final List<String> ROWS =
      Stream.of(
              "abcdefghijklmnopqrstuvwxyz",
              "1234567890",
              "qwertyuiop",
              "qwertzuiop",
              "qwertyuiopasdfghjklzxcvbnm",
              "asdfghjkl",
              "zxcvbnm")
          .map(row -> row.repeat(LONGEST / row.length() + 2))
          .toList();

  private static final Set<String> TRIED_FIRST =
      Set.of("password", "passwort", "letmein", "welcome", "qwertz", "attune", "changeme", "admin");

  private PasswordRules() {}

  /**
   * Looks at a password that somebody would like to have.
   *
   * @throws PeopleException if it will not do
   */
  static void check(String password, Person person) {
    String one = Normalizer.normalize(password, Normalizer.Form.NFKC);
    if (one.length() < SHORTEST || one.length() > LONGEST) {
      throw PeopleException.badPassword(
          "a password has " + SHORTEST + " to " + LONGEST + " characters; a few words will do");
    }
    String rest = one.toLowerCase(Locale.ROOT);
    for (String word : TRIED_FIRST) {
      rest = rest.replace(word, "");
    }
    rest = rest.replace(person.name(), "");
    for (String word : person.title().toLowerCase(Locale.ROOT).split("[^\\p{L}]+", 20)) {
      rest = rest.replace(word, "");
    }
    if (rest.chars().distinct().count() < FEWEST_DIFFERENT || isRow(rest)) {
      throw PeopleException.badPassword(
          "this password is among the first that are tried; take a few words that do not belong together");
    }
  }

  private static boolean isRow(String text) {
    String back = new StringBuilder(text).reverse().toString();
    return ROWS.stream().anyMatch(row -> row.contains(text) || row.contains(back));
  }
}
