package dev.attune.playbook;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes what is said as YAML, in the manner in which playbooks are written by hand. */
final class Writing {
  /** What YAML takes as it is between braces: nothing there may end or begin something else. */
  private static final Pattern PLAIN_IN_BRACES =
      Pattern.compile("[\\p{L}_0-9](?:[\\p{L}\\p{N}_./+<>=() -]*[\\p{L}\\p{N}_./)])?");

  /** What YAML takes as it is behind a name in a line of its own. */
  private static final Pattern PLAIN_IN_LINE =
      Pattern.compile(
          "[\\p{L}_0-9(](?:[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}:])?");

  private static final Set<String> NOTHING = Set.of("null", "Null", "NULL");

  private Writing() {}

  /** Between braces or brackets. */
  static String inBraces(Said said) {
    return switch (said) {
      case Said.Text(String text) -> word(text);
      case Said.Items items ->
          items.items().stream().map(Writing::inBraces).collect(Collectors.joining(", ", "[", "]"));
      case Said.Words words ->
          words.words().isEmpty()
              ? "{}"
              : words.words().entrySet().stream()
                  .map(each -> word(each.getKey()) + ": " + inBraces(each.getValue()))
                  .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }

  /** Behind a name in a line of its own. */
  static String inLine(Said said) {
    if (said instanceof Said.Text(String text)) {
      boolean isPlain =
          PLAIN_IN_LINE.matcher(text).matches()
              && !text.contains(": ")
              && !text.contains(" #")
              && !NOTHING.contains(text);
      return isPlain ? text : Differences.quoted(text);
    }
    return inBraces(said);
  }

  /** A name, wherever it stands. */
  static String word(String text) {
    boolean isPlain = PLAIN_IN_BRACES.matcher(text).matches() && !NOTHING.contains(text);
    return isPlain ? text : Differences.quoted(text);
  }
}
