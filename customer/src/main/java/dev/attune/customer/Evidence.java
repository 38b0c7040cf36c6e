package dev.attune.customer;

import java.util.List;

/**
 * What an effect rests on.
 *
 * @param version of the playbook that decided
 * @param values what the rule's condition read, by name: {@code facts.rides30}, {@code
 *     traits.plan}...
 * @param signals the signals counted, newest first, at most {@value #MOST}
 * @param more how many further signals were counted
 */
public record Evidence(int version, Data values, List<Signal.Address> signals, int more) {
  /** Enough to see, few enough to read. */
  public static final int MOST = 20;

  public Evidence {
    signals = List.copyOf(signals);
    if (signals.size() > MOST || more < 0) {
      throw new IllegalArgumentException(
          "evidence names " + signals.size() + " signals and " + more + " more");
    }
  }
}
