package dev.attune.engine;

import java.time.Instant;
import java.util.Map;

/**
 * A version of the playbook that was adopted.
 *
 * @param number 1 for the first
 * @param text the document
 * @param who adopted it
 * @param at when
 * @param from the instant from which it decides
 * @param begun since when each of its segments is what it is, by name; those that are not named:
 *     always
 */
public record Version(
    int number, String text, String who, Instant at, Instant from, Map<String, Instant> begun) {
  public Version {
    begun = Map.copyOf(begun);
  }
}
