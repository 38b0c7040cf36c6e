package dev.attune.simulator;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.simulator.Act.Device;
import dev.attune.simulator.Act.Name;
import dev.attune.simulator.Life.Mark;
import dev.attune.simulator.Rides.Trip;
import java.time.Instant;
import java.util.List;

/**
 * How people become customers: first a device that looks around, then a name; most ride within
 * days, some are stuck at the start.
 */
final class Newcomers {
  private static final double STUCK = 0.14;
  private static final double ALIASED = 0.06;

  private Newcomers() {}

  static void draft(Draft draft) {
    boolean tourist = isTourist(draft);
    long at = draft.at(draft.person.joined(), tourist ? 9 : 7, tourist ? 15 : 23);
    int signUp = signsUp(draft, at);
    boolean mayBeStuck = !tourist && !draft.person.life().is(Mark.LET_DOWN);
    if (mayBeStuck && draft.chance.happens(STUCK)) {
      stuck(draft, at, signUp);
    } else {
      firstRide(draft, at);
    }
  }

  /** Signs up at an instant, and rides soon after, or not. */
  static void arrives(Draft draft, long at) {
    draft.acts.all().clear();
    signsUp(draft, at);
    draft.acts.all().removeIf(act -> act.at() < at - 5 * Almanac.MINUTE);
    if (draft.chance.happens(0.7)) {
      Trip trip = new Trip(at + draft.chance.between(8, 30) * Almanac.MINUTE, 2, false);
      draft.rides.ride(draft.acts, draft.phases.getFirst(), trip, draft.chance);
    }
  }

  private static boolean isTourist(Draft draft) {
    return draft.person.life().is(Mark.PASSING);
  }

  private static int signsUp(Draft draft, long at) {
    boolean app = isTourist(draft) || draft.chance.happens(0.55);
    looksAround(draft, at, app);
    return signsUp(draft, at, app);
  }

  private static void looksAround(Draft draft, long signUp, boolean app) {
    Chance chance = draft.chance;
    int visits = chance.between(1, 3);
    for (int i = 0; i < visits; i++) {
      double daysBefore = chance.between(0.002, 5) * i;
      long at = signUp - 240_000 - (long) (daysBefore * Almanac.DAY);
      if (app) {
        draft.acts.screen(at, Name.NOBODY, i == 0 ? "Welcome" : "Map");
      } else {
        draft.acts.page(at, Device.BROWSER, Name.NOBODY, "Meridian: there in time", "/");
        draft.acts.page(
            at + chance.between(20, 200) * 1000L, Device.BROWSER, Name.NOBODY, "Prices", "/prices");
      }
    }
  }

  private static int signsUp(Draft draft, long at, boolean app) {
    Profile profile = draft.profile;
    Sender sender = app ? Sender.APP : Sender.WEB;
    Data said = Data.of("name", profile.name(), "email", profile.email());
    draft.acts.identify(at, sender, said);
    String found = draft.chance.pick(List.of("friend", "search", "poster", "work", "app store"));
    int signUp =
        draft.acts.track(at + 800, sender, "Signed Up", "method", "email", "foundBy", found);
    Data.Builder traits = profile.traits(draft.person.city(), draft.plan);
    traits.put("createdAt", Instant.ofEpochMilli(at).toString());
    draft.acts.identify(at + 2_000, Sender.BACKEND, traits.build());
    if (app && draft.chance.happens(ALIASED)) {
      Content alias = new Content.Alias(draft.person.phone());
      draft.acts.add(at + 1_500, Sender.BACKEND, Device.NONE, Name.CUSTOMER, alias);
    }
    return signUp;
  }

  private static void stuck(Draft draft, long at, int signUp) {
    Chance chance = draft.chance;
    draft.happened("stuck-at-start", at);
    draft.planted(Plant.STUCK_AT_START, at + 800 + 7 * Almanac.DAY, "", signUp);
    int later = draft.start + chance.between(9, 45);
    Phase usual = draft.phase(later).from(later);
    List<Phase> rest = draft.phases.stream().filter(phase -> phase.from() > later).toList();
    Phase waiting = draft.phases.getFirst().silent().visiting(0.3);
    draft.phases.clear();
    draft.phases.add(waiting);
    if (!chance.happens(0.45)) {
      draft.phases.add(usual);
      draft.phases.addAll(rest);
    }
    if (chance.happens(0.35)) {
      draft.say(at + chance.between(1, 6) * Almanac.DAY, "stuck", "survey");
    }
  }

  private static void firstRide(Draft draft, long signUp) {
    Chance chance = draft.chance;
    int days = isTourist(draft) || chance.happens(0.3) ? 0 : chance.between(1, 4);
    long at =
        days == 0
            ? signUp + chance.between(12, 90) * Almanac.MINUTE
            : draft.at(draft.person.joined() + days, 8, 22);
    Trip trip = new Trip(at, chance.between(0, 4), false);
    draft.rides.ride(draft.acts, draft.phases.getFirst(), trip, chance);
  }
}
