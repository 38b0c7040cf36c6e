package dev.attune.testkit;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.testkit.Household.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Made-up arrivals at a host: several people and devices, words about who is who, delays from none
 * to weeks, ties, and copies of what came before.
 */
public final class Arrivals {
  private Arrivals() {}

  /** Towns of so many households, each with up to {@code most} signals. */
  public static Arbitrary<Town> ofTowns(int households, int most) {
    Arbitrary<Instant> lines =
        Histories.instants().filter(at -> at.isAfter(Histories.START.plus(Histories.GRID)));
    Arbitrary<Optional<Duration>> stays =
        Arbitraries.integers().between(1, 40).map(Histories.GRID::multipliedBy).optional(0.7);
    return Combinators.combine(
            changes(2),
            lines,
            stays,
            ofHouseholds(households, most),
            Histories.instants().set().ofMaxSize(3),
            Histories.instants())
        .as((change, line, stay, all, restarts, imported) ->
            new Town(
                change.getFirst(),
                change.getLast(),
                line,
                stay.map(line::plus).orElse(Town.NEVER),
                all,
                restarts,
                imported));
  }

  /** Playbooks that follow each other: other ones, or mostly the same. */
  public static Arbitrary<List<String>> changes(int count) {
    Arbitrary<List<String>> others = Arbitraries.of(ContractPlaybooks.ALL).list().ofSize(count);
    Arbitrary<List<String>> revised =
        Arbitraries.of(Revisions.ALL)
            .flatMap(versions -> Arbitraries.of(versions).list().ofSize(count));
    return Arbitraries.frequencyOf(Tuple.of(1, others), Tuple.of(2, revised));
  }

  /** So many households, each with up to {@code most} signals. */
  private static Arbitrary<List<Household>> ofHouseholds(int count, int most) {
    return sketches()
        .list()
        .ofMinSize(1)
        .ofMaxSize(most)
        .list()
        .ofSize(count)
        .map(all ->
            IntStream.range(0, count).mapToObj(i -> household("-" + i, all.get(i))).toList());
  }

  /** What is sketched before signals have numbers and names; empty ids are absent. */
  private record Sketch(
      Instant at, Content content, String user, String device, Duration delay, int what) {}

  private static Arbitrary<Sketch> sketches() {
    return Combinators.combine(
            Histories.instants(),
            contents(),
            Arbitraries.of("ana", "ben", "cai", "", "ana"),
            Arbitraries.of("phone", "tablet", "", ""),
            delays(),
            Arbitraries.integers().between(0, 19))
        .as(Sketch::new);
  }

  /** How long a signal is under way; a sender's clock may be a little ahead. */
  private static Arbitrary<Duration> delays() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.just(Duration.ZERO)),
        Tuple.of(1, Arbitraries.of(Duration.ofMillis(1), Duration.ofMillis(-1))),
        Tuple.of(4, Arbitraries.integers().between(1, 24).map(Histories.GRID::multipliedBy)));
  }

  private static Arbitrary<Content> contents() {
    List<Id> ids =
        List.of(
            Id.user("ana"),
            Id.user("ben"),
            Id.user("cai"),
            Id.anonymous("phone"),
            Id.anonymous("tablet"));
    Arbitrary<Content> corrected =
        Combinators.combine(
                Arbitraries.of(ids),
                Arbitraries.of(ids),
                Arbitraries.of(Content.Corrected.Verdict.values()))
            .filter((first, second, verdict) -> !first.equals(second))
            .as((first, second, verdict) -> new Content.Corrected(first, second, verdict, "lea"));
    Arbitrary<Content> aliased = Arbitraries.of("ben", "tablet", "cai").map(Content.Alias::new);
    return Arbitraries.frequencyOf(
        Tuple.of(10, Histories.contents()), Tuple.of(1, corrected), Tuple.of(1, aliased));
  }

  private static Household household(String name, List<Sketch> sketches) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < sketches.size(); i++) {
      Sketch sketch = sketches.get(i);
      Signal signal = signal(sketch, name, i);
      Instant at = sketch.at.plus(sketch.delay);
      arrivals.add(new Arrival(at, signal));
      if (sketch.what == 0) {
        arrivals.add(new Arrival(at.plus(Histories.GRID.multipliedBy(i)), signal));
      }
    }
    arrivals.sort(Comparator.comparing(Arrival::at));
    return new Household(name, arrivals);
  }

  private static Signal signal(Sketch sketch, String name, int number) {
    boolean nobody = sketch.user.isEmpty() && sketch.device.isEmpty();
    @Nullable String user = sketch.user.isEmpty() ? null : sketch.user + name;
    @Nullable String device = sketch.device.isEmpty() ? null : sketch.device + name;
    return new Signal(
        new SignalId(number % 3 == 0 ? "app" : "shop", "m" + number + name),
        number % 7 == 6 ? Origin.BROWSER : Origin.SERVER,
        user,
        nobody ? "phone" + name : device,
        sketch.at,
        sketch.what == 1 ? Data.of("timezone", "America/New_York") : Data.EMPTY,
        named(sketch.content, name));
  }

  private static Content named(Content content, String name) {
    return switch (content) {
      case Content.Alias(String previous) -> new Content.Alias(previous + name);
      case Content.Corrected(Id first, Id second, Content.Corrected.Verdict verdict, String by) ->
          new Content.Corrected(named(first, name), named(second, name), verdict, by);
      default -> content;
    };
  }

  private static Id named(Id id, String name) {
    return new Id(id.namespace(), id.value() + name);
  }
}
