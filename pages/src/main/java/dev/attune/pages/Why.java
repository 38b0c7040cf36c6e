package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a claim rests on: as a sentence, then as values, then as signals, each a door.
 *
 * @param sentence the rule, read back
 * @param values what it read, and what that was
 * @param signals the signals counted, newest first
 * @param more how many further signals were counted
 */
public record Why(String sentence, List<Detail> values, List<Proof> signals, int more) {
  /** Of how many signals a claim among others tells what happened. */
  public static final int TOLD = 5;

  /** Of how many a claim that has a page of its own does. */
  public static final int TOLD_ALONE = 20;

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
   * @param what what happened, in a few words or the customer's own; nothing where it is not told,
   *     or no longer kept
   */
  public record Proof(Instant at, String href, Optional<String> what) {}
}
