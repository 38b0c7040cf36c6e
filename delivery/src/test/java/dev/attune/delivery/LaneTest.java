package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One lane, turned by hand at instants that the test sets. */
class LaneTest {
  private static final Interest MOMENTS =
      new Interest(Set.of("opened", "closed"), Set.of(), Set.of(), Set.of());

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
  private final List<String> off = new ArrayList<>();
  private final LaneWatch watch = new LaneWatch((webhook, why) -> off.add(why.reason()));

  @AfterEach
  void close() {
    receiver.close();
    courier.close();
  }

  private Webhook webhook(Interest hears, boolean isRecording) {
    return new Webhook(
        "orders",
        Target.of(receiver.url()),
        receiver.url(),
        List.of(new Webhook.Key(SigningSecret.fresh(), Optional.empty())),
        Optional.of(hears),
        isRecording,
        clock.instant());
  }

  private Lane lane(Interest hears, boolean isRecording) {
    Webhook webhook = webhook(hears, isRecording);
    Lane.Means means = new Lane.Means(feed, new Sender(courier, clock), clock, new Random(7));
    return new Lane(() -> webhook, new LaneBook("orders", shelf, 0), means, watch);
  }

  private Lane acting() {
    return lane(Interest.ALL, false);
  }

  private static void turnOut(Lane lane) {
    for (int i = 0; i < 1_000; i++) {
      if (!lane.turn()) {
        return;
      }
    }
    throw new AssertionError("the lane never comes to rest");
  }

  /** Lets time pass in steps, with a turn at each. */
  private void pass(Lane lane, Duration time, Duration step) {
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      clock.pass(step);
      turnOut(lane);
    }
  }

  @Test
  void tellsWhatIsWantedOnceUnderItsIdAndSigned() {
    feed.opens("m1");
    feed.enters("e1", "regulars");
    feed.closes("m1");
    Lane lane =
        lane(new Interest(Set.of("entered", "closed"), Set.of(), Set.of(), Set.of()), false);
    turnOut(lane);

    assertThat(receiver.ids()).containsExactlyInAnyOrder("e1_2", "m1c_3");
    assertThat(receiver.types()).containsExactlyInAnyOrder("segment.entered", "moment.closed");
    assertThat(receiver.messages.getFirst().headers())
        .containsEntry("webhook-timestamp", Long.toString(clock.instant().getEpochSecond()))
        .containsEntry("content-type", "application/json");
    assertThat(lane.turn()).isFalse();
    assertThat(lane.book().standing().position()).isEqualTo(3);
  }

  @Test
  void triesAgainUnderTheSameIdUntilItIsTaken() {
    receiver.manner = Receiver.status(500);
    feed.opens("m1");
    Lane lane = acting();
    turnOut(lane);
    clock.pass(Duration.ofSeconds(11));
    turnOut(lane);
    receiver.manner = Receiver.status(200);
    clock.pass(Duration.ofSeconds(21));
    turnOut(lane);
    clock.pass(Duration.ofHours(5));
    turnOut(lane);

    assertThat(receiver.ids()).containsExactly("m1_1", "m1_1", "m1_1");
    assertThat(lane.book().waiting()).isZero();
  }

  @Test
  void keepsOneThatIsNotTakenFromHoldingOthersUp() {
    receiver.manner =
        (exchange, message) ->
            exchange.sendResponseHeaders(message.id().startsWith("bad") ? 422 : 200, -1);
    feed.enters("bad", "regulars");
    Lane lane = acting();
    turnOut(lane);
    for (int i = 0; i < 40; i++) {
      feed.enters("e" + i, "regulars");
    }
    turnOut(lane);

    assertThat(receiver.ids()).hasSize(41).doesNotHaveDuplicates();
    assertThat(lane.book().waiting()).isEqualTo(1);
  }

  @Test
  void readsNoFurtherWhileTheirSideIsAwayAndMissesNothing() {
    receiver.manner = Receiver.status(503);
    for (int i = 0; i < 500; i++) {
      feed.enters("e" + i, "regulars");
    }
    Lane lane = acting();
    turnOut(lane);
    assertThat(lane.book().waiting()).isBetween(Lane.AWAY, Lane.AWAY + Lane.PIECE);
    assertThat(lane.book().standing().position()).isLessThan(50);

    pass(lane, Duration.ofHours(3), Duration.ofMinutes(10));
    receiver.messages.clear();
    receiver.manner = Receiver.status(200);
    pass(lane, Duration.ofHours(3), Duration.ofMinutes(1));

    assertThat(receiver.ids()).hasSize(500).doesNotHaveDuplicates();
    assertThat(lane.book().waiting()).isZero();
  }

  @Test
  void saysNothingOfWhatHasNotSettledYet() {
    Told quiet = feed.opensByTime("m1", Duration.ofSeconds(60));
    Lane lane = acting();
    turnOut(lane);
    clock.pass(Duration.ofSeconds(59));
    turnOut(lane);
    assertThat(receiver.messages).isEmpty();

    clock.pass(Duration.ofSeconds(1));
    turnOut(lane);
    assertThat(receiver.ids()).containsExactly(quiet.id());
  }

  @Test
  void saysNothingOfWhatIsContradictedBeforeItSettles() {
    feed.withdraws(feed.opensByTime("m1", Duration.ofSeconds(60)));
    Told second = feed.opensByTime("m2", Duration.ofSeconds(60));
    feed.opensByTime("m3", Duration.ofSeconds(60));
    Lane lane = acting();
    turnOut(lane);
    feed.withdraws(second);
    feed.closes("m3");
    turnOut(lane);
    clock.pass(Duration.ofMinutes(5));
    turnOut(lane);

    assertThat(receiver.messages).isEmpty();
    assertThat(lane.book().waiting()).isZero();
  }

  @Test
  void saysNothingOfAMomentThatIsOverByTheTimeItIsTriedAgain() {
    receiver.manner = Receiver.status(500);
    feed.opens("m1");
    Lane lane = acting();
    turnOut(lane);
    receiver.manner = Receiver.status(200);
    feed.over("m1");
    pass(lane, Duration.ofDays(1), Duration.ofHours(1));

    assertThat(receiver.messages).hasSize(1);
    assertThat(lane.book().waiting()).isZero();
    assertThat(lane.book().dead()).isEmpty();
  }

  @Test
  void takesBackWhatWasSaid() {
    Told told = feed.enters("e1", "regulars");
    Lane lane = acting();
    turnOut(lane);
    feed.withdraws(told);
    turnOut(lane);

    assertThat(receiver.types()).containsExactly("segment.entered", "segment.entered.withdrawn");
    assertThat(receiver.ids()).containsExactly("e1_1", "e1_2");
  }

  @Test
  void saysNothingOfWhatWasFoundTooLateButToWhoOnlyRecords() {
    Told late = feed.opensLate("m1");
    feed.withdraws(late);
    feed.opensByTime("m2", Duration.ofSeconds(60));
    Lane acting = acting();
    turnOut(acting);
    assertThat(receiver.messages).isEmpty();

    acting.book().clear();
    turnOut(lane(MOMENTS, true));
    assertThat(receiver.ids()).containsExactlyInAnyOrder("m1_1", "m1_2", "m2_3");
  }

  @Test
  void buriesWhatIsNotTakenInADayAndSendsItAgainWhenAsked() {
    receiver.manner =
        (exchange, message) ->
            exchange.sendResponseHeaders(message.id().startsWith("bad") ? 400 : 200, -1);
    feed.enters("bad", "regulars");
    Lane lane = acting();
    turnOut(lane);
    pass(lane, Duration.ofHours(27), Duration.ofMinutes(30));

    assertThat(lane.book().waiting()).isZero();
    assertThat(lane.book().dead())
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.id()).isEqualTo("bad_1");
          assertThat(letter.problem()).isEqualTo("answered 400");
          assertThat(letter.tries()).isBetween(2, Backoff.MOST_TRIES);
        });
    pass(lane, Duration.ofDays(8), Duration.ofDays(1));
    lane.book().edit().keep(clock.instant());
    assertThat(lane.book().dead()).as("kept as long as the feed").isEmpty();
  }

  @Test
  void isSwitchedOffWhenNothingIsTakenForDays() {
    receiver.manner = Receiver.status(404);
    for (int i = 0; i < 100; i++) {
      feed.enters("e" + i, "regulars");
    }
    Lane lane = acting();
    turnOut(lane);
    pass(lane, Lane.GIVEN_UP.minusHours(1), Duration.ofHours(1));
    assertThat(lane.book().standing().isOn()).isTrue();
    pass(lane, Duration.ofHours(8), Duration.ofHours(1));

    assertThat(lane.book().standing().isOn()).isFalse();
    assertThat(off).singleElement().asString().contains("2026-03-01T10:00:00Z");
    int before = receiver.messages.size();
    pass(lane, Duration.ofDays(1), Duration.ofHours(1));
    assertThat(receiver.messages).hasSize(before);
  }

  @Test
  void isSwitchedOffAtOnceByWhoWantsNothingAnyMore() {
    receiver.manner = Receiver.status(410);
    feed.enters("e1", "regulars");
    Lane lane = acting();
    turnOut(lane);

    assertThat(off).containsExactly("it answered 410: it wants nothing any more");
    assertThat(lane.turn()).isFalse();
  }

  @Test
  void sendsAgainWhatItCouldNotNoteAsSent() {
    feed.enters("e1", "regulars");
    Lane first = acting();
    shelf.breakDown();
    assertThatThrownBy(first::turn).hasMessageContaining("the shelf is gone");
    shelf.mend();
    // Another process, which knows only what is on the shelf.
    turnOut(acting());
    turnOut(acting());

    assertThat(receiver.ids()).containsExactly("e1_1", "e1_1");
  }

  @Test
  void goesOnWithWhatWaitedWhenItBeginsAnew() {
    receiver.manner = Receiver.status(500);
    feed.enters("e1", "regulars");
    feed.opensByTime("m1", Duration.ofSeconds(60));
    turnOut(acting());
    receiver.manner = Receiver.status(200);
    clock.pass(Duration.ofMinutes(5));
    turnOut(acting());

    assertThat(receiver.ids()).containsExactlyInAnyOrder("e1_1", "e1_1", "m1_2");
  }

  @Test
  void countsWhatWasForgottenBeforeItWasHeard() {
    for (int i = 0; i < 20; i++) {
      feed.enters("e" + i, "regulars");
    }
    feed.forgetAllBut(5);
    Lane lane = acting();
    turnOut(lane);

    assertThat(receiver.messages).hasSize(5);
    assertThat(lane.book().standing().missed()).isEqualTo(15);
  }
}
