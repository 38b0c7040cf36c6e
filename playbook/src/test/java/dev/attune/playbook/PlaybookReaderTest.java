package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.MomentRule.Around;
import dev.attune.playbook.MomentRule.Tone;
import dev.attune.playbook.MomentRule.Trigger;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybookReaderTest {
  @Test
  void readsWhatAPlaybookSaysOfItself() {
    String text =
        """
        playbook: Meridian Mobility
        zone: Europe/Berlin
        stale: 2h30m
        protected: [plan, warrantyEnds]
        """;
    Playbook playbook = read(text);

    assertThat(playbook.name()).isEqualTo("Meridian Mobility");
    assertThat(playbook.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(playbook.stale()).isEqualTo(Duration.ofMinutes(150));
    assertThat(playbook.protectedTraits()).containsExactlyInAnyOrder("plan", "warrantyEnds");
    assertThat(playbook.text()).isEqualTo(text);
  }

  @Test
  void takesTheUsualWhereNothingIsSaid() {
    Playbook playbook = read("playbook: Small\nfacts:\nsegments: {}\n");

    assertThat(playbook.zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(playbook.stale()).isEqualTo(Duration.ofHours(1));
    assertThat(playbook.protectedTraits()).isEmpty();
    assertThat(playbook.facts()).isEmpty();
    assertThat(playbook.segments()).isEmpty();
    assertThat(playbook.moments()).isEmpty();
  }

  @Test
  void protectsASingleTraitWithoutBrackets() {
    assertThat(read("playbook: Small\nprotected: plan\n").protectedTraits())
        .containsExactly("plan");
  }

  @Test
  void takesAByteOrderMarkForNothing() {
    assertThat(read("\uFEFFplaybook: Small\n").name()).isEqualTo("Small");
  }

  @Test
  void readsWindowsLineEnds() {
    assertThat(read("playbook: Small\r\nsegments:\r\n  a: true\r\n").segments()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "count, COUNT, ''",
    "sum, SUM, properties.fare",
    "min, MIN, properties.fare",
    "max, MAX, properties.fare",
    "mean, MEAN, properties.fare",
    "first, FIRST, ''",
    "last, LAST, ''",
    "latest, LATEST, properties.fare",
    "distinct, DISTINCT, properties.fare",
    "streak, STREAK, ''",
    "trend, TREND, ''",
  })
  void readsEveryKindOfFact(String word, Fact.Kind kind, String of) {
    String path = of.isEmpty() ? "" : "of: " + of + ", ";
    Fact fact =
        read("playbook: X\nfacts:\n  f: { "
                + word
                + ": Ride Completed, "
                + path
                + (kind == Fact.Kind.STREAK ? "by: week }\n" : "within: 30d }\n"))
            .facts()
            .get(0);

    assertThat(fact.index()).isZero();
    assertThat(fact.name()).isEqualTo("f");
    assertThat(fact.kind()).isEqualTo(kind);
    assertThat(fact.event()).isEqualTo("Ride Completed");
    assertThat(fact.of()).isEqualTo(of.isEmpty() ? null : List.of("fare"));
    assertThat(fact.where()).isNull();
    assertThat(fact.within()).isEqualTo(kind == Fact.Kind.STREAK ? null : Duration.ofDays(30));
    assertThat(fact.by()).isEqualTo(kind == Fact.Kind.STREAK ? Fact.Unit.WEEK : null);
  }

  @Test
  void readsWhichSignalsOfAFactCount() {
    Playbook playbook =
        read(
            """
            playbook: X
            facts:
              all: { count: Feedback }
              deep: { latest: Order Completed, of: properties.cart.last-item }
              unhappy: { count: Understood, where: signal.sentiment < -0.4, within: 7d }
            """);

    assertThat(playbook.facts()).extracting(Fact::index).containsExactly(0, 1, 2);
    assertThat(playbook.facts().get(0).within()).isNull();
    assertThat(playbook.facts().get(1).of()).containsExactly("cart", "last-item");
    assertThat(playbook.facts().get(2).where()).hasToString("signal.sentiment < -0.4");
  }

  @Test
  void putsSegmentsBehindThoseTheyAskAbout() {
    Playbook playbook =
        read(
            """
            playbook: X
            segments:
              both: "'one' in segments && 'two' in segments"
              one: "'two' in segments"
              two: traits.plan == 'x'
              three: true
            """);

    assertThat(playbook.segments())
        .extracting(Segment::name)
        .containsExactly("two", "one", "both", "three");
    assertThat(playbook.segments()).extracting(Segment::index).containsExactly(0, 1, 2, 3);
    assertThat(playbook.segments().get(2).condition().reads().segments())
        .containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void readsAMomentOnASignal() {
    MomentRule moment =
        moment(
            """
            when: signal.event == 'Support Contacted'
            title: Third contact
            feels: worn out
            say: I will see this through.
            tone: delight
            again-after: 0d
            expires: 12h
            settle: 0s
            """);

    assertThat(moment.trigger()).isInstanceOf(Trigger.When.class);
    assertThat(((Trigger.When) moment.trigger()).around()).isEmpty();
    assertThat(moment.tone()).isEqualTo(Tone.DELIGHT);
    assertThat(moment.againAfter()).isZero();
    assertThat(moment.expires()).isEqualTo(Duration.ofHours(12));
    assertThat(moment.settle()).isZero();
    assertThat(moment.words())
        .isEqualTo(
            new MomentRule.Words(
                Optional.of("Third contact"),
                Optional.of("worn out"),
                Optional.of("I will see this through.")));
  }

  @Test
  void takesTheUsualForAMoment() {
    MomentRule moment = moment("becomes: traits.plan == 'x'\n");

    assertThat(moment.trigger()).isInstanceOf(Trigger.Becomes.class);
    assertThat(moment.tone()).isEqualTo(Tone.TROUBLE);
    assertThat(moment.againAfter()).isEqualTo(Duration.ofDays(7));
    assertThat(moment.expires()).isEqualTo(Duration.ofDays(7));
    assertThat(moment.settle()).isEqualTo(Duration.ofSeconds(60));
    assertThat(moment.words())
        .isEqualTo(new MomentRule.Words(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void readsAMomentAroundADate() {
    Around around =
        new Around(List.of("car", "warrantyEnds"), Duration.ofDays(-1), Duration.ofDays(3));

    assertThat(moment("around: { date: traits.car.warrantyEnds, from: -1d, to: 3d }\n").trigger())
        .isEqualTo(new Trigger.Near(around));
  }

  @Test
  void readsBeforeAsShortForAround() {
    Around around = new Around(List.of("ends"), Duration.ofDays(-3), Duration.ZERO);

    assertThat(moment("before: traits.ends\nby: 3d\n").trigger())
        .isEqualTo(new Trigger.Near(around));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "around: { date: traits.ends, from: -3d, to: 0d }\n",
        "before: traits.ends\nby: 3d\n"
      })
  void readsAMomentOnASignalAroundADate(String around) {
    Trigger trigger = moment("when: signal.event == 'Warranty Claimed'\n" + around).trigger();

    assertThat(((Trigger.When) trigger).around())
        .contains(new Around(List.of("ends"), Duration.ofDays(-3), Duration.ZERO));
  }

  @Test
  void readsAMomentOfSilence() {
    assertThat(moment("after: Signed Up\nwithout: Ride Completed\nfor: 7d\n").trigger())
        .isEqualTo(new Trigger.Silence("Signed Up", "Ride Completed", Duration.ofDays(7)));
  }

  @Test
  void readsConditionsInEveryKindOfText() {
    Playbook playbook =
        read(
            """
            playbook: X
            segments:
              plain: traits.plan == 'x'
              single: 'traits.plan == ''x'''
              double: "traits.plan == \\"x\\""
              literal: |
                traits.plan
                  == 'x'
              folded: >-
                traits.plan
                == 'x'
            """);

    assertThat(playbook.segments())
        .extracting(segment -> segment.condition().test(Given.nothing().trait("plan", "x")))
        .containsOnly(Truth.TRUE)
        .hasSize(5);
  }

  @Test
  void warnsOfAKindInSmallLetters() {
    Checked checked = new PlaybookReader().read("playbook: X\nfacts: { f: { count: feedback } }\n");

    assertThat(checked).isInstanceOf(Checked.Accepted.class);
    assertThat(checked.warnings())
        .containsExactly(
            new Problem(
                2,
                22,
                "no kind of signal is called feedback, so this waits for an event of that name",
                "facts: { f: { count: feedback } }",
                Optional.of("did you mean Feedback?")));
  }

  @Test
  void warnsOfRulesThatDoWhatNobodyWants() {
    Checked checked =
        new PlaybookReader()
            .read(
                """
                playbook: X
                facts:
                  f: { count: A, where: signal.event == 'B' }
                moments:
                  always: { when: facts.f > 3 }
                  never: { when: signal.event == 'A' && signal.event == 'B' }
                """);

    assertThat(checked).isInstanceOf(Checked.Accepted.class);
    assertThat(checked.warnings())
        .extracting(warning -> warning.line() + ":" + warning.column() + " " + warning.message())
        .containsExactly(
            "3:18 where lets no A through, so nothing counts",
            "5:13 when is tried with every signal, of whatever event",
            "6:12 no signal can be of both events");
  }

  @Test
  void readsTheSameTextToTheSamePlaybook() {
    String text = Playbooks.starterText();

    assertThat(read(text).toString()).isEqualTo(read(text).toString());
  }

  private static MomentRule moment(String words) {
    return read("playbook: X\nmoments:\n  m:\n" + words.indent(4)).moments().get(0);
  }

  private static Playbook read(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new AssertionError("refused: " + refused.problems().get(0).rendered());
    };
  }
}
