package dev.attune.simulator;

import dev.attune.simulator.Life.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * Who a customer is, apart from what happens to them.
 *
 * @param index from 0
 * @param shares whether they share a device with somebody at home
 * @param joined the day on which they sign up
 * @param existing whether that was before the history begins
 */
record Person(
    long seed, int index, boolean shares, City city, Life life, int joined, boolean existing) {
  private static final long WHO = 0xA11CE;
  private static final long IDS = 0x1D5;
  private static final double EXISTING = 0.68;
  private static final double SHARED_DEVICES = 0.06;

  /** The prime makes neighbours' ids look unrelated, and keeps them apart up to nine millions. */
  private static final long IDS_PRIME = 8_999_993;

  static Person of(long seed, int index, int first, int last) {
    Chance chance = Chance.of(seed ^ WHO, index, 0);
    double place = chance.share();
    Life life = Lives.at(chance.share());
    boolean existing = !life.is(Mark.NEW) && chance.happens(EXISTING);
    int joined =
        existing
            ? first - chance.between(20, 900)
            : first + (int) (chance.share() * (last - first + 1));
    Chance home = Chance.of(seed ^ WHO, index / 2, 1);
    boolean shares = shares(life, lifeOf(seed, index ^ 1), home);
    City city = City.at(shares ? home.share() : place);
    return new Person(seed, index, shares, city, life, joined, existing);
  }

  private static Life lifeOf(long seed, int index) {
    Chance chance = Chance.of(seed ^ WHO, index, 0);
    chance.share();
    return Lives.at(chance.share());
  }

  /** Whoever has the neighbouring number may be who they live with. */
  private static boolean shares(Life one, Life other, Chance home) {
    boolean happens = home.happens(SHARED_DEVICES);
    boolean passing = one.is(Mark.PASSING) || other.is(Mark.PASSING);
    return !passing && (happens || one.is(Mark.SHARING) || other.is(Mark.SHARING));
  }

  /** How they write. */
  Hand hand(String language) {
    return Hand.of(seed, index, life.is(Mark.OLD), language);
  }

  /** The same person, signing up on a day. */
  Person joining(int day) {
    return new Person(seed, index, shares, city, life, day, false);
  }

  /** What Meridian calls them. */
  String userId() {
    return "mm-" + (1_000_000 + Math.floorMod(index * 7_654_321L + seed, IDS_PRIME));
  }

  /** What the shop calls them where they order without signing in. */
  String guestId() {
    return "shop-" + (100_000 + index);
  }

  /** The anonymous id of their own browser. */
  String browser() {
    return uuid(index, 1);
  }

  /** The anonymous id of their phone. */
  String phone() {
    return uuid(index, 2);
  }

  /** The anonymous id of the device at home; whoever has the neighbouring number uses it, too. */
  String household() {
    return uuid(index / 2, 3);
  }

  List<String> anonymousIds() {
    List<String> ids = new ArrayList<>(List.of(browser(), phone()));
    if (shares) {
      ids.add(household());
    }
    return ids;
  }

  private String uuid(int whose, int device) {
    return JsonText.uuid(
        Chance.mix(seed ^ IDS, whose, device), Chance.mix(seed ^ IDS, whose, ~device));
  }
}
