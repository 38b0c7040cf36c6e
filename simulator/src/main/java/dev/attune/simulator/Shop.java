package dev.attune.simulator;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.simulator.Act.Device;
import dev.attune.simulator.Act.Name;
import dev.attune.simulator.Life.Mark;
import java.time.LocalDate;
import java.util.List;

/** The shop: orders, reviews, and warranties that are claimed in time, or some days too late. */
final class Shop {
  private static final List<Product> WITH_WARRANTY =
      List.of(
          new Product("b-10", "City e-bike", "bikes", 2190, 730),
          new Product("b-11", "Folding bike", "bikes", 840, 365),
          new Product("s-20", "Scooter", "scooters", 590, 365),
          new Product("a-31", "Front light", "accessories", 49, 180),
          new Product("b-90", "Refurbished e-bike", "bikes", 1190, 180));
  private static final List<Product> OTHERS =
      List.of(
          new Product("a-30", "Helmet", "accessories", 69, 0),
          new Product("a-32", "Pannier", "accessories", 59, 0),
          new Product("a-33", "Rain cape", "accessories", 39, 0),
          new Product("a-34", "Phone holder", "accessories", 25, 0),
          new Product("g-50", "Gift card", "gifts", 30, 0),
          new Product("a-35", "Lock", "accessories", 55, 0));
  private static final List<Product> CHILD =
      List.of(
          new Product("c-40", "Child seat for the bike", "child", 129, 0),
          new Product("c-41", "Trailer for two", "child", 449, 0),
          new Product("c-42", "First balance bike", "child", 89, 0));
  private static final List<String> PROBLEMS =
      List.of("battery", "brake", "display", "hinge", "charger", "noise", "light", "frame");

  /** Claims in time come at least so long before the end. */
  private static final int IN_TIME = 6;

  private Shop() {}

  private record Product(String id, String name, String category, int price, int days) {}

  /** The end of a warranty bought before the history begins; empty where there is none. */
  static String before(Draft draft) {
    Chance chance = draft.chance;
    if (!chance.happens(draft.person.life().customs().orders() * 0.35)) {
      return "";
    }
    Product product = chance.pick(WITH_WARRANTY);
    int end = draft.span.first() + chance.between(-20, 400);
    warranty(draft, product, end);
    return LocalDate.ofEpochDay(end).toString();
  }

  static void draft(Draft draft) {
    Chance chance = draft.chance;
    int orders = chance.count(draft.person.life().customs().orders() * 0.8 * draft.years());
    int day = draft.start + chance.between(3, 25);
    boolean mayHaveWarranty = !draft.person.existing() || draft.person.life().is(Mark.BUYING);
    for (int i = 0; i < orders; i++) {
      day = Math.max(day + 2, draft.day(i / (orders + 1.0), (i + 1.5) / (orders + 1)));
      if (day > Math.min(draft.span.last(), draft.leaves)) {
        return;
      }
      boolean warranted = mayHaveWarranty && draft.warrantyEnds == 0 && chance.happens(0.6);
      Product product = chance.pick(warranted ? WITH_WARRANTY : OTHERS);
      long at = order(draft, product, day).at();
      if (warranted) {
        int end = day + product.days();
        String date = LocalDate.ofEpochDay(end).toString();
        draft.acts.identify(at + 2_000, Sender.BACKEND, Data.of("warrantyEnds", date));
        warranty(draft, product, end);
      }
    }
  }

  /** Some first order as guests; when they sign in, the shop says that it was them. */
  static void guest(Draft draft) {
    Chance chance = draft.chance;
    if (!draft.person.existing() || !chance.happens(0.02)) {
      return;
    }
    int day = draft.day(0.02, 0.9);
    long at = draft.at(day, 9, 22);
    Acts order = new Acts();
    order(order, chance.pick(OTHERS), at, chance);
    for (Act act : order.all()) {
      Name as = act.sender() == Sender.WEB ? Name.NOBODY : Name.GUEST;
      draft.acts.add(act.at(), act.sender(), act.device(), as, act.content());
    }
    long later = at + chance.between(1, 500) * Almanac.HOUR;
    Content same = new Content.Alias(draft.person.guestId());
    draft.acts.add(later, Sender.BACKEND, Device.NONE, Name.CUSTOMER, same);
    draft.guest = true;
  }

  /** Somebody orders for a child: nobody stated a child, but here is one. */
  static void childOrder(Draft draft, int day) {
    Rides.Told ordered = order(draft, draft.chance.pick(CHILD), day);
    draft.planted(Plant.FIRST_CHILD_ORDER, ordered.at(), "", ordered.order());
  }

  /** The same, outside of a plan. */
  static void childOrder(Acts acts, long at, Chance chance) {
    order(acts, chance.pick(CHILD), at, chance);
  }

  private static Rides.Told order(Draft draft, Product product, int day) {
    Chance chance = draft.chance;
    long at = draft.at(day, 8, 23);
    int order = order(draft.acts, product, at, chance);
    boolean loves = draft.person.life().is(Mark.LOVING);
    if (chance.happens(loves ? 0.6 : 0.16)) {
      long later = at + chance.between(3, 25) * Almanac.DAY;
      review(draft, product, later, loves || chance.happens(0.75));
    }
    return new Rides.Told(at, order);
  }

  private static int order(Acts acts, Product product, long at, Chance chance) {
    int quantity = product.price() < 60 && chance.happens(0.2) ? 2 : 1;
    Data line =
        new Data.Builder()
            .put("product_id", product.id())
            .put("name", product.name())
            .put("category", product.category())
            .put("price", product.price())
            .put("quantity", quantity)
            .build();
    Data properties =
        new Data.Builder()
            .put("order_id", Rides.id("o", chance))
            .put("total", product.price() * quantity)
            .put("currency", "EUR")
            .put("category", product.category())
            .put("products", List.of(line))
            .build();
    acts.track(at - 150_000, Sender.WEB, "Product Viewed", "product_id", product.id());
    return acts.track(at, Sender.BACKEND, "Order Completed", properties);
  }

  private static void review(Draft draft, Product product, long at, boolean content) {
    String theme = content ? "product-good" : "product-bad";
    Words.Saying saying = Words.say(theme, draft.hand, draft.chance);
    Data review =
        new Data.Builder()
            .put("product_id", product.id())
            .put("product", product.name())
            .put("rating", saying.rating())
            .put("review_body", saying.text())
            .build();
    draft.said(at, draft.acts.track(at, Sender.WEB, "Product Reviewed", review), saying);
  }

  private static void warranty(Draft draft, Product product, int end) {
    Chance chance = draft.chance;
    draft.warrantyEnds = end;
    draft.warranted = product.name();
    double fate = chance.share();
    if (fate < 0.1) {
      claim(draft, product.name(), draft.at(end - chance.between(IN_TIME, 60), 9, 19));
    } else if (fate < 0.2) {
      long at = draft.at(end + chance.between(1, 2), 9, 19);
      int order = claim(draft, product.name(), at);
      draft.planted(Plant.LATE_CLAIM, at, product.name(), order);
      if (chance.happens(0.5)) {
        draft.say(at + chance.between(1, 30) * Almanac.HOUR, "warranty-late", "mail");
      }
    }
  }

  private static int claim(Draft draft, String product, long at) {
    draft.warrantyClaimed = true;
    return claim(draft.acts, at, product, draft.chance);
  }

  static int claim(Acts acts, long at, String product, Chance chance) {
    String problem = chance.pick(PROBLEMS);
    String claim = Rides.id("w", chance);
    Data properties = Data.of("claimId", claim, "product", product, "problem", problem);
    return acts.track(at, Sender.BACKEND, "Warranty Claimed", properties);
  }
}
