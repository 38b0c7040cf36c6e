package dev.attune.playbook;

import static dev.attune.playbook.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

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
