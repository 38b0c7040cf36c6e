package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.NameTag;
import dev.attune.customer.Named;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesTest {
  private static final Id ADA = Id.user("ada");
  private static final Id BOB = Id.user("bob");
  private static final Id PHONE = Id.anonymous("phone");

  @TempDir Path directory;

  @Test
  void tellsOfWhoIsNewAndOfNobodyElse() {
    try (Shop shop = Shop.open(directory)) {
      long before = last(shop);
      shop.track("ada", "Signed Up");
      assertThat(changed(shop, before)).containsExactly(ADA);

      long known = last(shop);
      shop.track("ada", "Order Completed", "total", 5).identify("ada", null, "plan", "gold");
      shop.later(Duration.ofDays(40));
      assertThat(last(shop)).as("nothing that anybody is called by changed").isEqualTo(known);
    }
  }

  @Test
  void tellsOfANameThatIsAnotherThanBefore() {
    try (Shop shop = Shop.open(directory)) {
      shop.identify("ada", null, "name", "Ada Lovelace", "email", "ada@example.com");
      long known = last(shop);
      shop.later(Duration.ofMinutes(1));
      shop.identify("ada", null, "name", "Ada Lovelace", "plan", "gold");
      assertThat(last(shop)).as("the same name again").isEqualTo(known);

      shop.identify("ada", null, "name", "Ada King");

      assertThat(changed(shop, known)).containsExactly(ADA);
      assertThat(only(shop, ADA).tag().names()).containsExactly("Ada King");
    }
  }

  @Test
  void tellsOfANameThatCameLate() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Signed Up").later(Duration.ofHours(2));
      shop.track("ada", "Order Completed", "total", 5);
      long known = last(shop);
      shop.send(
          shop.signal(
              "ada",
              null,
              shop.now().minus(Duration.ofHours(1)),
              new Content.Identify(Data.of("firstName", "Ada"))));
      shop.settle();

      assertThat(changed(shop, known)).containsExactly(ADA);
      assertThat(only(shop, ADA).tag().names()).containsExactly("Ada");
    }
  }

  @Test
  void doesNotTellOfALateSignalWithoutAName() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Signed Up").later(Duration.ofHours(2));
      shop.track("ada", "Order Completed", "total", 5);
      long known = last(shop);
      long refolds = shop.engine().metrics().refolds();
      shop.trackAt(shop.now().minus(Duration.ofHours(1)), "ada", "Ride");
      shop.settle();

      assertThat(shop.engine().metrics().refolds()).isGreaterThan(refolds);
      assertThat(last(shop)).isEqualTo(known);
    }
  }

  @Test
  void tellsOfEverybodyBetweenWhomIdsMoved() {
    try (Shop shop = Shop.open(directory)) {
      shop.visit("phone", "Order Completed").identify("ada", null, "name", "Ada");
      long apart = last(shop);
      shop.later(Duration.ofMinutes(1)).identify("ada", "phone", "plan", "gold");

      assertThat(changed(shop, apart)).containsExactlyInAnyOrder(ADA, PHONE);
      assertThat(only(shop, PHONE).ids()).containsExactly(ADA, PHONE);

      long together = last(shop);
      shop.send(
          shop.signal(
              "ada",
              null,
              shop.later(Duration.ofMinutes(1)).now(),
              new Content.Corrected(ADA, PHONE, Content.Corrected.Verdict.DIFFERENT, "kim")));
      shop.settle();

      assertThat(changed(shop, together)).contains(ADA, PHONE);
      assertThat(only(shop, PHONE).ids()).containsExactly(PHONE);
      assertThat(only(shop, ADA).ids()).containsExactly(ADA);
    }
  }

  @Test
  void goesOnCountingWhenItIsOpenedAgainAndWhenWhatIsPassedIsForgotten() {
    try (Shop shop = Shop.open(directory)) {
      shop.track("ada", "Signed Up");
      long known = last(shop);
      shop.restart().settle();
      assertThat(last(shop)).isEqualTo(known);

      NameBook book = new NameBook((Store) shop.engine().source());
      book.pass(known);
      book.forgetOld(shop.now());
      assertThat(entries(shop, 0)).isEmpty();

      shop.restart().track("bob", "Signed Up").settle();
      assertThat(shop.engine().names().fresh(known, 10)).containsExactly(BOB);
      Shop.eventually(() -> shop.engine().names().kept().last() == known + 1);
      assertThat(shop.engine().names().kept().oldest()).isEqualTo(known + 1);
      assertThat(shop.engine().names().after(known, 10))
          .containsExactly(new Names.Changed(known + 1, List.of(BOB)));
    }
  }

  @Test
  void readsEverybodyInPages() {
    try (Shop shop = Shop.open(directory)) {
      shop.identify("ada", "phone", "name", "Ada").identify("bob", null, "name", "Bob");
      shop.visit("tablet", "Order Completed");

      Page<Named> first = shop.engine().names().all(Optional.empty(), 2);
      Page<Named> rest = shop.engine().names().all(first.next(), 2);

      assertThat(first.items()).extracting(Named::id).containsExactly(ADA, BOB);
      assertThat(first.items().getFirst().ids()).containsExactly(ADA, PHONE);
      assertThat(rest.items()).extracting(Named::id).containsExactly(Id.anonymous("tablet"));
      assertThat(rest.items().getFirst().tag()).isEqualTo(NameTag.BLANK);
      assertThat(rest.next()).isEmpty();
    }
  }

  private static List<NameBook.Entry> entries(Shop shop, long behind) {
    return NameBook.read(shop.engine().source(), behind, Long.MAX_VALUE - 1, Integer.MAX_VALUE);
  }

  private static long last(Shop shop) {
    return Meta.named(shop.engine().source());
  }

  private static Set<Id> changed(Shop shop, long behind) {
    Set<Id> ids = new TreeSet<>();
    entries(shop, behind).forEach(entry -> ids.addAll(entry.ids()));
    return ids;
  }

  private static Named only(Shop shop, Id any) {
    List<Named> found = shop.engine().names().of(List.of(any));
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
