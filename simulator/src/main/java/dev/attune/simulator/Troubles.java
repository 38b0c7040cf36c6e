package dev.attune.simulator;

import dev.attune.customer.Data;
import dev.attune.simulator.Life.Mark;
import dev.attune.simulator.Rides.Trip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What goes wrong, and how often people have to say so. */
final class Troubles {
  /** Contacts about one problem within this time belong together. */
  static final long TOGETHER = 14 * Almanac.DAY;

  /** Minutes from which a wait is more than late. */
  private static final int VERY_LATE = 25;

  private static final List<String> CHANNELS = List.of("phone", "chat", "mail", "app");
  private static final List<String> TOPICS =
      List.of(
          "late driver",
          "late driver",
          "charged twice",
          "lost item",
          "app sign-in",
          "refund",
          "pass renewal",
          "repair",
          "driver never came",
          "late driver",
          "lost item");

  private Troubles() {}

  static void draft(Draft draft) {
    Chance chance = draft.chance;
    Life life = draft.person.life();
    int single = chance.count(0.3 * draft.years());
    for (int i = 0; i < single; i++) {
      contact(draft, draft.at(active(draft), 8, 21), topic(life, chance));
    }
    double odds = life.is(Mark.LET_DOWN) ? 0.6 : life.is(Mark.PASSING) ? 0 : 0.05;
    if (chance.happens(odds * Math.min(1, draft.years()))) {
      int day = active(draft);
      repeated(draft, day, topic(life, chance), chance.happens(0.6) ? 3 : 2);
    }
    thirds(draft);
  }

  /**
   * A disappointment: very late, or left standing; then they say so, here or there.
   *
   * @param phase how they ride
   */
  static Rides.Told letDown(Draft draft, Phase phase, int day) {
    Chance chance = draft.chance;
    long at = draft.at(day, 7, 20);
    boolean late = chance.happens(0.65);
    Rides.Told told = late ? veryLate(draft, phase, at) : standing(draft, phase, at);
    draft.happened("let-down", told.at());
    if (chance.happens(0.4)) {
      long asked = told.at() + chance.between(5, 300) * Almanac.MINUTE;
      contact(draft, asked, late ? "late driver" : "driver never came");
    }
    long said = told.at() + chance.between(2, 400) * Almanac.MINUTE;
    draft.maybeSay(0.45, said, late ? "late-driver" : "cancelled");
    return told;
  }

  private static Rides.Told veryLate(Draft draft, Phase phase, long at) {
    int late = draft.chance.between(18, 48);
    Rides.Told told = draft.rides.ride(draft.acts, phase, new Trip(at, late, true), draft.chance);
    if (late >= VERY_LATE) {
      draft.planted(Plant.VERY_LATE, told.at(), "", told.order());
    }
    return told;
  }

  private static Rides.Told standing(Draft draft, Phase phase, long at) {
    Rides.Told first = draft.rides.cancelled(draft.acts, phase, at, draft.chance);
    long again = at + 20 * Almanac.MINUTE;
    Rides.Told second = draft.rides.cancelled(draft.acts, phase, again, draft.chance);
    List<Integer> both = List.of(first.order(), second.order());
    draft.planted(Plant.LEFT_STANDING, second.at(), "", both);
    return second;
  }

  private static void repeated(Draft draft, int day, String topic, int times) {
    Chance chance = draft.chance;
    long at = draft.at(day, 8, 20);
    for (int i = 0; i < times; i++) {
      contact(draft, at, topic);
      at += chance.between(14, 110) * Almanac.HOUR;
    }
    if (chance.happens(0.5)) {
      draft.say(at - 10 * Almanac.HOUR, "unheard", "mail");
    }
  }

  static void contact(Draft draft, long at, String topic) {
    int order = contact(draft.acts, draft.person, at, topic, draft.chance);
    draft.contacts.add(new Contact(at, topic, order));
  }

  /** Somebody turns to us; returns the act's order. */
  static int contact(Acts acts, Person person, long at, String topic, Chance chance) {
    boolean calls = person.life().is(Mark.OLD) || chance.happens(0.4);
    String ticket = Rides.id("t", chance);
    String channel = calls ? "phone" : chance.pick(CHANNELS);
    Data contacted = Data.of("ticketId", ticket, "topic", topic, "channel", channel);
    int order = acts.track(at, Sender.CARE, "Support Contacted", contacted);
    if (chance.happens(0.6)) {
      long answered = at + chance.between(1, 70) * Almanac.HOUR;
      Data properties = Data.of("ticketId", ticket, "topic", topic);
      acts.track(answered, Sender.CARE, "Support Answered", properties);
    }
    return order;
  }

  /** What they turned to us about exactly twice in the last days, if anything. */
  static Optional<String> unsolved(Draft draft) {
    long end = draft.span.to().toEpochMilli();
    for (Contact contact : draft.contacts) {
      long times =
          draft.contacts.stream()
              .filter(other -> other.topic().equals(contact.topic()) && other.at() < end)
              .filter(other -> end - other.at() < TOGETHER - 2 * Almanac.DAY)
              .count();
      if (times == 2) {
        return Optional.of(contact.topic());
      }
    }
    return Optional.empty();
  }

  /** Every third contact about one problem is known, also those that chance has brought about. */
  private static void thirds(Draft draft) {
    List<Contact> sorted = new ArrayList<>(draft.contacts);
    sorted.removeIf(contact -> !draft.span.has(contact.at()));
    sorted.sort(Comparator.comparingLong(Contact::at).thenComparing(Contact::topic));
    for (int i = 2; i < sorted.size(); i++) {
      Contact third = sorted.get(i);
      List<Integer> together =
          sorted.subList(0, i + 1).stream()
              .filter(other -> other.topic().equals(third.topic()))
              .filter(other -> third.at() - other.at() < TOGETHER)
              .map(Contact::order)
              .toList();
      if (together.size() == 3) {
        draft.planted(Plant.THIRD_CONTACT, third.at(), third.topic(), together);
      }
    }
  }

  static String topic(Life life, Chance chance) {
    if (life.is(Mark.OLD) && chance.happens(0.35)) {
      return "step-free car";
    }
    return chance.pick(TOPICS);
  }

  private static int active(Draft draft) {
    int last = (int) Math.min(draft.span.last(), draft.leaves + 3L);
    return draft.start + (int) ((last - draft.start) * draft.chance.between(0.02, 1.0));
  }

  /** They turned to us. */
  record Contact(long at, String topic, int order) {}
}
