package dev.attune.testkit;

import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A few people and devices who have to do with nobody else, and everything that is ever heard of
 * them, in the order of arrival.
 *
 * @param name the end of all their ids
 */
public record Household(String name, List<Arrival> arrivals) {
  static final List<String> PEOPLE = List.of("ana", "ben", "cai");
  static final List<String> DEVICES = List.of("phone", "tablet");

  public Household {
    arrivals = List.copyOf(arrivals);
  }

  /** A signal, and when it reaches the host. */
  public record Arrival(Instant at, Signal signal) {}

  /** The ids of its people and devices. */
  public List<Id> ids() {
    return Stream.concat(
            PEOPLE.stream().map(person -> Id.user(person + name)),
            DEVICES.stream().map(device -> Id.anonymous(device + name)))
        .toList();
  }

  @Override
  public String toString() {
    return "household %s:%n%s"
        .formatted(
            name,
            arrivals.stream()
                .map(arrival -> "  at %s: %s%n".formatted(arrival.at, arrival.signal))
                .collect(Collectors.joining()));
  }
}
