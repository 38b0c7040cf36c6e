package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Change;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Reads.Operator;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.testkit.NaiveTurns.Asked;
import dev.attune.testkit.NaiveTurns.Ride;
import dev.attune.testkit.Recount.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * Windows that hold more signals than a window looks ahead: when segments over them turn, and
 * because of what, against a count anew at every instant.
 *
 * <p>Lengths are milliseconds, so that edges, ties and empty windows are the rule. The longest
 * window holds the whole history.
 */
class WindowTurnsTest {
  private static final int SIGNALS = 150;
  private static final int SEGMENTS = 30;
  private static final List<Long> LENGTHS = List.of(7L, 40L, 150L, 400L, 10_000L);

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void turnWhenACountAnewSaysSo(
      @ForAll("segments") List<Asked> segments,
      @ForAll("histories") List<Ride> history,
      @ForAll @IntRange(min = 1, max = 3 * SIGNALS) int readEvery,
      @ForAll @IntRange(min = 1, max = 3 * SIGNALS) int askEvery) {
    Step step = new Step(Playbooks.readAnew(text(segments)), 1, Step.ALWAYS);
    List<Effect> effects = new ArrayList<>();
    Sitting sitting = step.open(step.start());
    for (int i = 0; i < history.size(); i++) {
      Signal signal = history.get(i).signal();
      sitting.hear(signal);
      if (i % readEvery == readEvery - 1) {
        effects.addAll(sitting.takeEffects());
        sitting = step.open(sitting.close());
      }
      if (i % askEvery == askEvery - 1) {
        assertThat(sitting.facts(signal.occurredAt())).isNotNull();
      }
    }
    sitting.reach(NaiveTurns.START.plusMillis(100_000));
    effects.addAll(sitting.takeEffects());

    assertThat(effects)
        .filteredOn(effect -> !(effect.change() instanceof Change.LeftOut))
        .extracting(effect -> new Standing(effect.cause(), effect.change()))
        .isEqualTo(new NaiveTurns(segments, history).all());
  }

  private static String text(List<Asked> segments) {
    String facts =
        segments.stream().map(Asked::declaration).distinct().collect(Collectors.joining());
    String asked =
        IntStream.range(0, segments.size())
            .mapToObj(i -> "  s" + i + ": \"" + segments.get(i).condition() + "\"\n")
            .collect(Collectors.joining());
    return "playbook: Turns\nfacts:\n" + facts + "segments:\n" + asked;
  }

  @Provide
  Arbitrary<List<Asked>> segments() {
    Arbitrary<Fact.Kind> kinds =
        Arbitraries.of(
            Fact.Kind.COUNT,
            Fact.Kind.SUM,
            Fact.Kind.MEAN,
            Fact.Kind.MIN,
            Fact.Kind.MAX,
            Fact.Kind.DISTINCT,
            Fact.Kind.LATEST);
    return Combinators.combine(
            kinds,
            Arbitraries.of(LENGTHS),
            Arbitraries.of(Operator.class),
            limits(),
            Arbitraries.of(true, false))
        .as(Asked::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(SEGMENTS)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<BigDecimal> limits() {
    return Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(0.0)),
            Tuple.of(3, Arbitraries.integers().between(-10, 10).map(n -> (double) n)),
            Tuple.of(2, Arbitraries.integers().between(-40, 40).map(n -> n / 2.0)),
            Tuple.of(2, Arbitraries.integers().between(-20, 20).map(n -> n / 3.0)),
            Tuple.of(2, Arbitraries.integers().between(11, SIGNALS).map(n -> (double) n)),
            Tuple.of(1, Arbitraries.of(-1e9, 1e9, -3e12, 2.5e12)))
        .map(BigDecimal::valueOf);
  }

  @Provide
  Arbitrary<List<Ride>> histories() {
    Arbitrary<Integer> steps = Arbitraries.integers().between(1, 12);
    return Combinators.combine(numbers(), steps)
        .flatAs((values, longest) ->
            Combinators.combine(values, pauses(longest))
                .as(Tuple::of)
                .list()
                .ofMaxSize(SIGNALS)
                .withSizeDistribution(RandomDistribution.uniform()))
        .map(WindowTurnsTest::rides);
  }

  private static Arbitrary<Integer> pauses(int longest) {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.just(0)),
        Tuple.of(23, Arbitraries.integers().between(0, longest)),
        Tuple.of(1, Arbitraries.integers().between(0, 200)));
  }

  /** What the rides of one history have for a fare: values that repeat, cancel or are none. */
  private static Arbitrary<Arbitrary<Object>> numbers() {
    return Arbitraries.of(
        Arbitraries.longs().between(-3, 3).asGeneric(),
        Arbitraries.integers().between(-6, 6).map(n -> (Object) (n / 2.0)),
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.just((Object) 0L)),
            Tuple.of(1, Arbitraries.longs().between(-100, 100).asGeneric())),
        Arbitraries.of((Object) 0.1, -0.1),
        Arbitraries.of((Object) 2_000_000_000_000L, -2_000_000_000_000L, 1L, 0.000001),
        Arbitraries.of((Object) "x", Data.Nothing.NULL, 1e9, -1e9, 0L, 1L, 1.0, -2L, "y"));
  }

  private static List<Ride> rides(List<Tuple.Tuple2<Object, Integer>> sketches) {
    List<Ride> rides = new ArrayList<>();
    long at = 0;
    for (Tuple.Tuple2<Object, Integer> sketch : sketches) {
      at += sketch.get2();
      rides.add(Ride.of(rides.size(), at, sketch.get1()));
    }
    return rides;
  }
}
