package dev.attune.testkit;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Made-up arrivals at a host: several people and devices, words about who is who, delays from none
 * to weeks, copies of what came before, and what else happens to a host.
 */
public final class Arrivals {
  private Arrivals() {}

  /** One thing that happens to a host. */
  public sealed interface Event {
    /** A signal arrives, and the clock is at least at its instant. */
    record Arrives(Signal signal) implements Event {}

    /** The clock moves on. */
    record Passes(Duration time) implements Event {}

    /** The process ends and begins again. */
    record Restarts() implements Event {}
  }

  /**
   * What happens to a host, in order, of up to {@code most} events.
   *
   * @param source whose message ids they are
   */
  public static Arbitrary<List<Event>> ofEvents(int most, String source) {
    return sketches().list().ofMinSize(1).ofMaxSize(most).map(sketches -> told(sketches, source));
  }

  /** What is sketched before signals have numbers and an order of arrival. */
  private record Sketch(Instant at, Content content, String user, String device, int what) {}

  private static Arbitrary<Sketch> sketches() {
    return Combinators.combine(
            Histories.instants(),
            contents(),
            Arbitraries.of("ana", "ben", "cai", "", "ana"),
            Arbitraries.of("phone", "tablet", "", ""),
            Arbitraries.integers().between(0, 39))
        .as(Sketch::new);
  }

  private static Arbitrary<Content> contents() {
    List<Id> ids = List.of(Id.user("ana"), Id.user("ben"), Id.user("cai"), Id.anonymous("phone"));
    Arbitrary<Content> corrected =
        Combinators.combine(
                Arbitraries.of(ids),
                Arbitraries.of(ids),
                Arbitraries.of(Content.Corrected.Verdict.values()))
            .filter((first, second, verdict) -> !first.equals(second))
            .as((first, second, verdict) -> new Content.Corrected(first, second, verdict, "lea"));
    Arbitrary<Content> aliased = Arbitraries.of("ben", "tablet", "cai").map(Content.Alias::new);
    return Arbitraries.frequencyOf(
        Tuple.of(12, Histories.contents()), Tuple.of(1, corrected), Tuple.of(1, aliased));
  }

  private static List<Event> told(List<Sketch> sketches, String source) {
    List<Event> events = new ArrayList<>();
    List<Signal> sent = new ArrayList<>();
    for (Sketch sketch : sketches) {
      switch (sketch.what) {
        case 0 -> events.add(new Event.Restarts());
        case 1 -> events.add(new Event.Passes(Duration.ofDays(3)));
        case 2 -> events.add(new Event.Passes(Duration.ofMillis(1)));
        default -> {
          Signal signal = signal(sketch, source, sent.size());
          sent.add(signal);
          events.add(new Event.Arrives(signal));
        }
      }
      if (sketch.what == 3 && sent.size() > 1) {
        events.add(new Event.Arrives(sent.get(sent.size() / 2)));
      }
    }
    return events;
  }

  private static Signal signal(Sketch sketch, String source, int number) {
    boolean nobody = sketch.user.isEmpty() && sketch.device.isEmpty();
    @Nullable String user = sketch.user.isEmpty() ? null : sketch.user;
    @Nullable String device = sketch.device.isEmpty() ? null : sketch.device;
    return new Signal(
        new SignalId(source, "m" + number),
        number % 7 == 6 ? Origin.BROWSER : Origin.SERVER,
        user,
        nobody ? "phone" : device,
        sketch.at,
        Data.EMPTY,
        sketch.content);
  }
}
