package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.care.Worked;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Choice.What;
import dev.attune.engine.GestureView.State;
import dev.attune.playbook.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoodTest {
  @TempDir Path directory;

  @Test
  void knowsThatGoodCameAndWhatTheySaidNext() {
    try (Counter counter = Counter.open(directory)) {
      String moment = counter.moment("ada", "refunds");
      GestureView voucher = counter.choose(counter.ana(), "ada", "voucher", Optional.of(moment));
      assertThat(counter.grace().sequel(voucher).isKnown()).isFalse();
      counter.shop.later(Duration.ofDays(2));
      counter.shop.send(
          counter.shop.signal(
              "ada", null, counter.shop.now(), new Content.Feedback("Lovely!", Data.EMPTY)));
      Instant bought = counter.shop.later(Duration.ofDays(3)).now();
      counter.shop.track("ada", "Order Completed", "total", 5);

      Grace.Sequel sequel = counter.grace().sequel(voucher);

      assertThat(sequel.goodAt()).contains(bought);
      assertThat(sequel.isKnown()).isTrue();
      assertThat(sequel.said().orElseThrow().signal().content())
          .isEqualTo(new Content.Feedback("Lovely!", Data.EMPTY));
      assertThat(worked(counter)).as("no others could have failed yet").isEqualTo(Worked.UNKNOWN);
      counter.shop.later(Duration.ofDays(40));
      assertThat(worked(counter)).as("counted once").isEqualTo(new Worked(1, 1));
    }
  }

  @Test
  void knowsThatGoodDidNotComeWhenItsTimeIsOver() {
    try (Counter counter = Counter.open(directory)) {
      String moment = counter.moment("ada", "refunds");
      GestureView voucher = counter.choose(counter.ana(), "ada", "voucher", Optional.of(moment));
      counter.shop.track("ada", "Support Contacted");

      counter.shop.later(Duration.ofDays(30).minusMillis(1));
      assertThat(counter.grace().sequel(voucher).isKnown()).isFalse();
      counter.shop.later(Duration.ofMillis(1));

      assertThat(counter.grace().sequel(voucher).isKnown()).isTrue();
      assertThat(counter.grace().sequel(voucher).goodAt()).isEmpty();
      assertThat(worked(counter)).isEqualTo(new Worked(1, 0));
      counter.shop.restart().track("ada", "Order Completed", "total", 5);
      assertThat(worked(counter)).isEqualTo(new Worked(1, 0));
    }
  }

  @Test
  void aLateSignalChangesWhatIsKnown() {
    try (Counter counter = Counter.open(directory)) {
      String moment = counter.moment("ada", "refunds");
      Instant day = counter.shop.now();
      counter.choose(counter.ana(), "ada", "voucher", Optional.of(moment));
      counter.shop.later(Duration.ofDays(31));
      assertThat(worked(counter)).isEqualTo(new Worked(1, 0));

      counter
          .shop
          .trackAt(day.plus(Duration.ofDays(2)), "ada", "Order Completed", "total", 5)
          .settle();

      assertThat(worked(counter)).isEqualTo(new Worked(1, 1));
      // The moment itself falls away: nothing would have been done in it.
      counter.shop.same("ada", "countess").settle();
      assertThat(worked(counter)).isEqualTo(new Worked(1, 1));
    }
  }

  @Test
  void countsNoSlips() {
    try (Counter counter = Counter.open(directory)) {
      counter.shop.track("ada", "Order Completed", "total", 5);
      String moment = counter.moment("ada", "refunds");
      GestureView refund = counter.choose(counter.ana(), "ada", "refund", Optional.of(moment));
      assertThat(refund.state()).isEqualTo(State.HELD);
      counter.grace().turn(refund.id(), Deed.Way.UNDO, "ana", Optional.empty());
      counter.shop.later(Duration.ofDays(1)).track("ada", "Order Completed", "total", 5);
      counter.shop.later(Duration.ofDays(40));

      assertThat(Worth.of(new Counts(counter.shop.engine().source())).of("third-contact", "refund"))
          .isEqualTo(Worked.UNKNOWN);
    }
  }

  /** What is good shows at once, what is not at the end: until then neither is counted. */
  @Test
  void countsWhatIsGoodWhereItCouldHaveBeenOtherwise() {
    try (Counter counter = Counter.open(directory)) {
      sixMoments(counter);
      Instant begin = counter.shop.now().minus(Duration.ofDays(60));
      counter.shop.later(Duration.ofDays(31));

      Accounts.OfKind kind = counter.grace().accounts(begin).kinds().getFirst();

      assertThat(kind.with().good().count()).isEqualTo(3);
      assertThat(kind.with().good().of()).isEqualTo(4);
      assertThat(kind.without().good().of()).isEqualTo(2);
    }
  }

  @Test
  void tellsHowMomentsEndedWithAndWithoutAndAsksWhatIsUnusual() {
    try (Counter counter = Counter.open(directory)) {
      sixMoments(counter);
      Chooser eve = counter.person("eve", Role.LEAD, Counter.BERLIN);
      for (int i = 0; i < 5; i++) {
        What what = Counter.something(i % 2 == 0 ? "A coffee!" : "a  coffee", 3);
        assertThat(counter.choose(counter.choice(eve, "kay", what, Optional.empty())).state())
            .isEqualTo(State.DELIVERED);
      }

      Accounts accounts = counter.grace().accounts(counter.shop.now().minus(Duration.ofDays(90)));

      assertThat(accounts.complete()).isTrue();
      Accounts.OfKind kind = accounts.kinds().getFirst();
      assertThat(kind.kind()).isEqualTo("third-contact");
      assertThat(kind.with().closed().of()).isEqualTo(4);
      assertThat(kind.with().good().of()).as("not known yet").isZero();
      assertThat(kind.without().closed().of()).isEqualTo(2);
      assertThat(accounts.givers()).extracting(Accounts.OfGiver::name).startsWith("eve");
      assertThat(accounts.questions())
          .singleElement()
          .satisfies(question -> {
            assertThat(question.about()).isEqualTo(Accounts.About.ONE_CUSTOMER);
            assertThat(question.giver()).isEqualTo("eve");
            assertThat(question.gestures()).hasSize(5);
          });
      assertThat(accounts.others())
          .singleElement()
          .satisfies(alike -> {
            assertThat(alike.times()).isEqualTo(5);
            assertThat(alike.people()).isEqualTo(1);
          });
    }
  }

  /** Something is done in four, and good comes of three. */
  private static void sixMoments(Counter counter) {
    for (int i = 0; i < 6; i++) {
      String user = "u" + i;
      String moment = counter.moment(user, "refunds");
      if (i < 4) {
        counter.choose(counter.ana(), user, "sorry", Optional.of(moment));
      }
      if (i < 3) {
        counter.shop.later(Duration.ofHours(1)).track(user, "Order Completed", "total", 5);
      }
    }
  }

  @Test
  void followsAPromiseAtRiskFromTheFirstToTheLast() {
    try (Counter counter = Counter.open(directory)) {
      GestureView cake = counter.choose("ada", "cake");
      counter.shop.later(Duration.ofHours(2));

      MomentView atRisk = counter.shop.open().getFirst();

      assertThat(atRisk.rule()).isEqualTo("promise-at-risk");
      assertThat(atRisk.key()).isEqualTo(cake.id());
      assertThat(atRisk.customer()).isEqualTo(Id.user("ada"));
      assertThat(atRisk.foundLate()).isFalse();
      counter.grace().turn(cake.id(), Deed.Way.CONFIRM, "ana", Optional.empty());
      assertThat(counter.shop.open()).isEmpty();
    }
  }

  private static Worked worked(Counter counter) {
    return counter
        .grace()
        .offers(
            Id.user("ada"),
            Optional.of(counter.shop.customer("ada").moments().getLast().id()),
            counter.ana())
        .offers()
        .stream()
        .filter(offer -> offer.option().name().equals("voucher"))
        .findFirst()
        .orElseThrow()
        .worked();
  }
}
