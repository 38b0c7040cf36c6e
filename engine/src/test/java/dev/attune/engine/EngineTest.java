package dev.attune.engine;

import static dev.attune.engine.Shop.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.customer.Change.Ending;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.wire.Envelope;
import dev.attune.wire.StoredSignal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
  @TempDir Path directory;

  @Test
  void opensAMomentAndSaysWhy() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Support Contacted").later(Duration.ofHours(1));
      shop.track("ada", "Support Contacted").later(Duration.ofHours(1));
      assertThat(shop.open()).isEmpty();

      shop.track("ada", "Support Contacted");

      MomentView moment = shop.open().getFirst();
      assertThat(moment.rule()).isEqualTo("third-contact");
      assertThat(moment.customer()).isEqualTo(Id.user("ada"));
      assertThat(moment.foundLate()).isFalse();
      assertThat(moment.evidence().values().names()).contains("facts.calls14");
      assertThat(shop.engine().moment(moment.id())).contains(moment);
      assertThat(shop.customer("ada").moments()).containsExactly(moment);
      assertThat(shop.engine().why(Id.user("ada"), "third-contact").orElseThrow().holds()).isTrue();
      assertThat(shop.engine().openMoments()).containsEntry("third-contact", 1L);
    }
  }

  @Test
  void countsASignalThatComesTwiceOnce() {
    try (Shop shop = Shop.open(directory)) {
      StoredSignal order = order(shop, "o1", "ada", MORNING);
      shop.send(order, order).send(order).restart().send(order);
      shop.later(Duration.ofDays(6)).send(received(shop, order));

      assertThat(shop.customer("ada").facts()).containsEntry("orders30", 1L);
      assertThat(shop.engine().timeline(Id.user("ada"), Optional.empty(), 10).items()).hasSize(1);
    }
  }

  @Test
  void knowsWhoIsInASegmentAndWhoCameAndLeft() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Order Completed", "total", 10).later(Duration.ofDays(1));
      shop.track("ada", "Order Completed", "total", 20);

      assertThat(shop.engine().members("regulars", Optional.empty(), 10).items())
          .containsExactly(new Member(Id.user("ada"), shop.now()));
      assertThat(shop.engine().segments().getFirst().size()).isEqualTo(1);

      shop.later(Duration.ofDays(30));

      assertThat(shop.engine().members("regulars", Optional.empty(), 10).items()).isEmpty();
      assertThat(shop.engine().segments().getFirst().size()).isZero();
      assertThat(shop.engine().transitions("regulars", Optional.empty(), 10).items())
          .extracting(Transition::entered)
          .containsExactly(false, true);
    }
  }

  @Test
  void noticesWhatTimeAloneMakesTrue() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Order Completed", "total", 10);

      shop.later(Duration.ofDays(30).minusMillis(1));
      assertThat(shop.open()).isEmpty();

      shop.later(Duration.ofMillis(1));
      assertThat(shop.open()).extracting(MomentView::rule).containsExactly("gone-quiet");

      shop.track("ada", "Order Completed", "total", 10);
      assertThat(shop.open()).isEmpty();
      assertThat(shop.customer("ada").moments().getFirst().ending()).isEqualTo(Ending.REASON_GONE);
    }
  }

  @Test
  void firesWhatBecameDueWhileItWasNotRunning() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Signed Up");
      shop.engine().close();
      shop.passUnseen(Duration.ofDays(7));

      shop.restart().settle();

      assertThat(shop.open()).extracting(MomentView::rule).containsExactly("stuck");
    }
  }

  @Test
  void foldsALateSignalIntoItsPlaceAndWithdrawsWhatNoLongerStands() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Signed Up").later(Duration.ofDays(7).plusHours(2));
      assertThat(shop.open()).extracting(MomentView::rule).containsExactly("stuck");
      String moment = shop.open().getFirst().id();

      shop.trackAt(MORNING.plus(Duration.ofDays(3)), "ada", "Order Completed", "total", 5).settle();

      assertThat(shop.open()).isEmpty();
      MomentView withdrawn = shop.engine().moment(moment).orElseThrow();
      assertThat(withdrawn.state()).isEqualTo(MomentView.State.WITHDRAWN);
      assertThat(withdrawn.withdrawn()).isEqualTo("late-signal");
      List<RecordedEffect> told = told(shop);
      assertThat(told.getFirst().effect().id()).isEqualTo(moment);
      assertThat(told.getFirst().withdrawn()).isNull();
      assertThat(told.getLast().effect().id()).isEqualTo(moment);
      assertThat(told.getLast().withdrawn()).isEqualTo("late-signal");
    }
  }

  @Test
  void keepsAMomentThatSomebodyActedOnAndSaysThatItWouldNotHaveOpened() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Signed Up").later(Duration.ofDays(7).plusHours(2));
      String moment = shop.open().getFirst().id();
      shop.send(
          shop.signal(
              "ada",
              null,
              shop.now(),
              new Content.Handled(moment, Content.Handled.Act.TAKE, "kim", null)));
      assertThat(shop.open().getFirst().takenBy()).isEqualTo("kim");

      shop.trackAt(MORNING.plus(Duration.ofDays(3)), "ada", "Order Completed", "total", 5).settle();

      assertThat(shop.open()).extracting(MomentView::withdrawn).containsExactly("late-signal");
    }
  }

  @Test
  void joinsADevicesPastWhenItLearnsWhoItIs() {
    try (Shop shop = Shop.open(directory)) {
      shop.visit("phone", "Support Contacted").visit("phone", "Support Contacted");
      assertThat(shop.engine().customer(Id.anonymous("phone"))).isPresent();

      shop.later(Duration.ofHours(1)).identify("ada", "phone", "plan", "pro");
      shop.track("ada", "Support Contacted");

      assertThat(shop.open()).extracting(MomentView::customer).containsExactly(Id.user("ada"));
      CustomerView ada = shop.engine().customer(Id.anonymous("phone")).orElseThrow();
      assertThat(ada.id()).isEqualTo(Id.user("ada"));
      assertThat(ada.traits()).isEqualTo(Data.of("plan", "pro"));
      assertThat(shop.engine().progress().customers()).isEqualTo(1);
    }
  }

  @Test
  void mergesAndCutsAndMovesWhatWasSaid() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Support Contacted").track("ada", "Support Contacted");
      shop.track("bob", "Support Contacted").later(Duration.ofHours(1));

      shop.send(corrected(shop, Content.Corrected.Verdict.SAME)).settle();

      assertThat(shop.customer("bob").id()).isEqualTo(Id.user("ada"));
      assertThat(shop.open()).extracting(MomentView::customer).containsExactly(Id.user("ada"));
      assertThat(shop.engine().progress().customers()).isEqualTo(1);

      shop.later(Duration.ofHours(1)).send(corrected(shop, Content.Corrected.Verdict.DIFFERENT));
      shop.settle();

      assertThat(shop.open()).isEmpty();
      assertThat(shop.customer("bob").id()).isEqualTo(Id.user("bob"));
      assertThat(shop.engine().progress().customers()).isEqualTo(2);
      assertThat(told(shop).getLast().withdrawn()).isEqualTo("cut");
    }
  }

  @Test
  void foldsAnImportedPastOnceAndRecognisesItForEver() {
    try (Shop shop = Shop.open(directory)) {
      Instant longAgo = MORNING.minus(Duration.ofDays(400));
      StoredSignal first = order(shop, "row-1", "ada", longAgo);
      StoredSignal second = order(shop, "row-2", "ada", longAgo.plus(Duration.ofDays(10)));
      shop.importPast(second, first);

      assertThat(shop.customer("ada").facts()).containsEntry("spent", 20.0);
      assertThat(shop.open()).isEmpty();
      assertThat(shop.customer("ada").moments())
          .extracting(MomentView::foundLate)
          .containsOnly(true);

      shop.later(Duration.ofDays(20));
      shop.importPast(received(shop, second), received(shop, first));

      assertThat(shop.customer("ada").facts()).containsEntry("spent", 20.0);
      assertThat(shop.engine().metrics().duplicates()).isEqualTo(2);
    }
  }

  @Test
  void adoptsAVersionWhoseFactsSeeAllHistoryAndWhoseMomentsBeginNow() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Order Completed", "total", 7).track("ada", "Support Contacted");
      shop.later(Duration.ofDays(1));

      Version version =
          shop.engine()
              .adopt(
                  """
                  playbook: Shop
                  facts:
                    calls: { count: Support Contacted }
                  segments:
                    callers: facts.calls >= 1
                  moments:
                    second-call: { when: signal.event == 'Support Contacted' && facts.calls >= 2 }
                  """,
                  "kim");
      shop.settle();

      assertThat(version.number()).isEqualTo(2);
      assertThat(shop.engine().segments())
          .containsExactly(new SegmentView("callers", "facts.calls >= 1", 1, true));
      assertThat(shop.open()).isEmpty();

      shop.restart().track("ada", "Support Contacted");

      assertThat(shop.open()).extracting(MomentView::rule).containsExactly("second-call");
    }
  }

  @Test
  void countsOnceWhatASenderWhoseClockIsAheadSaidAcrossALine() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Support Contacted");
      shop.track("ada", "Support Contacted", "by", "mail").later(Duration.ofHours(1));
      shop.track("ada", "Support Contacted").later(Duration.ofHours(1));
      shop.trackAt(shop.now().plusSeconds(60), "ada", "Support Contacted");

      shop.engine().adopt(Shop.PLAYBOOK, "kim");
      shop.settle();

      assertThat(shop.open()).extracting(MomentView::triggers).containsExactly(2);
    }
  }

  @Test
  void wakesACustomerAgainWhoseTimerFiredAsAVersionWasAdopted() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Signed Up").settle();
      shop.passUnseen(Duration.ofDays(7));
      String longer = Shop.PLAYBOOK.replace("for: 7d", "for: 8d");
      long position = shop.engine().appendAndWait(new Entry.Adoption(longer, "kim", shop.now()));
      shop.engine().await(position);
      shop.settle().later(Duration.ofDays(1));

      assertThat(shop.open()).extracting(MomentView::openedAt).containsExactly(shop.now());
    }
  }

  @Test
  void changesNothingForAPlaybookWithProblems() {
    try (Shop shop = Shop.open(directory)) {
      assertThatThrownBy(() -> shop.engine().adopt("playbook: X\nfacts: [", "kim"))
          .isInstanceOf(BadPlaybook.class)
          .hasMessageStartingWith("the playbook has a problem in line 2: ");
      assertThatThrownBy(() -> shop.engine().adopt("playbook: X\nfact: {}\nmoment: {}", "kim"))
          .hasMessageStartingWith("the playbook has 2 problems, the first in line 2: ");

      assertThat(shop.engine().playbook().orElseThrow().name()).isEqualTo("Shop");
      assertThat(shop.engine().versions()).hasSize(1);
    }
  }

  @Test
  void keepsRefusedMessagesAndCountsThem() {
    try (Shop shop = Shop.open(directory)) {
      byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
      Reject reject =
          new Reject("site", MORNING, "no-id", "names nobody", "userId", "track", body, true);
      shop.engine().await(shop.engine().appendAndWait(new Entry.Rejects(List.of(reject, reject))));

      assertThat(shop.engine().rejectCounts()).containsExactly(new RejectCount("site", "no-id", 2));
      KeptReject kept = shop.engine().rejects(Optional.empty(), 1).items().getFirst();
      assertThat(kept.reject().message()).isEqualTo("names nobody");
      assertThat(shop.engine().reject(kept.id())).isPresent();
    }
  }

  @Test
  void readsMessagesWhenItFoldsThemAndRefusesThoseThatAreNoSignals() {
    try (Shop shop = Shop.open(directory)) {
      Envelope envelope = Envelope.of("site", Origin.SERVER, MORNING);
      List<byte[]> messages =
          List.of(
              json("{'type':'track','event':'Order Completed','userId':'ada','messageId':'1'}"),
              json("{'type':'track','event':'Order Completed'}"),
              json("{'type':'track','event':'Order Completed','userId':'ada','messageId':'1'}"),
              json("7"));
      Engine engine = shop.engine();
      engine.await(engine.appendAndWait(new Entry.Messages(envelope, "batch", messages)));
      shop.restart();

      assertThat(shop.customer("ada").facts()).containsEntry("orders30", 1L);
      assertThat(shop.engine().rejectCounts())
          .containsExactlyInAnyOrder(
              new RejectCount("site", "no-id", 1), new RejectCount("site", "not-json", 1));
      assertThat(shop.engine().progress().lagSignals()).isZero();
      assertThat(shop.engine().rejects(Optional.empty(), 10).items())
          .allSatisfy(kept -> assertThat(kept.reject().route()).isEqualTo("batch"));
    }
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void keepsAdministrationAcrossARestart() {
    try (Shop shop = Shop.open(directory)) {
      shop.engine().putSetting("source/site", Optional.of(new byte[] {1}));
      shop.engine().putSetting("source/gone", Optional.of(new byte[] {2}));
      shop.engine().putSetting("source/gone", Optional.empty());

      shop.restart();

      assertThat(shop.engine().settingKeys("source/")).containsExactly("source/site");
      assertThat(shop.engine().setting("source/site").orElseThrow()).containsExactly(1);
    }
  }

  @Test
  void knowsWhatWasReallySeen() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Order Completed", "total", 7, "shop", "north").restart();
      shop.track("ada", "Order Completed", "total", 9).identify("ada", null, "plan", "pro");

      assertThat(shop.engine().catalogue())
          .extracting(entry -> entry.event() + "|" + entry.name() + "|" + entry.count())
          .contains("Order Completed||2", "Order Completed|total|2", "|plan|1", "Identify||1");
    }
  }

  @Test
  void turnsThePagesOfATimelineOverAllIds() {
    try (Shop shop = Shop.open(directory)) {
      for (int i = 0; i < 4; i++) {
        shop.visit("phone", "Product Viewed").later(Duration.ofMinutes(1));
        shop.identify("ada", "phone").later(Duration.ofMinutes(1));
      }
      List<String> paged = new ArrayList<>();
      Optional<String> cursor = Optional.empty();
      do {
        Page<StoredSignal> page = shop.engine().timeline(Id.user("ada"), cursor, 3);
        page.items().forEach(signal -> paged.add(signal.id().messageId()));
        cursor = page.next();
      } while (cursor.isPresent());

      assertThat(paged).containsExactly("m8", "m7", "m6", "m5", "m4", "m3", "m2", "m1");
    }
  }

  @Test
  void setsASideWhoSendsMoreThanAPersonCan() {
    try (Shop shop = Shop.open(directory)) {
      StoredSignal[] flood = new StoredSignal[20_001];
      for (int i = 0; i < flood.length; i++) {
        flood[i] = order(shop, "flood-" + i, "robot", MORNING.minusSeconds(flood.length - i));
      }
      shop.track("ada", "Order Completed", "total", 1).send(flood).settle();

      assertThat(shop.engine().setAside(Optional.empty(), 10).items())
          .containsExactly(Id.user("robot"));
      assertThat(shop.customer("robot").setAside()).isTrue();

      shop.trackAt(MORNING.minusSeconds(500_000), "robot", "Order Completed", "total", 1).settle();

      assertThat(shop.customer("robot").setAside()).isTrue();
      assertThat(shop.customer("ada").setAside()).isFalse();
    }
  }

  @Test
  void isWholeAfterAllThat() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Order Completed", "total", 7).visit("phone", "Support Contacted");
      shop.identify("ada", "phone").later(Duration.ofDays(40)).track("bob", "Signed Up");
    }
    assertThat(DataDirectory.verify(directory, what -> {})).isEmpty();
  }

  private static List<RecordedEffect> told(Shop shop) {
    Shop.eventually(() ->
        shop.engine().effects(0, 100).size()
            == shop.engine().metrics().effects() + shop.engine().metrics().withdrawn());
    return shop.engine().effects(0, 100);
  }

  private static StoredSignal order(Shop shop, String id, String user, Instant at) {
    return shop.signal(
        id, user, null, at, new Content.Track("Order Completed", Data.of("total", 10)));
  }

  /** The same signal, arriving now. */
  private static StoredSignal received(Shop shop, StoredSignal signal) {
    return StoredSignal.of(signal.signal(), shop.now());
  }

  private static StoredSignal corrected(Shop shop, Content.Corrected.Verdict verdict) {
    return shop.signal(
        "ada",
        null,
        shop.now(),
        new Content.Corrected(Id.user("ada"), Id.user("bob"), verdict, "kim"));
  }
}
