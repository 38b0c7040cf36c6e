package dev.attune.simulator;

import dev.attune.customer.Data;
import java.util.List;

/** Tells of rides, as the app and the backend do. */
final class Rides {
  private static final List<String> EXCUSES =
      List.of("traffic", "vehicle problem", "driver unavailable", "wrong pick-up point");

  private final Almanac almanac;

  Rides(Almanac almanac) {
    this.almanac = almanac;
  }

  /**
   * A ride as it usually goes: a little late now and then, more so in rain, seldom very late;
   * sometimes the driver cancels and they ask again.
   */
  void usual(Acts acts, Phase phase, long at, boolean toWork, Chance chance) {
    int day = (int) Math.floorDiv(at, Almanac.DAY);
    double lateness = almanac.weather(phase.home().city(), day).lateness();
    int late = (int) chance.exponential(1.5 * lateness);
    if (chance.happens(0.006)) {
      late = 14 + (int) chance.exponential(8);
    }
    if (chance.happens(0.12)) {
      acts.track(at - chance.between(20, 200) * 1000L, Sender.APP, "App Opened", "from", "icon");
    }
    if (chance.happens(0.01)) {
      cancelled(acts, phase, at, chance);
    }
    ride(acts, phase, new Trip(at, Math.min(late, 55), toWork), chance);
  }

  /** A ride of which it is known how it goes; tells of its end. */
  Told ride(Acts acts, Phase phase, Trip trip, Chance chance) {
    Way way = way(phase, trip.toWork(), chance);
    requested(acts, phase, trip.at(), way);
    int minutes = 4 + trip.late() + way.minutes();
    long over = trip.at() + minutes * Almanac.MINUTE + chance.below(60_000);
    int order = completed(acts, phase, over, trip, way);
    if (chance.happens(0.06)) {
      int stars = trip.late() > 12 ? chance.between(1, 3) : chance.happens(0.8) ? 5 : 4;
      long rated = over + chance.between(1, 40) * Almanac.MINUTE;
      acts.track(rated, Sender.APP, "Ride Rated", "rideId", way.id(), "stars", stars);
    }
    return new Told(over, order);
  }

  /** They ask for a ride, and the driver does not come; tells of that. */
  Told cancelled(Acts acts, Phase phase, long at, Chance chance) {
    Way way = way(phase, true, chance);
    long asked = at - chance.between(9, 16) * Almanac.MINUTE;
    requested(acts, phase, asked, way);
    Data properties =
        new Data.Builder()
            .put("rideId", way.id())
            .put("city", phase.home().city().title())
            .put("by", "driver")
            .put("reason", chance.pick(EXCUSES))
            .build();
    long gone = asked + chance.between(3, 8) * Almanac.MINUTE;
    return new Told(gone, acts.track(gone, Sender.BACKEND, "Ride Cancelled", properties));
  }

  private static void requested(Acts acts, Phase phase, long at, Way way) {
    Data properties =
        new Data.Builder()
            .put("rideId", way.id())
            .put("city", phase.home().city().title())
            .put("from", way.from())
            .put("to", way.to())
            .put("seat", way.seat())
            .build();
    acts.track(at, Sender.APP, "Ride Requested", properties);
  }

  private int completed(Acts acts, Phase phase, long over, Trip trip, Way way) {
    City city = phase.home().city();
    int day = (int) Math.floorDiv(trip.at(), Almanac.DAY);
    Data properties =
        new Data.Builder()
            .put("rideId", way.id())
            .put("city", city.title())
            .put("fare", Math.round(190 + 105 * way.km() + 18 * way.minutes()) / 100.0)
            .put("currency", "EUR")
            .put("km", way.km())
            .put("minutes", way.minutes())
            .put("minutesLate", trip.late())
            .put("seat", way.seat())
            .put("weather", almanac.weather(city, day).word())
            .build();
    return acts.track(over, Sender.BACKEND, "Ride Completed", properties);
  }

  private static Way way(Phase phase, boolean toWork, Chance chance) {
    boolean child = chance.happens(phase.manner().child());
    String from = area(phase, 0);
    String to = area(phase, toWork ? 1 : chance.between(2, 5));
    double usual = phase.manner().km() * chance.between(0.55, 1.5) * (child ? 0.6 : 1);
    double km = Math.round(Math.max(0.8, usual) * 10) / 10.0;
    int minutes = 3 + (int) (km * chance.between(2.2, 3.4));
    String seat = child ? "child" : phase.manner().seat();
    return new Way(id("r", chance), from, to, seat, km, minutes);
  }

  static String id(String prefix, Chance chance) {
    return prefix + Long.toString(chance.next() >>> 14, Character.MAX_RADIX);
  }

  private static String area(Phase phase, int which) {
    List<String> areas = phase.home().city().areas();
    return areas.get(Math.floorMod(phase.home().address() + which, areas.size()));
  }

  /** Where a ride goes, and in which seat. */
  private record Way(String id, String from, String to, String seat, double km, int minutes) {}

  /** When something was over, and the order of the act that says so. */
  record Told(long at, int order) {}

  /**
   * One ride.
   *
   * @param at when they ask for it
   * @param late minutes that the driver is late
   */
  record Trip(long at, int late, boolean toWork) {}
}
