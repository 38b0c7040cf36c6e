package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Playbook;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Customers with thousands of signals: logs grow, let go and number their values anew many times.
 */
class LongHistoryTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SIGNALS = 3_000;

  private static final Playbook PLAYBOOK =
      Playbooks.read(
          """
          playbook: Long
          facts:
            rides: { count: Ride, within: 1d }
            spend: { sum: Ride, of: properties.fare, within: 1d }
            mean: { mean: Ride, of: properties.fare, within: 6h }
            most: { max: Ride, of: properties.fare, within: 1d }
            least: { min: Ride, of: properties.fare, within: 3h }
            cities: { distinct: Ride, of: properties.city, within: 1d }
            drivers: { distinct: Ride, of: properties.driver, within: 12h }
            city: { latest: Ride, of: properties.city, within: 2h }
            driver: { latest: Ride, of: properties.driver, within: 1d }
            begun: { first: Ride, within: 1d }
            last: { last: Ride, within: 1h }
            unasked: { distinct: Ride, of: properties.city, within: 20h }
            perDriver: { count: Ride, per: properties.driver, within: 1d }
            bestIn: { max: Ride, of: properties.fare, per: properties.city, within: 30h }
            citiesOf: { distinct: Ride, of: properties.city, per: properties.driver, within: 5h }
            trend: { trend: Ride, within: 1d }
          segments:
            busy: facts.rides >= 12 && facts.cities > 10
            dear: facts.spend > 300 || facts.most > 95
            known: facts.drivers == 3
            loyal: facts.perDriver.max() > 4 || facts.trend > 3
          """);

  private final SplittableRandom random = new SplittableRandom(7);
  private final Step step = new Step(PLAYBOOK, 1, Step.ALWAYS);
  private final List<Signal> recent = new ArrayList<>();
  private Sitting sitting = step.open(step.start());
  private Instant now = START;

  @Test
  void countsLikeTheRecountHoweverLongItGoesOn() {
    for (int i = 0; i < SIGNALS; i++) {
      hear(i);
      if (i % 40 == 0) { // seldom, for asking brings windows up to date that nobody else asks
        assertThat(sitting.facts(now)).isEqualTo(recounted());
      }
    }
  }

  @Test
  void countsLikeTheRecountWhenReadFromBytesAtEverySignal() {
    for (int i = 0; i < SIGNALS; i++) {
      hear(i);
      sitting = step.open(sitting.close());
      if (i % 5 == 0) {
        assertThat(sitting.facts(now)).isEqualTo(recounted());
      }
    }
  }

  private void hear(int number) {
    now = now.plus(Duration.ofMinutes(random.nextInt(random.nextInt(20) == 0 ? 2_000 : 100)));
    Data.Builder properties = new Data.Builder();
    properties.put("fare", random.nextInt(10_000) / 100.0).put("driver", (long) random.nextInt(9));
    if (random.nextInt(10) > 0) {
      properties.put("city", "City " + random.nextInt(5_000));
    }
    Signal signal =
        new Signal(
            new SignalId("test", "%05d".formatted(number)),
            Origin.SERVER,
            "mara",
            null,
            now,
            Data.EMPTY,
            new Content.Track("Ride", properties.build()));
    sitting.hear(signal);
    recent.add(signal);
    recent.removeIf(old -> old.occurredAt().isBefore(now.minus(Duration.ofDays(2))));
  }

  private Map<String, @Nullable Object> recounted() {
    NaiveFacts naive = new NaiveFacts(PLAYBOOK, recent);
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    for (Fact fact : PLAYBOOK.facts()) {
      facts.put(fact.name(), fact.isMap() ? naive.entries(fact, now) : naive.value(fact, now));
    }
    return facts;
  }
}
