package dev.attune.playbook;

import java.util.Optional;

/**
 * One thing that two playbooks say differently.
 *
 * @param section the word it stands under: {@code facts}, {@code moments}...; empty for the words
 *     at the top themselves, such as {@code zone}
 * @param name its name there
 * @param before how the first has it, in one line
 * @param after how the second has it
 */
public record Difference(
    String section, String name, Optional<String> before, Optional<String> after) {
  /** What became of it. */
  public enum Kind {
    /** Only the second has it. */
    ADDED,
    /** Only the first has it. */
    REMOVED,
    /** Both have it, differently. */
    CHANGED
  }

  public Difference {
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("neither playbook has " + section + "." + name);
    }
  }

  /** What became of it. */
  public Kind kind() {
    if (before.isEmpty()) {
      return Kind.ADDED;
    }
    return after.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
  }
}
