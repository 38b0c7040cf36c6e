package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.care.Limit;
import dev.attune.care.Offer;
import dev.attune.care.Verdict.Reason;
import dev.attune.customer.Id;
import dev.attune.engine.Choice.What;
import dev.attune.engine.GestureView.State;
import dev.attune.playbook.Role;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraceTest {
  @TempDir Path directory;

  @Test
  void offersWhatFitsTheCustomerAndTheMoment() {
    try (Counter counter = Counter.open(directory)) {
      counter.shop.track("ada", "Order Completed", "total", 19.9);
      String moment = counter.moment("ada", "refunds");

      Grace.Offers offers =
          counter.grace().offers(Id.user("ada"), Optional.of(moment), counter.ana());

      assertThat(offers.kind()).contains("third-contact");
      assertThat(offers.offers())
          .extracting(offer -> offer.option().name())
          .containsExactly("sorry", "refund", "voucher", "cake");
      assertThat(offers.offers().get(1).cost()).contains(new BigDecimal("19.9"));
      assertThat(offers.left()).contains(new BigDecimal(50));
      String other = counter.moment("bob", "delivery");
      assertThat(counter.grace().offers(Id.user("bob"), Optional.of(other), counter.ana()).offers())
          .extracting(offer -> offer.option().name())
          .as("the signal that opened the moment decides; nobody knows what a refund costs")
          .containsExactly("sorry", "voucher", "cake", "call-back", "refund");
    }
  }

  @Test
  void booksAChoiceAndTellsTheCustomersTimeline() {
    try (Counter counter = Counter.open(directory)) {
      String moment = counter.moment("ada", "refunds");

      GestureView voucher = counter.choose(counter.ana(), "ada", "voucher", Optional.of(moment));

      assertThat(voucher.state()).isEqualTo(State.PROMISED);
      assertThat(voucher.kind()).contains("third-contact");
      assertThat(voucher.cost()).isEqualTo(new BigDecimal(20));
      assertThat(counter.heard("ada", voucher.id())).containsExactly("promised");
      assertThat(counter.grace().spent(counter.ana()).today()).isEqualTo(new BigDecimal(20));
      assertThat(counter.grace().ofMoment(moment, Optional.empty(), 10).items())
          .containsExactly(voucher);
      assertThat(counter.grace().ofCustomer(Id.user("ada"))).containsExactly(voucher);
      assertThat(counter.grace().acts().due(counter.shop.now().plusMillis(1), 10))
          .containsExactly(voucher);
    }
  }

  @Test
  void answersAChoiceThatIsSentAgainAsTheFirstTime() {
    try (Counter counter = Counter.open(directory)) {
      Choice choice =
          counter.choice(counter.ana(), "ada", new What.Listed("voucher"), Optional.empty());
      GestureView first = counter.choose(choice);
      counter.shop.later(Duration.ofSeconds(5));

      assertThat(counter.choose(choice)).isEqualTo(first);
      counter.shop.restart();
      assertThat(counter.choose(choice)).isEqualTo(first);
      assertThat(counter.grace().choose(List.of(choice, choice))).containsExactly(first, first);
      assertThat(counter.grace().spent(counter.ana()).today()).isEqualTo(new BigDecimal(20));
      assertThat(counter.heard("ada", choice.id())).containsExactly("promised");
    }
  }

  @Test
  void refusesWhatIsBeyondTheBudgetWithEveryReason() {
    try (Counter counter = Counter.open(directory)) {
      for (int i = 0; i < 3; i++) {
        assertThat(counter.choose("ada", "voucher").state()).isEqualTo(State.PROMISED);
      }
      GestureView fourth = counter.choose("ada", "voucher");

      assertThat(fourth.state()).isEqualTo(State.REFUSED);
      assertThat(fourth.reasons())
          .containsExactly(
              new Reason.OverLimit(
                  Limit.PER_CUSTOMER_PER_YEAR,
                  new BigDecimal(60),
                  new BigDecimal(60),
                  new BigDecimal(20)));
      assertThat(counter.heard("ada", fourth.id())).isEmpty();
      assertThat(counter.choose("bob", "voucher").state()).isEqualTo(State.PROMISED);
      assertThat(counter.choose("eve", "voucher").state()).isEqualTo(State.PROMISED);
      assertThat(counter.choose("kay", "voucher").reasons())
          .containsExactly(
              new Reason.OverLimit(
                  Limit.PER_DAY, new BigDecimal(100), new BigDecimal(100), new BigDecimal(20)));
      assertThat(counter.choose("kay", "sorry").state()).isEqualTo(State.DELIVERED);
      assertThat(counter.choose("kay", "nonsense").reasons())
          .containsExactly(new Reason.NotOffered());
    }
  }

  @Test
  void countsAnewOnTheNextDayOfThePersonsZone() {
    try (Counter counter = Counter.open(directory)) {
      for (String user : List.of("a", "b", "c", "d", "e")) {
        assertThat(counter.choose(user, "voucher").state()).isEqualTo(State.PROMISED);
      }
      // Nine in the morning in Berlin: fifteen hours to midnight there.
      counter.shop.later(Duration.ofHours(15).minusMillis(1));
      assertThat(counter.choose("f", "voucher").state()).isEqualTo(State.REFUSED);

      counter.shop.later(Duration.ofMillis(1));

      assertThat(counter.choose("f", "voucher").state()).isEqualTo(State.PROMISED);
    }
  }

  @Test
  void countsWhatACustomerWasGivenFor365Days() {
    try (Counter counter = Counter.open(directory)) {
      for (int i = 0; i < 3; i++) {
        counter.choose("ada", "voucher");
      }
      counter.shop.later(Duration.ofDays(365).minusMillis(1));
      assertThat(counter.choose("ada", "voucher").state()).isEqualTo(State.REFUSED);

      counter.shop.later(Duration.ofMillis(1));

      assertThat(counter.choose("ada", "voucher").state()).isEqualTo(State.PROMISED);
    }
  }

  @Test
  void countsWhatIsFreeWhereItIsLimited() {
    try (Counter counter = Counter.open(directory)) {
      assertThat(counter.choose("ada", "sorry").state()).isEqualTo(State.DELIVERED);
      assertThat(counter.choose("ada", "sorry").state()).isEqualTo(State.DELIVERED);

      assertThat(counter.choose("ada", "sorry").reasons())
          .singleElement()
          .isInstanceOf(Reason.TooOften.class);
    }
  }

  @Test
  void countsForTheWholeCustomerWhateverTheirIdsWere() {
    try (Counter counter = Counter.open(directory)) {
      counter.shop.track("ada", "Order Completed", "total", 5).track("countess", "Signed Up");
      counter.choose("ada", "voucher");
      counter.choose("countess", "voucher");
      counter.choose("countess", "voucher");
      counter.shop.same("ada", "countess");

      assertThat(counter.choose("ada", "voucher").state()).isEqualTo(State.REFUSED);
      assertThat(counter.grace().ofCustomer(Id.user("ada"))).hasSize(3);

      counter.shop.different("ada", "countess");

      assertThat(counter.choose("ada", "voucher").state()).isEqualTo(State.PROMISED);
      assertThat(counter.grace().ofCustomer(Id.user("countess"))).hasSize(2);
    }
  }

  @Test
  void holdsBackWhatCanBeUndoneAndGivesTheBudgetBack() {
    try (Counter counter = Counter.open(directory)) {
      counter.shop.track("ada", "Order Completed", "total", 12.5);
      GestureView refund = counter.choose("ada", "refund");
      assertThat(refund.state()).isEqualTo(State.HELD);
      assertThat(counter.grace().acts().due(counter.shop.now(), 10)).isEmpty();
      counter.shop.later(Duration.ofSeconds(59));

      GestureView undone = turn(counter, refund, Deed.Way.UNDO);

      assertThat(undone.state()).isEqualTo(State.UNDONE);
      assertThat(counter.grace().spent(counter.ana()).today()).isZero();
      assertThat(counter.heard("ada", refund.id())).containsExactly("held", "undone");

      GestureView again = counter.choose("ada", "refund");
      counter.shop.later(Duration.ofSeconds(60));
      assertThat(turn(counter, again, Deed.Way.UNDO).state()).isEqualTo(State.PROMISED);
      assertThat(counter.heard("ada", again.id())).containsExactly("held", "promised");
      assertThat(counter.grace().acts().due(counter.shop.now(), 10)).hasSize(1);
    }
  }

  @Test
  void followsAPromiseUntilItIsKept() {
    try (Counter counter = Counter.open(directory)) {
      GestureView cake = counter.choose("ada", "cake");
      assertThat(cake.state()).isEqualTo(State.PROMISED);
      assertThat(open(counter)).containsExactly(cake);
      counter.shop.later(Duration.ofHours(2).minusMillis(1));
      assertThat(gesture(counter, cake).late()).isFalse();

      counter.shop.later(Duration.ofMillis(1));
      assertThat(gesture(counter, cake).late()).isTrue();
      assertThat(turn(counter, cake, Deed.Way.FAIL).state()).isEqualTo(State.FAILED);
      assertThat(turn(counter, cake, Deed.Way.CONFIRM).state()).isEqualTo(State.DELIVERED);
      assertThat(turn(counter, cake, Deed.Way.FAIL).state()).isEqualTo(State.DELIVERED);

      assertThat(open(counter)).isEmpty();
      assertThat(counter.heard("ada", cake.id()))
          .containsExactly("promised", "late", "failed", "delivered");
      assertThat(counter.grace().spent(counter.ana()).thisYear()).isEqualTo(new BigDecimal(15));
    }
    assertThat(DataDirectory.verify(directory, what -> {})).isEmpty();
  }

  private static List<GestureView> open(Counter counter) {
    return counter.grace().open(counter.ana().name(), Optional.empty(), 10).items();
  }

  @Test
  void reportsWhatBecameOfAnAct() {
    try (Counter counter = Counter.open(directory)) {
      GestureView first = counter.choose("ada", "voucher");
      GestureView second = counter.choose("bob", "voucher");
      Acts acts = counter.grace().acts();
      assertThat(acts.due(counter.shop.now(), 1)).containsExactly(first);
      counter.shop.restart();
      acts = counter.grace().acts();
      assertThat(acts.due(counter.shop.now(), 10)).containsExactly(first, second);

      Instant later = counter.shop.now().plusSeconds(60);
      acts.again(first.id(), later, "the other side answered 503");
      assertThat(acts.due(counter.shop.now(), 10)).containsExactly(second);
      assertThat(acts.due(later, 10))
          .extracting(GestureView::id)
          .containsExactly(second.id(), first.id());
      assertThat(gesture(counter, first).sending().orElseThrow().tries()).isEqualTo(1);
      acts.delivered(first.id(), counter.shop.now());
      acts.failed(second.id(), counter.shop.now(), "the other side answered 410");

      assertThat(acts.due(counter.shop.now(), 10)).isEmpty();
      assertThat(gesture(counter, first).state()).isEqualTo(State.DELIVERED);
      assertThat(gesture(counter, second).course().getLast().why())
          .contains("the other side answered 410");
    }
  }

  @Test
  void givesToManyAtOnceEachByItself() {
    try (Counter counter = Counter.open(directory)) {
      List<Choice> choices = new ArrayList<>();
      Chooser lead = counter.person("lea", Role.LEAD, Counter.BERLIN);
      for (int i = 0; i < 180; i++) {
        choices.add(counter.choice(lead, "u" + i, new What.Listed("cake"), Optional.empty()));
      }

      List<GestureView> became = counter.grace().choose(choices);

      assertThat(became)
          .as("a team gives 150 a day: ten cakes")
          .filteredOn(gesture -> gesture.state() == State.PROMISED)
          .hasSize(10)
          .isEqualTo(became.subList(0, 10));
      assertThat(counter.grace().choose(choices)).isEqualTo(became);
    }
  }

  @Test
  void takesOnWhatSomebodyElseMayNotGive() {
    try (Counter counter = Counter.open(directory)) {
      Choice choice =
          counter.choice(
              counter.ana(), "ada", Counter.something("A night at the sea", 90), Optional.empty());
      assertThat(counter.choose(choice).state()).isEqualTo(State.REFUSED);
      GestureView asked = counter.grace().ask(choice.id(), true).orElseThrow();
      assertThat(counter.grace().asked(Optional.empty(), 10).items()).containsExactly(asked);
      Chooser bob = counter.person("bob", Role.FRONT_LINE, Counter.BERLIN);
      Chooser lea = counter.person("lea", Role.LEAD, Counter.BERLIN);
      assertThat(counter.grace().covers(asked, bob)).isFalse();
      assertThat(counter.grace().covers(asked, lea)).isTrue();

      assertThat(counter.grace().take(choice.id(), bob).orElseThrow().state())
          .isEqualTo(State.REFUSED);
      GestureView taken = counter.grace().take(choice.id(), lea).orElseThrow();
      GestureView later =
          counter
              .grace()
              .take(choice.id(), counter.person("max", Role.LEAD, Counter.BERLIN))
              .orElseThrow();

      assertThat(taken.state()).isEqualTo(State.DELIVERED);
      assertThat(taken.choice().by().name()).isEqualTo("lea");
      assertThat(taken.asked().orElseThrow().by()).isEqualTo("ana");
      assertThat(later).as("the first who takes it does it").isEqualTo(taken);
      assertThat(counter.grace().asked(Optional.empty(), 10).items()).isEmpty();
      assertThat(counter.grace().askedBy("ana", Optional.empty(), 10).items())
          .as("what became of it is with who asked")
          .containsExactly(taken);
      assertThat(counter.grace().spent(lea).today()).isEqualTo(new BigDecimal(90));
      assertThat(counter.grace().spent(counter.ana()).today()).isZero();
    }
    assertThat(DataDirectory.verify(directory, what -> {})).isEmpty();
  }

  @Test
  void honoursWhatAPhoneGaveWhileItWasOffline() {
    try (Counter counter = Counter.open(directory)) {
      LentView lent =
          counter
              .grace()
              .lend(
                  "lend-0001",
                  counter.ana(),
                  new BigDecimal(30),
                  counter.shop.now().plus(Duration.ofHours(8)));
      assertThat(lent.isOpen()).isTrue();
      assertThat(counter.grace().spent(counter.ana()).today()).isEqualTo(new BigDecimal(30));
      Optional<String> out = Optional.of(lent.id());

      GestureView covered = counter.choose(offline(counter, "offline-1", "ada", 20, out));
      GestureView over = counter.choose(offline(counter, "offline-2", "bob", 20, out));

      assertThat(covered.state()).isEqualTo(State.PROMISED);
      assertThat(covered.isOver()).isFalse();
      assertThat(over.state()).isEqualTo(State.PROMISED);
      assertThat(over.isOver()).isTrue();
      assertThat(counter.grace().spent(counter.ana()).today()).isEqualTo(new BigDecimal(40));
      counter.shop.later(Duration.ofHours(8));
      assertThat(counter.grace().lent(lent.id()).orElseThrow().isOpen()).isFalse();

      GestureView late = counter.choose(offline(counter, "offline-3", "eve", 20, out));
      assertThat(late.state()).isEqualTo(State.PROMISED);
      assertThat(late.isOver()).as("what was given back still covers it").isFalse();
    }
  }

  @Test
  void givesBackWhatAPhoneDidNotUse() {
    try (Counter counter = Counter.open(directory)) {
      counter
          .grace()
          .lend(
              "lend-0001",
              counter.ana(),
              new BigDecimal(90),
              counter.shop.now().plus(Duration.ofHours(8)));
      assertThat(counter.choose("ada", "voucher").state()).isEqualTo(State.REFUSED);
      assertThat(
              counter
                  .grace()
                  .lend(
                      "lend-0002",
                      counter.ana(),
                      new BigDecimal(20),
                      counter.shop.now().plus(Duration.ofHours(8)))
                  .reasons())
          .singleElement()
          .isInstanceOf(Reason.OverLimit.class);
      counter.choose(offline(counter, "offline-1", "ada", 20, Optional.of("lend-0001")));

      counter.grace().giveBack("lend-0001");

      assertThat(counter.grace().spent(counter.ana()).today()).isEqualTo(new BigDecimal(20));
    }
  }

  @Test
  void offersTheSameInTheSameOrderAtEveryLook() {
    try (Counter counter = Counter.open(directory)) {
      String moment = counter.moment("ada", "delivery");
      List<Offer> first =
          counter.grace().offers(Id.user("ada"), Optional.of(moment), counter.ana()).offers();
      counter.shop.restart();
      assertThat(
              counter.grace().offers(Id.user("ada"), Optional.of(moment), counter.ana()).offers())
          .extracting(offer -> offer.option().name())
          .isEqualTo(first.stream().map(offer -> offer.option().name()).toList());
    }
  }

  private static Choice offline(
      Counter counter, String id, String user, int cost, Optional<String> lend) {
    return new Choice(
        id,
        Id.user(user),
        new What.Listed("voucher", Optional.of(BigDecimal.valueOf(cost))),
        Optional.empty(),
        counter.ana(),
        counter.shop.now(),
        lend);
  }

  private static GestureView turn(Counter counter, GestureView gesture, Deed.Way way) {
    return counter.grace().turn(gesture.id(), way, "ana", Optional.empty()).orElseThrow();
  }

  private static GestureView gesture(Counter counter, GestureView gesture) {
    return counter.grace().gesture(gesture.id()).orElseThrow();
  }
}
