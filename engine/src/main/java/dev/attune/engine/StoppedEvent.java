package dev.attune.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An event that live rules read and that has come no more for too long: those rules see nothing.
 *
 * @param last when it was seen last
 * @param since when it had been silent for too long
 * @param meanGap how long it usually was from one to the next
 * @param rules segments, moments and goals that read it
 */
public record StoppedEvent(
    String event, Instant last, Instant since, Duration meanGap, List<String> rules) {
  public StoppedEvent {
    rules = List.copyOf(rules);
  }
}
