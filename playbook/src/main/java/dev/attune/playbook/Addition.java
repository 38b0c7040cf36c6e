package dev.attune.playbook;

/**
 * A rule that may be added to a playbook.
 *
 * @param section the word it stands under: {@code facts}, {@code moments}...
 * @param name its name there
 * @param text what it says, as YAML in one line
 */
public record Addition(String section, String name, String text) {
  /** A text as YAML has it in one line, whatever is in it. */
  public static String quoted(String text) {
    return Differences.quoted(text);
  }

  /** The rule as a line of the playbook. */
  public String line() {
    return name + ": " + text;
  }
}
