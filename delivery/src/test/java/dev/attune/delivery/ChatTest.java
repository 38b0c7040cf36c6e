package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.customer.Data;
import dev.attune.playbook.Urgency;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class ChatTest {
  private static final Notice NOTICE =
      new Notice(
          "m1",
          "Third contact [here](https://evil.example)",
          "Open until noon.",
          "Open in Attune",
          "https://attune.example.com/moments/m1",
          Urgency.NORMAL,
          Instant.parse("2026-03-04T12:00:00Z"));

  @Test
  void writesACardAsTeamsReadsIt() {
    try (Receiver room = Receiver.plain();
        Courier courier =
            new Courier(
                new AddressGuard(List.of(AddressRange.of("127.0.0.1"))),
                Resolver.SYSTEM,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Courier.LIMIT)) {
      assertThat(new Chat(Chat.Shape.TEAMS, room.url()).send(courier, NOTICE))
          .isEqualTo(new Outcome.Taken(204));

      Data message = room.messages.getFirst().json();
      Data attachment = Kept.list(message, "attachments").getFirst();
      assertThat(message.text("type")).isEqualTo("message");
      assertThat(attachment.text("contentType"))
          .isEqualTo("application/vnd.microsoft.card.adaptive");
      Data card = attachment.get("content") instanceof Data inner ? inner : Data.EMPTY;
      assertThat(Kept.list(card, "body").getFirst().text("text"))
          .isEqualTo("Third contact  here  https://evil.example ");
      assertThat(Kept.list(card, "actions").getFirst().text("url")).isEqualTo(NOTICE.link());
    }
  }

  @Test
  void showsNothingOfAnAddressThatIsASecret() {
    Chat chat = new Chat(Chat.Shape.SLACK, "https://hooks.slack.example/services/T0/SECRET");

    assertThat(chat.toString()).doesNotContain("SECRET");
    assertThat(chat.shown()).isEqualTo(Data.of("shape", "slack", "service", "hooks.slack.example"));
    assertThatThrownBy(() -> new Chat(Chat.Shape.SLACK, "mailto:x")).isInstanceOf(BadAddress.class);
  }
}
