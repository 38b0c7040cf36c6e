package dev.attune.simulator;

/**
 * Phrasings of one thought: they come from one line of the words, and look alike.
 *
 * @param id {@code late-driver.complaint.leave.3}: what is meant, and which of its lines
 * @param language {@code en} or {@code de}
 * @param heldOut whether whoever learns from the words should not see it; one in five
 * @param low the lowest rating that comes with it; 0 where none does
 */
record Family(
    String id,
    Meaning meaning,
    String language,
    boolean heldOut,
    int low,
    int high,
    Phrase phrase) {
  /** One of the phrasings, as it was thought, without slips of the fingers. */
  String thought(Chance chance) {
    StringBuilder text = new StringBuilder();
    phrase.write(text, chance);
    return even(text);
  }

  /** Without spaces that nothing stands between, beginning with a capital. */
  private static String even(CharSequence text) {
    StringBuilder even = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int last = even.length() - 1;
      boolean spaced = last < 0 || even.charAt(last) == ' ';
      if (c != ' ' && spaced && last >= 0 && ".,!?".indexOf(c) >= 0) {
        even.setCharAt(last, c);
      } else if (c != ' ' || !spaced) {
        even.append(last < 0 ? Character.toUpperCase(c) : c);
      }
    }
    return even.toString().stripTrailing();
  }

  int rating(Chance chance) {
    return high == 0 ? 0 : chance.between(low, high);
  }
}
