package dev.attune.simulator;

import static dev.attune.simulator.Life.customs;
import static dev.attune.simulator.Usual.NOON;

import dev.attune.simulator.Life.Mark;
import dev.attune.simulator.Why.Force;
import dev.attune.simulator.Why.Motive;
import dev.attune.simulator.Why.Stage;
import java.util.ArrayList;
import java.util.List;

/** Lives of buyers. */
final class MarketLives {
  /** New things to try, in the order of their coming. */
  private static final List<String> NEW_THINGS =
      List.of("night shuttle", "seat scooter", "shared ride", "live map", "ride for a friend");

  /** Buys in the shop, and hardly rides. */
  static final Life SHOPPER =
      Life.of(
              "shopper",
              0.03,
              Why.of(Stage.STAY, Motive.JOY, Force.PULL),
              customs(0.01, 2.6, 0.6, "shop-good", "shop-slow", "plain", "warranty"),
              draft -> Usual.rides(draft, 0.03, NOON + 60, 0.05, 0.5).visiting(0.5))
          .marked(Mark.BUYING);

  /** Rides when there is an offer. */
  static final Life BARGAIN_HUNTER =
      Life.of(
              "bargain-hunter",
              0.02,
              Why.of(Stage.STAY, Motive.PROGRESS, Force.PULL).since("us:offer"),
              customs(0.01, 0.4, 0.7, "bargain", "price", "bargain", "rival-better"),
              draft -> Usual.rides(draft, 0.1, NOON + 180, 0.2, 0.4).visiting(0.6))
          .then(MarketLives::ridesOnOffers)
          .marked(Mark.TOLD);

  /** Tries everything new first. */
  static final Life EARLY_ADOPTER =
      Life.of(
              "early-adopter",
              0.012,
              Why.of(Stage.STAY, Motive.JOY, Force.PULL),
              customs(0.3, 0.8, 1.2, "trying-new", "app-praise", "wish", "app-trouble"),
              draft -> Usual.rides(draft, 0.9, NOON + 300, 0.3, 0.45).visiting(0.5))
          .then(MarketLives::triesNewThings);

  static final List<Life> ALL = List.of(SHOPPER, BARGAIN_HUNTER, EARLY_ADOPTER);

  private MarketLives() {}

  private static void ridesOnOffers(Draft draft) {
    Phase usual = draft.phases.getFirst();
    int until = usual.from();
    for (int day = usual.from(); day <= draft.span.last(); day++) {
      boolean begins = draft.span.almanac().date(day).isFirstOfOffer();
      if (begins && day >= until && draft.chance.happens(0.8)) {
        long at = draft.at(day, 8, 20);
        draft.acts.track(at, Sender.BACKEND, "Voucher Used", "code", "TENDAYS", "worth", 5);
        draft.begin(usual.from(day).going(usual.outings().times(25)));
        until = day + Almanac.OFFER_DAYS;
        draft.begin(usual.from(until));
      }
    }
  }

  private static void triesNewThings(Draft draft) {
    Chance chance = draft.chance;
    List<Integer> tried = new ArrayList<>();
    int day = draft.day(0.02, 0.3);
    for (String thing : NEW_THINGS) {
      long at = draft.at(day, 8, 22);
      tried.add(draft.acts.track(at, Sender.APP, "Feature Tried", "feature", thing));
      if (tried.size() == 3) {
        draft.planted(Plant.TRIED_IT_FIRST, at, "", List.copyOf(tried));
      }
      draft.maybeSay(0.3, at + chance.between(1, 40) * Almanac.HOUR, "trying-new");
      day += chance.between(12, 70);
    }
  }
}
