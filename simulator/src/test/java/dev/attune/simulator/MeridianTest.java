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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Meridian's playbook, decided over Meridian's year by the real reader and the real step. */
class MeridianTest {
  private static final int CUSTOMERS = 1_500;

  /** Rule, customer and instant of every moment that opened. */
  private static final Set<String> OPENED = new TreeSet<>();

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
      if (effect.change() instanceof Change.Opened(String rule, String key)) {
        OPENED.add(rule + userId + effect.at());
        BY_RULE.merge(rule, 1, Integer::sum);
      }
    }
    open += (int) sitting.moments().stream().filter(Moment::isOpen).count();
    sitting.segments().keySet().forEach(segment -> MEMBERS.merge(segment, 1, Integer::sum));
  }

  @Test
  void noticesWhatWasPlanted() {
    Map<String, int[]> planted = new TreeMap<>();
    Signals.year(CUSTOMERS)
        .truth()
        .forEach(person -> {
          for (Truth.Planted moment : person.planted()) {
            int[] counts = planted.computeIfAbsent(moment.kind(), kind -> new int[2]);
            counts[0]++;
            counts[1] += OPENED.contains(moment.kind() + person.userId() + moment.at()) ? 1 : 0;
          }
        });
    for (String kind :
        List.of(
            "third-contact",
            "late-claim",
            "gone-quiet",
            "stuck-at-start",
            "came-back",
            "first-child-order",
            "payment-trouble")) {
      int[] counts = planted.getOrDefault(kind, new int[2]);
      assertThat(counts[0]).as(kind).isPositive();
      // One that comes while the same moment is open, or has just closed, opens nothing.
      assertThat(counts[1]).as(kind).isGreaterThanOrEqualTo((int) (counts[0] * 0.9));
    }
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
