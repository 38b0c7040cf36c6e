package dev.attune.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Change;
import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import dev.attune.playbook.Checked;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.step.Moment;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.wire.Envelope;
import dev.attune.wire.MessageReader;
import dev.attune.wire.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Meridian's playbook, decided over Meridian's year by the real reader and the real step. */
class MeridianTest {
  private static final int CUSTOMERS = 1_500;

  /** When moments opened, by rule and customer. */
  private static final Map<String, NavigableSet<Instant>> OPENED = new HashMap<>();

  private static final List<Truth> TRUTH = Signals.year(CUSTOMERS).truth().toList();

  private static final Map<String, Integer> BY_RULE = new TreeMap<>();
  private static final Map<String, Integer> MEMBERS = new TreeMap<>();
  private static int open;

  @BeforeAll
  static void decide() {
    Map<String, List<Signal>> timelines = new HashMap<>();
    Signals.year(CUSTOMERS)
        .messages()
        .map(MeridianTest::signal)
        .forEach(signal -> {
          String userId = signal.userId();
          if (userId != null) {
            timelines.computeIfAbsent(userId, id -> new ArrayList<>()).add(signal);
          }
        });
    Step step = new Step(playbook(), 1, Step.ALWAYS);
    timelines.forEach((userId, signals) -> decide(step, userId, signals));
  }

  private static void decide(Step step, String userId, List<Signal> signals) {
    Collections.sort(signals);
    Sitting sitting = step.open(step.start());
    signals.forEach(sitting::hear);
    sitting.reach(Signals.TO);
    for (Effect effect : sitting.takeEffects()) {
      if (effect.change() instanceof Change.Opened opened) {
        OPENED.computeIfAbsent(opened.rule() + userId, key -> new TreeSet<>()).add(effect.at());
        BY_RULE.merge(opened.rule(), 1, Integer::sum);
      }
    }
    open += (int) sitting.moments().stream().filter(Moment::isOpen).count();
    sitting.segments().keySet().forEach(segment -> MEMBERS.merge(segment, 1, Integer::sum));
  }

  @Test
  void noticesAllThatWasPlantedForARule() {
    Map<String, Duration> shadows = shadows();
    Map<String, Integer> noticed = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    for (Truth person : TRUTH) {
      for (Truth.Planted moment : person.planted()) {
        if (moment.plant().byRule()) {
          String kind = moment.kind();
          boolean opened =
              wasOpened(
                  kind, person.userId(), moment.at(), shadows.getOrDefault(kind, Duration.ZERO));
          noticed.merge(kind, opened ? 1 : 0, Integer::sum);
          if (!opened) {
            missed.add(kind + " " + person.userId() + " " + moment.at());
          }
        }
      }
    }
    assertThat(missed).isEmpty();
    for (Plant plant : Plant.values()) {
      if (plant.byRule()) {
        assertThat(noticed.getOrDefault(plant.word(), 0)).as(plant.word()).isPositive();
      }
    }
  }

  /** One that comes while the same moment is open, or has just closed, opens nothing. */
  private static boolean wasOpened(String kind, String userId, Instant at, Duration shadow) {
    NavigableSet<Instant> openings = OPENED.getOrDefault(kind + userId, new TreeSet<>());
    Instant last = openings.floor(at);
    return last != null && Duration.between(last, at).compareTo(shadow) <= 0;
  }

  private static Map<String, Duration> shadows() {
    Map<String, Duration> shadows = new HashMap<>();
    for (MomentRule rule : playbook().moments()) {
      shadows.put(rule.name(), rule.expires().plus(rule.againAfter()));
    }
    return shadows;
  }

  @Test
  void bringsAFewMomentsADayAndDozensThatAreOpen() {
    int year = BY_RULE.values().stream().mapToInt(Integer::intValue).sum();
    double perDayAndThousand = year / 365.0 / (CUSTOMERS / 1_000.0);

    assertThat(perDayAndThousand).isBetween(1.0, 4.0);
    assertThat(open * 1_000.0 / CUSTOMERS).isBetween(4.0, 30.0);
  }

  @Test
  void everyMomentAndSegmentComesToLife() {
    Playbook playbook = playbook();
    assertThat(BY_RULE.keySet())
        .containsExactlyInAnyOrderElementsOf(
            playbook.moments().stream().map(MomentRule::name).toList());
    Set<String> never = new HashSet<>(playbook.segments().stream().map(s -> s.name()).toList());
    never.removeAll(MEMBERS.keySet());
    assertThat(never).isSubsetOf("at-risk", "unhappy", "wait-too-often");
  }

  @Test
  void everyMomentHasWordsForThePersonWhoWillHelp() {
    for (MomentRule rule : playbook().moments()) {
      assertThat(rule.words().title()).as(rule.name()).isPresent();
      assertThat(rule.words().feels()).as(rule.name()).isPresent();
      assertThat(rule.words().say()).as(rule.name()).isPresent();
    }
  }

  private static Playbook playbook() {
    return switch (new PlaybookReader().read(Meridian.playbook())) {
      case Checked.Accepted(Playbook playbook, var warnings) -> {
        assertThat(warnings).isEmpty();
        yield playbook;
      }
      case Checked.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }

  private static Signal signal(Message message) {
    Instant received = message.arrivesAt();
    Sender sender = message.sender();
    Envelope envelope = Envelope.of(sender.source(), sender.origin(), received);
    return switch (MessageReader.read(message.json(), envelope)) {
      case Received.Accepted accepted -> accepted.signal().signal();
      case Received.Refused refused -> throw new AssertionError(refused.toString());
    };
  }
}
