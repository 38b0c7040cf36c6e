package dev.attune.simulator;

import dev.attune.customer.Data;
import dev.attune.simulator.Rides.Trip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What goes wrong, and how often people have to say so. */
final class Troubles {
  /** Contacts about one problem within this time belong together. */
  static final long TOGETHER = 14 * Almanac.DAY;

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
    double odds = life == Life.LET_DOWN ? 0.6 : life == Life.TOURIST ? 0 : 0.05;
    if (chance.happens(odds * Math.min(1, draft.years()))) {
      int day = active(draft);
      repeated(draft, day, topic(life, chance), chance.happens(0.6) ? 3 : 2);
    }
    thirds(draft);
  }

  /** A disappointment: very late, or left standing; then they say so, here or there. */
  static void letDown(Draft draft, int day) {
    Chance chance = draft.chance;
    long at = draft.at(day, 7, 20);
    Phase phase = draft.phase(day);
    boolean late = chance.happens(0.65);
    if (late) {
      at = draft.rides.ride(draft.acts, phase, new Trip(at, chance.between(18, 48), true), chance);
    } else {
      draft.rides.cancelled(draft.acts, phase, at, chance);
      draft.rides.cancelled(draft.acts, phase, at + 20 * Almanac.MINUTE, chance);
      at += 40 * Almanac.MINUTE;
    }
    draft.happened("let-down", at);
    if (chance.happens(0.4)) {
      contact(
          draft,
          at + chance.between(5, 300) * Almanac.MINUTE,
          late ? "late driver" : "driver never came");
    }
    if (chance.happens(0.45)) {
      long said = at + chance.between(2, 400) * Almanac.MINUTE;
      draft.say(said, late ? "late-driver" : "cancelled", Words.channel(chance));
    }
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
    contact(draft.acts, draft.person, at, topic, draft.chance);
    draft.contacts.add(new Contact(at, topic));
  }

  static void contact(Acts acts, Person person, long at, String topic, Chance chance) {
    boolean calls = person.life() == Life.SENIOR || chance.happens(0.4);
    String ticket = Rides.id("t", chance);
    String channel = calls ? "phone" : chance.pick(CHANNELS);
    Data contacted = Data.of("ticketId", ticket, "topic", topic, "channel", channel);
    acts.track(at, Sender.CARE, "Support Contacted", contacted);
    if (chance.happens(0.6)) {
      long answered = at + chance.between(1, 70) * Almanac.HOUR;
      Data properties = Data.of("ticketId", ticket, "topic", topic);
      acts.track(answered, Sender.CARE, "Support Answered", properties);
    }
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
      long together =
          sorted.subList(0, i + 1).stream()
              .filter(other -> other.topic().equals(third.topic()))
              .filter(other -> third.at() - other.at() < TOGETHER)
              .count();
      if (together == 3) {
        draft.planted("third-contact", third.at(), third.topic());
      }
    }
  }

  static String topic(Life life, Chance chance) {
    if (life == Life.SENIOR && chance.happens(0.35)) {
      return "step-free car";
    }
    return chance.pick(TOPICS);
  }

  private static int active(Draft draft) {
    int last = (int) Math.min(draft.span.last(), draft.leaves + 3L);
    return draft.start + (int) ((last - draft.start) * draft.chance.between(0.02, 1.0));
  }

  /** They turned to us. */
  record Contact(long at, String topic) {}
}
