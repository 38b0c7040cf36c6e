package dev.attune.simulator;

import dev.attune.simulator.Phase.Home;
import dev.attune.simulator.Phase.Manner;
import dev.attune.simulator.Phase.Outings;
import dev.attune.simulator.Phase.Work;

/** Draws a person's own habits from those of a life. */
final class Usual {
  static final int NOON = 12 * 60;

  private Usual() {}

  /**
   * Rides about so often a week, around a minute of the day; without regular rides to work.
   *
   * @param night share of outings at night
   * @param weekend share of outings on Saturday and Sunday
   */
  static Phase rides(Draft draft, double aWeek, int middle, double night, double weekend) {
    Chance chance = draft.chance;
    Home home = new Home(draft.person.city(), chance.below(1000));
    Manner manner = new Manner(0, "standard", chance.between(3.5, 9));
    double often = aWeek * chance.between(0.42, 0.85);
    int from = draft.person.existing() ? draft.start : draft.start + 1;
    return new Phase(
        from, home, Work.NONE, new Outings(often, middle, night, weekend), manner, 0.1);
  }

  /** Rides to work on so many days from Monday to Friday. */
  static Work work(Chance chance, int days) {
    int mask = 0;
    for (int left = days; left > 0; ) {
      int bit = 1 << chance.below(5);
      if ((mask & bit) == 0) {
        mask |= bit;
        left--;
      }
    }
    int out = 400 + chance.below(150);
    return new Work(mask, out, out + 470 + chance.below(120));
  }

  static Outings outings(double aWeek, int middle, double night, double weekend) {
    return new Outings(aWeek, middle, night, weekend);
  }

  static Manner seat(String seat, double km) {
    return new Manner(0, seat, km);
  }
}
