package dev.attune.simulator;

/**
 * A time in a life with settled habits; the next phase ends it.
 *
 * @param from the day on which it begins
 * @param visits how often a week they look at the site or the app without riding
 */
record Phase(int from, Home home, Work work, Outings outings, Manner manner, double visits) {
  /**
   * Where they live.
   *
   * @param address tells one address from another within the city
   */
  record Home(City city, int address) {}

  /**
   * Days and hours of regular rides there and back.
   *
   * @param days bit 0 for Monday to bit 6 for Sunday
   * @param out minute of the day
   * @param back minute of the day, after midnight if it is earlier than {@code out}
   */
  record Work(int days, int out, int back) {
    static final Work NONE = new Work(0, 0, 0);

    boolean on(int weekday) {
      return ((days >> (weekday - 1)) & 1) == 1;
    }
  }

  /**
   * Rides for all other reasons.
   *
   * @param aWeek how often they go out
   * @param middle the minute of the day around which they do
   * @param night share of outings between nine in the evening and two
   * @param weekend share of outings on Saturday and Sunday
   */
  record Outings(double aWeek, int middle, double night, double weekend) {
    static final Outings NONE = new Outings(0, 0, 0, 0);

    Outings times(double factor) {
      return new Outings(aWeek * factor, middle, night, weekend);
    }
  }

  /**
   * How they ride.
   *
   * @param child share of rides with a child seat
   * @param seat what they ask for otherwise
   * @param km how far on average
   */
  record Manner(double child, String seat, double km) {}

  Phase from(int day) {
    return new Phase(day, home, work, outings, manner, visits);
  }

  Phase living(Home at) {
    return new Phase(from, at, work, outings, manner, visits);
  }

  Phase working(Work as) {
    return new Phase(from, home, as, outings, manner, visits);
  }

  Phase going(Outings so) {
    return new Phase(from, home, work, so, manner, visits);
  }

  Phase visiting(double aWeek) {
    return new Phase(from, home, work, outings, manner, aWeek);
  }

  Phase riding(Manner so) {
    return new Phase(from, home, work, outings, so, visits);
  }

  /** Nothing is heard of them. */
  Phase silent() {
    return new Phase(from, home, Work.NONE, Outings.NONE, manner, 0);
  }

  /** The same habits, so much as often; below a half they also stop riding to work. */
  Phase times(double factor) {
    return new Phase(
        from,
        home,
        factor < 0.5 ? Work.NONE : work,
        outings.times(factor),
        manner,
        visits * factor);
  }

  boolean isSilent() {
    return work.days() == 0 && outings.aWeek() == 0 && visits == 0;
  }

  /** How many rides a week this comes to. */
  double rides() {
    return Integer.bitCount(work.days()) * 1.7 + outings.aWeek() * (1 + Habits.RETURN);
  }
}
