package dev.attune.simulator;

import dev.attune.simulator.Act.Device;
import dev.attune.simulator.Act.Name;
import java.util.List;

/** What a customer does on a day because they always do. A pure function of seed, plan and day. */
final class Habits {
  /** Share of outings from which they also ride home. */
  static final double RETURN = 0.4;

  private static final long HABITS = 0xDA115;
  private static final double ATTENDANCE = 0.84;
  private static final List<String[]> PAGES =
      List.of(
          new String[] {"Prices", "/prices"},
          new String[] {"Passes", "/passes"},
          new String[] {"Shop", "/shop"},
          new String[] {"Map", "/map"},
          new String[] {"Help", "/help"},
          new String[] {"My rides", "/account/rides"});
  private static final List<String> SCREENS = List.of("Home", "Map", "My pass", "Ride history");

  private final long seed;
  private final Almanac almanac;
  private final Rides rides;

  Habits(long seed, Almanac almanac) {
    this.seed = seed;
    this.almanac = almanac;
    rides = new Rides(almanac);
  }

  /** Adds the acts of a day, in no order; the last may lie a few hours after its end. */
  void day(Plan plan, int day, Acts acts) {
    Phase phase = plan.phase(day);
    if (phase.isSilent()) {
      return;
    }
    Person person = plan.person();
    Chance chance = Chance.of(seed ^ HABITS, person.index(), day);
    Almanac.Date date = almanac.date(day);
    City city = phase.home().city();
    long start = almanac.start(city, day);
    if (phase.work().on(date.weekday()) && !date.holiday()) {
      work(phase, start, date, acts, chance);
    }
    double weekday =
        date.weekend() ? phase.outings().weekend() * 3.5 : (1 - phase.outings().weekend()) * 1.4;
    double pull = almanac.weather(city, day).pull() * date.bustle();
    if (chance.happens(phase.outings().aWeek() / 7 * weekday * pull)) {
      outing(phase, start, acts, chance);
    }
    if (chance.happens(phase.visits() / 7)) {
      visit(person, start + minute(17 * 60, 300, chance), acts, chance);
    }
  }

  private void work(Phase phase, long start, Almanac.Date date, Acts acts, Chance chance) {
    if (!chance.happens(ATTENDANCE * Math.min(1, date.bustle()))) {
      return;
    }
    long out = start + minute(phase.work().out(), 12, chance);
    rides.usual(acts, phase, out, true, chance);
    if (chance.happens(0.85)) {
      int back = phase.work().back();
      long night = back < phase.work().out() ? Almanac.DAY : 0;
      rides.usual(acts, phase, start + night + minute(back, 25, chance), true, chance);
    }
  }

  private void outing(Phase phase, long start, Acts acts, Chance chance) {
    boolean night = chance.happens(phase.outings().night());
    long at =
        night
            ? start + minute(21 * 60 + 150, 140, chance)
            : start + minute(phase.outings().middle(), 170, chance);
    rides.usual(acts, phase, at, false, chance);
    if (chance.happens(RETURN)) {
      rides.usual(acts, phase, at + minute(120, 70, chance), false, chance);
    }
  }

  void visit(Person person, long begins, Acts acts, Chance chance) {
    long at = begins;
    if (chance.happens(0.45)) {
      acts.track(at, Sender.APP, "App Opened", "from", chance.happens(0.3) ? "notice" : "icon");
      if (chance.happens(0.6)) {
        acts.screen(at + chance.between(2, 30) * 1000L, Name.CUSTOMER, chance.pick(SCREENS));
      }
      return;
    }
    boolean shared = person.shares() && chance.happens(0.5);
    Name as = chance.happens(0.7) ? Name.CUSTOMER : Name.NOBODY;
    for (int pages = chance.between(1, 2); pages > 0; pages--) {
      String[] page = chance.pick(PAGES);
      Device device = shared ? Device.HOUSEHOLD : Device.BROWSER;
      acts.page(at, device, as, page[0], page[1]);
      at += chance.between(10, 120) * 1000L;
    }
  }

  private static long minute(int middle, int spread, Chance chance) {
    double off = (chance.share() + chance.share() - 1) * spread;
    return (long) ((middle + off) * Almanac.MINUTE);
  }
}
