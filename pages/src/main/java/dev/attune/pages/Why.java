package dev.attune.pages;

import java.time.Instant;
import java.util.List;

/**
 * What a claim rests on: as a sentence, then as values, then as signals, each a door.
 *
 * @param sentence the rule, read back
 * @param values what it read, and what that was
 * @param signals the signals counted, newest first
 * @param more how many further signals were counted
 */
public record Why(String sentence, List<Detail> values, List<Proof> signals, int more) {
  public Why {
    values = List.copyOf(values);
    signals = List.copyOf(signals);
  }

  /** The newest of the signals. */
  public List<Proof> first(int most) {
    return signals.subList(0, Math.min(most, signals.size()));
  }

  /** How many signals there are beyond the newest. */
  public int beyond(int most) {
    return signals.size() + more - first(most).size();
  }

  /**
   * A signal that a claim rests on.
   *
   * @param at when it happened
   * @param href where it is shown
   */
  public record Proof(Instant at, String href) {}
}
