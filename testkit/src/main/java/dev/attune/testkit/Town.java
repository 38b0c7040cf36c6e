package dev.attune.testkit;

import dev.attune.customer.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Many households in one host, and what happens to the host meanwhile.
 *
 * @param before the playbook that is adopted before anything is heard
 * @param after the playbook that is adopted at {@code line}
 * @param line when, in the middle of it all, or {@link #NEVER}
 * @param back when, behind the line, {@code before} is adopted again, or {@link #NEVER}
 * @param restarts when the process ends and begins again
 * @param imported when what arrives comes as an import of the past
 */
public record Town(
    String before,
    String after,
    Instant line,
    Instant back,
    List<Household> households,
    Set<Instant> restarts,
    Instant imported) {
  /** When all is said and everything has expired. */
  public static final Instant END = Histories.START.plus(Histories.GRID.multipliedBy(240));

  /** For a host that is never asked to adopt in the middle. */
  public static final Instant NEVER = Instant.MAX;

  private static final int SLOTS = 72;

  public Town {
    households = List.copyOf(households);
    restarts = Set.copyOf(restarts);
  }

  /** What arrives, by instant. */
  public NavigableMap<Instant, List<Signal>> arrivals() {
    NavigableMap<Instant, List<Signal>> arrivals = new TreeMap<>();
    for (Household household : households) {
      household
          .arrivals()
          .forEach(arrival ->
              arrivals
                  .computeIfAbsent(arrival.at(), at -> new ArrayList<>())
                  .add(arrival.signal()));
    }
    return arrivals;
  }

  /**
   * Every instant at which the host's clock stops: whatever a playbook says falls on the grid or a
   * millisecond beside it.
   */
  public NavigableSet<Instant> instants() {
    NavigableSet<Instant> instants = new TreeSet<>(arrivals().keySet());
    for (int slot = 0; slot <= SLOTS; slot++) {
      Instant at = Histories.START.plus(Histories.GRID.multipliedBy(slot));
      instants.addAll(List.of(at.minusMillis(1), at, at.plusMillis(1)));
    }
    Stream.of(line, back).filter(at -> !at.equals(NEVER)).forEach(instants::add);
    instants.add(END);
    return instants;
  }

  @Override
  public String toString() {
    return "%d households; restarts at %s; imported %s; adopted at %s, taken back at %s:%n%s"
        .formatted(households.size(), restarts, imported, line, back, after);
  }
}
