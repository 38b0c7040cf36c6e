package dev.attune.playbook;

import static dev.attune.playbook.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeepingTest {
  private static final String HINT = "write properties.NAME, traits.NAME or context.NAME";

  @Test
  void readsWhatIsRedacted() {
    Redaction redact =
        accepted(
                """
                playbook: X
                redact:
                  drop: [properties.card.number, context.ip]
                  hash: traits.email
                """)
            .playbook()
            .keeping()
            .redact();

    assertThat(redact)
        .isEqualTo(
            new Redaction(
                Set.of(List.of("properties", "card", "number"), List.of("context", "ip")),
                Set.of(List.of("traits", "email"))));
    assertThat(accepted("playbook: X").playbook().keeping()).isEqualTo(Keeping.ALL);
  }

  @Test
  void readsHowLongSignalsAreKept() {
    Keeping keeping = accepted("playbook: X\nretain: 400d\n").playbook().keeping();

    assertThat(keeping.retain()).contains(Duration.ofDays(400));
    assertThat(keeping.redact()).isEqualTo(Redaction.NONE);
  }

  @Test
  void wantsSignalsToBeKeptLongerThanAnyRuleLooksBack() {
    String rest = ", and 7d more are kept for what comes late";
    refuses("playbook: X\nretain: 6d\n", tooShort("6d", "retain is shorter than 7d", "7d"));
    refuses(
        kept("facts: { rides: { count: Ride, within: 90d } }"),
        tooShort("20d12h", "the fact rides looks back 90d" + rest, "97d"));
    refuses(
        kept("facts: { rides: { trend: Ride, within: 10d } }"),
        tooShort("20d12h", "the fact rides looks back 20d" + rest, "27d"));
    refuses(
        kept("facts: { weeks: { streak: Ride, by: week } }"),
        tooShort("20d12h", "the fact weeks looks back 15d" + rest, "22d"));
    refuses(
        kept("goals: { arrive: { starts: Ask, attained: Ride, within: 14d } }"),
        tooShort("20d12h", "the goal arrive looks back 14d" + rest, "21d"));
    refuses(
        kept("moments: { stuck: { after: Ask, without: Ride, for: 30d } }"),
        tooShort("20d12h", "the moment stuck looks back 30d" + rest, "37d"));
    refuses(
        kept("moments: { two: { sequence: [Ask, Ride], within: 30d } }"),
        tooShort("20d12h", "the moment two looks back 30d" + rest, "37d"));
    refuses(
        kept("moments: { far: { before: traits.due, by: 3d, expires: 10d, again-after: 8d } }"),
        tooShort("20d12h", "the moment far looks back 18d" + rest, "25d"));
    assertThat(accepted(kept("facts: { rides: { count: Ride } }")).playbook().keeping().retain())
        .isPresent();
  }

  private static String kept(String rules) {
    return "playbook: X\nretain: 20d12h\n" + rules + "\n";
  }

  private static String tooShort(String retain, String why, String least) {
    return "2:1 retain is too short: %s; %s [write retain: %s or longer, or remove it]"
        .formatted(retain, why, least);
  }

  @Test
  void knowsWhatCannotBeRedacted() {
    refuses(
        """
        playbook: X
        redact:
          drop: [cardNumber, properties, userId, properties..x, properties.a, properties.a, [b]]
          hash: [properties.a]
          forget: [traits.x]
        """,
        "3:10 drop cannot be done to cardNumber [" + HINT + "]",
        "3:22 drop cannot be done to properties [" + HINT + "]",
        "3:34 drop cannot be done to userId [" + HINT + "]",
        "3:42 a part of properties..x has no name [" + HINT + "]",
        "3:71 properties.a is named twice",
        "3:85 drop takes names of values [" + HINT + "]",
        "4:10 properties.a is dropped, so it cannot be hashed",
        "5:3 unknown word forget [known: drop, hash]");
    refuses(
        """
        playbook: X
        redact: {}
        """,
        "2:1 redact names nothing"
            + " [write redact: { drop: [properties.cardNumber], hash: [properties.email] }]");
  }

  @Test
  void warnsOfFactsThatReadWhatIsGone() {
    Checked.Accepted accepted =
        accepted(
            """
            playbook: X
            facts:
              spent: { sum: Order, of: properties.card.total }
              mails: { distinct: Order, of: properties.email }
              most: { max: Order, of: properties.phone }
            redact:
              drop: [properties.card]
              hash: [properties.email, properties.phone]
            """);

    assertThat(accepted.warnings())
        .extracting(problem -> problem.line() + " " + problem.message())
        .containsExactly(
            "7 properties.card.total is dropped, but the fact spent reads it",
            "8 properties.phone is hashed, but the fact most reads a number");
  }

  private static Checked.Accepted accepted(String text) {
    return (Checked.Accepted) new PlaybookReader().read(text);
  }
}
