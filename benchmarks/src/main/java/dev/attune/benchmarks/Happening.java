package dev.attune.benchmarks;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import java.time.Instant;

/**
 * One thing that happened to one customer, before it is told to any engine in its own form.
 *
 * @param at in milliseconds
 * @param cents what it cost; whole, so that every engine adds it up exactly
 */
record Happening(
    long number, long at, int customer, String user, String event, long cents, long late) {
  /** The name under which Esper and Flink know an event, since theirs have no spaces. */
  static String type(String event) {
    return event.replace(" ", "");
  }

  Signal signal() {
    return new Signal(
        new SignalId("bench", "m" + number),
        Origin.SERVER,
        user,
        null,
        Instant.ofEpochMilli(at),
        Data.EMPTY,
        new Content.Track(event, Data.of("cents", cents, "minutesLate", late)));
  }
}
