package dev.attune.simulator;

import java.util.List;

/** What people say of their own accord, or when asked after a ride. */
final class Voices {
  private Voices() {}

  static void draft(Draft draft) {
    Chance chance = draft.chance;
    Life life = draft.person.life();
    int sayings = chance.count(talkative(life) * draft.years());
    for (int i = 0; i < sayings; i++) {
      int last = (int) Math.min(draft.span.last(), draft.leaves + 2L);
      int day = draft.start + (int) ((last - draft.start) * chance.between(0.03, 1.0));
      String theme = chance.pick(themes(life));
      long at = draft.at(day, 8, 23);
      int rating = draft.say(at, theme, Words.channel(chance));
      if (rating == 5 && life == Life.BRAND_LOVER) {
        draft.planted("praised-us", at, "");
      }
    }
    int friends = life == Life.BRAND_LOVER ? chance.count(1.2) : chance.happens(0.03) ? 1 : 0;
    for (int i = 0; i < friends; i++) {
      long at = draft.at(draft.day(0.1, 0.95), 9, 22);
      draft.acts.track(at, Sender.APP, "Friend Invited", "by", "link");
      if (chance.happens(0.5)) {
        long later = at + chance.between(2, 90) * Almanac.HOUR;
        draft.acts.track(later, Sender.BACKEND, "Friend Joined", "code", Rides.id("f", chance));
        draft.planted("friend-joined", later, "");
      }
    }
  }

  /** They say something outside of a plan. */
  static void say(Acts acts, Person person, long at, String theme, Chance chance) {
    Words.Saying saying = Words.say(theme, chance);
    String channel = person.life() == Life.SENIOR ? "letter" : Words.channel(chance);
    acts.say(at, saying.text(), saying.rating(), channel, null);
  }

  private static double talkative(Life life) {
    return switch (life) {
      case BRAND_LOVER -> 2.5;
      case PATIENT, CARER, BUSINESS_TRAVELLER, SWITCHER -> 0.7;
      case INJURED, WINTER_RIDER -> 0.4;
      case LET_DOWN -> 0.6;
      case COMMUTER, WEEKEND_RIDER, SENIOR, JOB_LOSER, NIGHT_WORKER -> 0.5;
      case PARENT, NEW_PARENT, STUDENT, MOVER, SHOPPER -> 0.4;
      case OCCASIONAL, TOURIST -> 0.2;
    };
  }

  private static List<String> themes(Life life) {
    return switch (life) {
      case BRAND_LOVER -> List.of("love", "driver-kind", "love", "on-time", "wish");
      case LET_DOWN -> List.of("late-driver", "price", "app-trouble", "unheard");
      case COMMUTER, JOB_LOSER ->
          List.of("on-time", "late-driver", "price", "driver-kind", "app-trouble", "wish", "plain");
      case NIGHT_WORKER -> List.of("night-safety", "on-time", "driver-kind", "late-driver");
      case SENIOR -> List.of("driver-kind", "accessibility", "app-trouble", "on-time");
      case PARENT -> List.of("child-seat", "driver-kind", "on-time", "wish");
      case NEW_PARENT, MOVER, OCCASIONAL ->
          List.of("on-time", "price", "driver-kind", "plain", "late-driver", "wish");
      case STUDENT -> List.of("price", "app-trouble", "night-safety", "plain", "driver-kind");
      case TOURIST -> List.of("visit", "driver-kind", "price", "plain");
      case WEEKEND_RIDER -> List.of("night-safety", "driver-kind", "price", "on-time", "love");
      case SHOPPER -> List.of("shop-good", "shop-slow", "plain");
      case PATIENT -> List.of("driver-kind", "on-time", "price", "accessibility");
      case CARER -> List.of("caring", "driver-kind", "accessibility", "wish");
      case BUSINESS_TRAVELLER -> List.of("receipts", "on-time", "receipts", "late-driver");
      case INJURED -> List.of("driver-kind", "price", "plain", "wish");
      case WINTER_RIDER -> List.of("winter", "price", "on-time", "winter", "wish");
      case SWITCHER -> List.of("on-time", "price", "driver-kind", "app-trouble", "love");
    };
  }
}
