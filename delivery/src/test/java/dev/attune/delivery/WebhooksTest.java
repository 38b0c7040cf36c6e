package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private final SetClock clock = new SetClock("2026-03-01T10:00:00Z");
  private final MemoryFeed feed = new MemoryFeed(clock);
  private final MemoryShelf shelf = new MemoryShelf();
  private final Receiver receiver = Receiver.plain();
  private final Courier courier =
      new Courier(
          new AddressGuard(List.of(AddressRange.of("127.0.0.1"))),
          Resolver.SYSTEM,
          () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
          Courier.LIMIT);
  private Webhooks webhooks = open();

  private Webhooks open() {
    return new Webhooks(shelf, feed, courier, clock, (webhook, why) -> {});
  }

  @AfterEach
  void close() {
    webhooks.close();
    receiver.close();
    courier.close();
  }

  private Webhook add(String name) {
    return webhooks.add(name, receiver.url(), Optional.of(Interest.ALL), false, false);
  }

  @Test
  void signsWithBothSecretsForADayAfterOneIsRotated() {
    SigningSecret old = add("orders").keys().getFirst().secret();
    SigningSecret fresh = webhooks.rotate("orders").orElseThrow().keys().getFirst().secret();

    assertThat(webhooks.test("orders")).contains(new Outcome.Taken(204));
    clock.pass(Duration.ofHours(23));
    webhooks.test("orders");
    clock.pass(Duration.ofHours(1));
    webhooks.test("orders");

    for (int i = 0; i < 3; i++) {
      Receiver.Message message = receiver.messages.get(i);
      long at = Long.parseLong(message.headers().getOrDefault("webhook-timestamp", ""));
      String fromNew = fresh.sign(message.id(), at, message.body());
      String fromOld = old.sign(message.id(), at, message.body());
      assertThat(message.headers().get("webhook-signature"))
          .isEqualTo(i < 2 ? fromNew + " " + fromOld : fromNew);
    }
  }

  @Test
  void knowsItsWebhooksAgain() {
    Webhook made = add("orders");
    webhooks.rotate("orders");
    webhooks.switchOff("orders", "ann");
    Webhooks again = open();

    assertThat(again.all()).isEqualTo(webhooks.all());
    assertThat(again.named("orders").orElseThrow().keys()).hasSize(2);
    assertThat(again.named("orders").orElseThrow().keys().get(1).secret())
        .isEqualTo(made.keys().getFirst().secret());
    assertThat(again.isOff("orders")).isTrue();
  }

  @Test
  void tellsWhatCameBetweenItsMakingAndTheNextStart() {
    feed.enters("before", "regulars");
    add("orders");
    feed.enters("e1", "regulars");
    webhooks = open();
    webhooks.start();
    Until.holds(() -> !receiver.messages.isEmpty());

    assertThat(receiver.ids()).containsExactly("e1_2");
  }

  @Test
  void showsNoSecret() {
    Webhook made = add("orders");

    assertThat(made.data(false).toString()).doesNotContain("whsec");
    assertThat(made.toString()).doesNotContain(made.keys().getFirst().secret().reveal());
  }

  @Test
  void refusesNamesAndAddressesThatCannotBe() {
    add("orders");
    assertThatThrownBy(() -> add("orders")).hasMessageContaining("there is a webhook named orders");
    assertThatThrownBy(() -> add("a b")).isInstanceOf(BadAddress.class);
    assertThatThrownBy(() -> add("../x")).isInstanceOf(BadAddress.class);
    assertThatThrownBy(() -> webhooks.add("x", "ftp://example.com", Optional.empty(), false, false))
        .isInstanceOf(BadAddress.class);
    assertThat(webhooks.all()).hasSize(1);
  }

  @Test
  void tellsWhatComesWhileItRunsAndForgetsAWebhookWholly() {
    feed.enters("before", "regulars");
    webhooks.start();
    add("orders");
    feed.enters("e1", "regulars");
    Until.holds(() -> receiver.ids().equals(List.of("e1_2")));

    assertThat(webhooks.remove("orders")).isTrue();
    assertThat(webhooks.remove("orders")).isFalse();
    assertThat(shelf.keys("delivery/lane/")).isEmpty();
    feed.enters("e2", "regulars");
    webhooks.close();
    assertThat(receiver.messages).hasSize(1);
  }

  @Test
  void sendsDeadLettersAgainWhenAsked() {
    receiver.manner = Receiver.status(400);
    webhooks.start();
    add("orders");
    feed.enters("e1", "regulars");
    Until.holds(() -> !receiver.messages.isEmpty());
    clock.pass(Duration.ofHours(25));
    Until.holds(() -> webhooks.dead("orders").size() == 1);
    assertThat(webhooks.message(webhooks.dead("orders").getFirst()).orElseThrow().text("type"))
        .isEqualTo(webhooks.dead("orders").getFirst().type());
    receiver.manner = Receiver.status(200);

    assertThat(webhooks.resend("orders", Optional.of("other_9"))).isZero();
    assertThat(webhooks.resend("orders", Optional.of("e1_1"))).isEqualTo(1);
    Until.holds(() -> webhooks.health().getFirst().waiting() == 0);

    assertThat(webhooks.dead("orders")).isEmpty();
    assertThat(receiver.ids()).hasSizeGreaterThanOrEqualTo(2).containsOnly("e1_1");
  }
}
