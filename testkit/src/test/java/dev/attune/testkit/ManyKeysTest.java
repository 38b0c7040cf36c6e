package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Playbook;
import dev.attune.step.Moment;
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

/** More keys than are seen: which are, however one got there. */
class ManyKeysTest {
  private static final int KEYS = 2_000;
  private static final int SIGNALS = 4_000;
  private static final List<String> ITEM = List.of("item");

  private static final Playbook PLAYBOOK =
      Playbooks.read(
          """
          playbook: Keys
          facts:
            scans: { count: Scanned, per: properties.item, within: 20h }
            ever: { count: Scanned, per: properties.item }
            best: { max: Scanned, of: properties.price, per: properties.item, within: 15h }
          moments:
            often: { when: "signal.event == 'Scanned' && facts.ever >= 3", per: properties.item, again-after: 0d, expires: 1s }
          """);

  private final SplittableRandom random = new SplittableRandom(3);
  private final Step step = new Step(PLAYBOOK, 1, Step.ALWAYS);
  private final List<Signal> heard = new ArrayList<>();
  private final NaiveFacts naive = new NaiveFacts(PLAYBOOK, heard);
  private Sitting sitting = step.open(step.start());
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void seesTheKeysThatCountMost() {
    Fact ever = PLAYBOOK.facts().get(1);
    int opened = 0;
    for (int i = 0; i < SIGNALS; i++) {
      String item = scan(i);
      if (i > SIGNALS - 200) {
        boolean expected = naive.entry(ever, item, now) instanceof Long count && count >= 3;
        assertThat(isOpen(item)).as("often for %s", item).isEqualTo(expected);
        opened += expected ? 1 : 0;
      }
      if (i % 1_000 == 999) {
        sitting = step.open(sitting.close());
        assertThat(sitting.facts(now)).isEqualTo(recounted());
      }
    }
    assertThat(opened).isBetween(1, 198);
    assertThat(sitting.facts(now).values())
        .allSatisfy(entries -> assertThat((Map<?, ?>) entries).hasSize(Fact.MOST_ENTRIES));
  }

  private boolean isOpen(String item) {
    return sitting.moments().stream()
        .filter(Moment::isOpen)
        .anyMatch(moment -> item.equals(moment.key()));
  }

  private String scan(int number) {
    now = now.plus(Duration.ofSeconds(10 + random.nextInt(5)));
    long item = random.nextInt(3) == 0 ? random.nextInt(200) : random.nextInt(KEYS);
    Signal signal =
        new Signal(
            new SignalId("test", "%05d".formatted(number)),
            Origin.SERVER,
            "mara",
            null,
            now,
            Data.EMPTY,
            new Content.Track(
                "Scanned", Data.of("item", item, "price", (long) random.nextInt(100))));
    sitting.hear(signal);
    heard.add(signal);
    return String.valueOf(NaiveKeys.of(signal, ITEM));
  }

  private Map<String, @Nullable Object> recounted() {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    PLAYBOOK.facts().forEach(fact -> facts.put(fact.name(), naive.entries(fact, now)));
    return facts;
  }
}
