package dev.attune.playbook;

import java.util.List;
import java.util.Set;

/**
 * What is never written of a message.
 *
 * @param drop paths of values that are taken out: {@code properties}, {@code traits} or {@code
 *     context} first
 * @param hash paths of values in whose place a keyed hash is kept
 */
public record Redaction(Set<List<String>> drop, Set<List<String>> hash) {
  /** Everything is written as it came. */
  public static final Redaction NONE = new Redaction(Set.of(), Set.of());

  public Redaction {
    drop = Set.copyOf(drop);
    hash = Set.copyOf(hash);
  }

  /** Whether anything is redacted. */
  public boolean isAny() {
    return !drop.isEmpty() || !hash.isEmpty();
  }
}
