package dev.attune.simulator;

import dev.attune.simulator.Life.Mark;

/** What people say of their own accord, or when asked after a ride; and whom they bring along. */
final class Voices {
  private Voices() {}

  static void draft(Draft draft) {
    Chance chance = draft.chance;
    Life life = draft.person.life();
    int sayings = chance.count(life.customs().talks() * draft.years());
    for (int i = 0; i < sayings; i++) {
      int last = (int) Math.min(draft.span.last(), draft.leaves + 2L);
      int day = draft.start + (int) ((last - draft.start) * chance.between(0.03, 1.0));
      String theme = chance.pick(life.customs().themes());
      draft.say(draft.at(day, 8, 23), theme, channel(life, chance));
    }
    boolean loves = life.is(Mark.LOVING);
    int friends = loves ? chance.count(1.2) : chance.happens(0.03) ? 1 : 0;
    for (int i = 0; i < friends; i++) {
      friend(draft, draft.at(draft.day(0.1, 0.95), 9, 22));
    }
  }

  /** They say something outside of a plan. */
  static void say(Acts acts, Person person, long at, String theme, Chance chance) {
    Words.Saying saying = Words.say(theme, person.hand(person.city().language()), chance);
    String channel = channel(person.life(), chance);
    acts.say(at, saying.text(), saying.rating(), channel, null);
  }

  private static void friend(Draft draft, long at) {
    Chance chance = draft.chance;
    draft.acts.track(at, Sender.APP, "Friend Invited", "by", "link");
    if (chance.happens(0.5)) {
      long later = at + chance.between(2, 90) * Almanac.HOUR;
      String code = Rides.id("f", chance);
      int joined = draft.acts.track(later, Sender.BACKEND, "Friend Joined", "code", code);
      draft.planted(Plant.FRIEND_JOINED, later, "", joined);
    }
  }

  private static String channel(Life life, Chance chance) {
    return life.is(Mark.OLD) && chance.happens(0.5) ? "letter" : Words.channel(chance);
  }
}
