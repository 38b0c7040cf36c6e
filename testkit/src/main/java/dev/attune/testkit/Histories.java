package dev.attune.testkit;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
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
 * Made-up histories of one customer. Instants fall on a coarse grid, now and then a millisecond
 * beside it, so that window edges, ties and signals at due instants are the rule and not the
 * exception.
 */
public final class Histories {
  /** When every history begins. */
  public static final Instant START = Instant.parse("2026-03-25T00:00:00Z");

  /** The distance of the grid; a clock change of Europe/Berlin lies inside the histories. */
  public static final Duration GRID = Duration.ofHours(6);

  private static final int SLOTS = 60;

  private Histories() {}

  /** Histories of up to {@code most} signals, in the order in which they might arrive. */
  public static Arbitrary<List<Signal>> ofSignals(int most) {
    return Combinators.combine(instants(), contents(), senders(), origins())
        .as(Sketch::new)
        .list()
        .ofMaxSize(most)
        .map(Histories::numbered);
  }

  /** An instant of a history, or a little after its end. */
  public static Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.integers().between(0, SLOTS),
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.just(-1)),
                Tuple.of(1, Arbitraries.just(1))))
        .as((slot, beside) -> START.plus(GRID.multipliedBy(slot)).plusMillis(beside));
  }

  private record Sketch(Instant at, Content content, @Nullable String user, Origin origin) {}

  private static Arbitrary<String> senders() {
    return Arbitraries.of("ana", "ana", "ana", "");
  }

  private static Arbitrary<Origin> origins() {
    return Arbitraries.of(Origin.SERVER, Origin.SERVER, Origin.BROWSER);
  }

  /** What a customer may do or say. */
  public static Arbitrary<Content> contents() {
    return Arbitraries.oneOf(
        rides(), rides(), contacts(), plain(), requests(), identifies(), claims(), staff());
  }

  private static Arbitrary<Content> rides() {
    return Combinators.combine(
            Arbitraries.of(1L, 2.5, 11.4, -3.000001, 0.1, 0.2, "free", 1e-7, 5e15),
            Arbitraries.of("Berlin", "Rome", "Oslo", 1L, 1.0, Data.Nothing.NULL),
            rideIds(),
            Arbitraries.of(0L, 7L, "much"))
        .as((fare, city, rideId, late) ->
            new Content.Track(
                "Ride",
                new Data.Builder()
                    .put("fare", fare)
                    .put("city", city)
                    .put("rideId", rideId)
                    .put("minutesLate", late)
                    .build()));
  }

  private static Arbitrary<Content> contacts() {
    return Arbitraries.of("bill", "late", "lost")
        .map(topic -> new Content.Track("Contact", Data.of("topic", topic)));
  }

  private static Arbitrary<Content> plain() {
    return Arbitraries.of(
        new Content.Track("Signed Up", Data.EMPTY),
        new Content.Track("Quiet", Data.EMPTY),
        new Content.Track("Signed Up", Data.EMPTY),
        new Content.Track("Quiet", Data.EMPTY),
        new Content.Track("Order Completed", Data.EMPTY),
        new Content.Consent(Content.Consent.Purpose.SERVE, false),
        new Content.Consent(Content.Consent.Purpose.SERVE, true),
        new Content.Consent(Content.Consent.Purpose.TELL, false),
        new Content.Page("Home", Data.EMPTY));
  }

  private static Arbitrary<Content> requests() {
    return rideIds().map(id -> new Content.Track("Ride Requested", Data.of("rideId", id)));
  }

  /** The same id as a number and as text, and none. */
  private static Arbitrary<Object> rideIds() {
    return Arbitraries.of("1", 1L, 2.0, "2", Data.Nothing.NULL);
  }

  /** What a colleague saw, and what became of what was promised; hearsay too, which counts not. */
  private static Arbitrary<Content> staff() {
    Arbitrary<Content> seen =
        Combinators.combine(
                Arbitraries.of(
                    "something-else",
                    "promise-at-risk",
                    "troubled",
                    "both",
                    "third",
                    "stuck",
                    "no-such",
                    7L),
                Arbitraries.of("bill", "late", Data.Nothing.NULL))
            .as((moment, topic) ->
                new Content.Observed(
                    "they look lost", "kim", Data.of("moment", moment, "topic", topic)));
    Arbitrary<Content> gestures =
        Combinators.combine(
                Arbitraries.of("g1", "g2", Data.Nothing.NULL),
                Arbitraries.of("promised", "late", "failed", "delivered", "undone"))
            .as((gesture, state) ->
                new Content.Gesture(
                    "cake", null, "kim", Data.of("gesture", gesture, "state", state)));
    return Arbitraries.oneOf(seen, gestures);
  }

  private static Arbitrary<Content> claims() {
    return Arbitraries.just(new Content.Track("Warranty Claimed", Data.EMPTY));
  }

  private static Arbitrary<Content> identifies() {
    Arbitrary<Object> dates =
        Arbitraries.of(
            "2026-03-29", "2026-03-31", "2026-04-02T06:00:00Z", "soon", 7L, Data.Nothing.NULL);
    return Arbitraries.oneOf(
        dates.map(date -> new Content.Identify(Data.of("warrantyEnds", date))),
        Arbitraries.of("pro", "free").map(plan -> new Content.Identify(Data.of("plan", plan))),
        Arbitraries.of("Europe/Berlin", "Pacific/Auckland", "nowhere")
            .map(zone -> new Content.Identify(Data.of("timezone", zone))));
  }

  private static List<Signal> numbered(List<Sketch> sketches) {
    List<Signal> signals = new ArrayList<>();
    for (Sketch sketch : sketches) {
      boolean known = "ana".equals(sketch.user());
      signals.add(
          new Signal(
              new SignalId("shop", "m" + signals.size()),
              sketch.origin(),
              known ? "ana" : null,
              known ? null : "device",
              sketch.at(),
              signals.size() % 5 == 0 ? Data.of("timezone", "America/New_York") : Data.EMPTY,
              sketch.content()));
    }
    return signals;
  }
}
