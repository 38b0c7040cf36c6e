package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer is, or is not, in a segment or moment at an instant.
 *
 * @param rule the segment's or moment's name
 * @param holds whether they are in the segment, or the moment's reason holds
 * @param findings every comparison of its condition
 * @param facts every fact that it reads
 * @param mayChange when time alone may next change it, or null for never
 */
public record Explanation(
    String rule,
    boolean holds,
    List<Condition.Finding> findings,
    List<FactReading> facts,
    @Nullable Instant mayChange) {

  /**
   * A fact with the signals behind it.
   *
   * @param value null where there is none
   * @param signals the newest that count
   * @param more how many further ones count
   */
  public record FactReading(
      String name, @Nullable Object value, List<Signal.Address> signals, long more) {}
}
