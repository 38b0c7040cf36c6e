package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Playbook;
import dev.attune.step.Moment;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.testkit.Recount.Outcome;
import dev.attune.testkit.Recount.Standing;
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

  /** Segments that turn by keys which are seen or not, as others come and go. */
  private static final Playbook SEGMENTS =
      Playbooks.read(
          """
          playbook: Seen
          facts:
            scans: { count: Scanned, per: properties.item, within: 18h }
            ever: { count: Scanned, per: properties.item }
            best: { max: Scanned, of: properties.price, per: properties.item, within: 18h }
          segments:
            dearest: facts.best.max() >= 995
            dear: facts.best.max() >= 985
            fine: facts.best.any(v, v > 960 && v < 970)
            repeated: facts.scans.max() >= 6
            known: facts.ever.max() >= 7 && !('dearest' in segments)
          moments:
            dearer: { when: "signal.event == 'Scanned' && facts.best >= 970", per: properties.item, again-after: 0d, expires: 1h }
            again: { when: "signal.event == 'Scanned' && facts.ever >= 3", per: properties.item, again-after: 2h, expires: 1h }
            treasure: { becomes: "'dear' in segments", again-after: 0d, expires: 2h }
          """);

  private static final int AT_ONCE = 20;

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

  @Test
  void saysWhatTheRecountSaysOfMoreKeysThanAreSeen() {
    Step step = new Step(SEGMENTS, 1, Step.ALWAYS);
    Sitting sitting = step.open(step.start());
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < 70 * AT_ONCE; i++) {
      now = i % AT_ONCE == 0 ? now.plus(Duration.ofMinutes(17)) : now;
      // What is dear comes last of those that count as much, so others push it out of sight.
      long item = random.nextInt(5) == 0 ? random.nextInt(100) : 10_000 + random.nextInt(40_000);
      Signal signal = signal(i, item, item / 50);
      sitting.hear(signal);
      heard.add(signal);
      if (i % 100 == 99) {
        effects.addAll(sitting.takeEffects());
        sitting = step.open(sitting.close());
      }
    }
    Instant end = now.plus(Duration.ofDays(2));
    sitting.reach(end);
    effects.addAll(sitting.takeEffects());

    Outcome expected = new Recount(SEGMENTS, 1, Step.ALWAYS).of(heard, end);
    assertThat(effects.stream().map(each -> new Standing(each.cause(), each.change())).toList())
        .containsExactlyInAnyOrderElementsOf(expected.said());
    assertThat(expected.said().stream().map(Standing::change))
        .filteredOn(change -> change instanceof Change.Entered)
        .hasSizeGreaterThan(SEGMENTS.segments().size())
        .extracting(change -> change.rule())
        .contains("dearest", "dear", "fine", "repeated", "known");
    assertThat(sitting.segments().keySet()).containsExactlyElementsOf(expected.segments());
    assertThat((Map<?, ?>) sitting.facts(now).get("ever")).hasSize(Fact.MOST_ENTRIES);
  }

  private boolean isOpen(String item) {
    return sitting.moments().stream()
        .filter(Moment::isOpen)
        .anyMatch(moment -> item.equals(moment.key()));
  }

  private String scan(int number) {
    now = now.plus(Duration.ofSeconds(10 + random.nextInt(5)));
    long item = random.nextInt(3) == 0 ? random.nextInt(200) : random.nextInt(KEYS);
    Signal signal = signal(number, item, random.nextInt(100));
    sitting.hear(signal);
    heard.add(signal);
    return String.valueOf(NaiveKeys.of(signal, ITEM));
  }

  private Signal signal(int number, long item, long price) {
    return new Signal(
        new SignalId("test", "%05d".formatted(number)),
        Origin.SERVER,
        "mara",
        null,
        now,
        Data.EMPTY,
        new Content.Track("Scanned", Data.of("item", item, "price", price)));
  }

  private Map<String, @Nullable Object> recounted() {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    PLAYBOOK.facts().forEach(fact -> facts.put(fact.name(), naive.entries(fact, now)));
    return facts;
  }
}
