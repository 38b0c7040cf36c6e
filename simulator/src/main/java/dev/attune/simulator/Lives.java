package dev.attune.simulator;

import dev.attune.simulator.Phase.Home;
import dev.attune.simulator.Phase.Manner;
import dev.attune.simulator.Phase.Outings;
import dev.attune.simulator.Phase.Work;

/** Drafts the habits of each life, and how they change when life does. */
final class Lives {
  private static final int NOON = 12 * 60;

  private final Draft draft;
  private final Chance chance;

  private Lives(Draft draft) {
    this.draft = draft;
    chance = draft.chance;
  }

  static void draft(Draft draft) {
    Lives lives = new Lives(draft);
    Person person = draft.person;
    switch (person.life()) {
      case COMMUTER -> lives.commuter();
      case NEW_PARENT -> lives.newParent();
      case PARENT -> lives.parent();
      case STUDENT -> lives.student();
      case MOVER -> lives.mover();
      case JOB_LOSER -> lives.jobLoser();
      case BRAND_LOVER -> lives.begin(1.0, NOON + 300, 0.25, 0.4).visiting(0.6).add();
      case LET_DOWN -> lives.letDown();
      case OCCASIONAL -> lives.begin(0.1, NOON + 200, 0.25, 0.4).visiting(0.1).add();
      case TOURIST -> lives.tourist();
      case WEEKEND_RIDER -> lives.begin(0.5, NOON + 240, 0.35, 0.85).visiting(0.2).add();
      case NIGHT_WORKER -> lives.nightWorker();
      case SENIOR -> lives.senior();
      case SHOPPER -> lives.begin(0.03, NOON + 60, 0.05, 0.5).visiting(0.5).add();
      case PATIENT -> lives.patient();
      case CARER -> lives.carer();
      case BUSINESS_TRAVELLER -> lives.businessTraveller();
      case INJURED -> lives.injured();
      case WINTER_RIDER -> lives.winterRider();
      case SWITCHER -> lives.switcher();
    }
    lives.goQuiet();
    lives.fade();
  }

  private void commuter() {
    int days = 1 + chance.below(2) + chance.below(2);
    begin(0.3, NOON + 360, 0.3, 0.5).working(work(days)).visiting(0.15).add();
    if (chance.happens(0.12 * draft.years())) {
      int day = draft.day(0.2, 0.8);
      Phase before = draft.phase(day);
      Home elsewhere = new Home(before.home().city(), before.home().address() + 3);
      draft.begin(before.from(day).working(work(days)).living(elsewhere));
      draft.happened("new-job", draft.at(day, 7, 9));
    }
  }

  private void newParent() {
    boolean office = chance.happens(0.3);
    begin(1.0, NOON + 420, 0.35, 0.55).working(office ? work(1) : Work.NONE).visiting(0.2).add();
    int born = draft.day(0.2, 0.78);
    Phase before = draft.phase(born);
    draft.begin(before.from(born).working(Work.NONE).going(new Outings(0.15, NOON, 0, 0.3)));
    Outings after = new Outings(chance.between(0.7, 1.2), NOON - 40, 0.02, 0.3);
    Manner manner = new Manner(chance.between(0.6, 0.85), "standard", 4.5);
    draft.begin(draft.phase(born).from(born + 21).going(after).riding(manner).visiting(0.4));
    draft.happened("child-born", draft.at(born, 0, 24));
    if (chance.happens(0.55)) {
      draft.say(draft.at(born + chance.between(18, 110), 8, 23), "new-baby", channel());
    }
    if (chance.happens(0.35)) {
      Shop.childOrder(draft, born + chance.between(5, 70));
    }
  }

  private void parent() {
    begin(chance.between(0.6, 1.1), NOON - 20, 0.03, 0.35)
        .working(chance.happens(0.3) ? work(1) : Work.NONE)
        .riding(new Manner(chance.between(0.4, 0.65), "standard", 4.2))
        .visiting(0.2)
        .add();
    if (chance.happens(0.25 * draft.years())) {
      draft.say(draft.at(draft.day(0.05, 0.95), 8, 22), "child-seat", channel());
    }
  }

  private void student() {
    begin(0.5, NOON + 420, 0.45, 0.4).visiting(0.15).add();
    Phase term = draft.phases.getFirst();
    int end = chance.happens(0.12 * draft.years()) ? draft.day(0.4, 0.8) : Integer.MAX_VALUE;
    boolean studying = true;
    for (int day = term.from(); day <= Math.min(end, draft.span.last()); day++) {
      boolean now = studies(draft.span.almanac().date(day));
      if (now != studying) {
        draft.begin(now ? term.from(day) : term.from(day).times(0.25));
        studying = now;
      }
    }
    if (end != Integer.MAX_VALUE) {
      draft.begin(term.from(end).working(work(2)).going(new Outings(0.4, NOON + 400, 0.3, 0.5)));
      draft.happened("graduated", draft.at(end, 9, 17));
    }
  }

  private static boolean studies(Almanac.Date date) {
    int day = date.dayOfYear();
    return day < 41 || (day > 98 && day < 197) || day > 281;
  }

  private void mover() {
    begin(0.7, NOON + 300, 0.25, 0.45).visiting(0.2).add();
    int day = draft.day(0.2, 0.85);
    Phase before = draft.phase(day);
    double kind = chance.share();
    long at = draft.at(day, 8, 18);
    if (kind < 0.4) {
      Home near = new Home(before.home().city(), before.home().address() + 2);
      draft.begin(before.from(day).living(near));
      draft.happened("moved-within-city", at);
    } else if (kind < 0.65) {
      City city = City.ALL.get((City.ALL.indexOf(before.home().city()) + 1 + chance.below(7)) % 8);
      draft.begin(before.from(day).living(new Home(city, before.home().address())));
      draft.happened("moved-to-another-city", at);
      Planner.restate(draft, at + chance.between(1, 5) * Almanac.DAY, city);
    } else {
      draft.leave(day);
      draft.happened("moved-away", at);
      if (chance.happens(0.4)) {
        draft.say(at - chance.between(1, 12) * Almanac.DAY, "moving-away", channel());
      }
    }
  }

  private void jobLoser() {
    begin(0.3, NOON + 360, 0.25, 0.5).working(work(1 + chance.below(2))).visiting(0.2).add();
    int day = draft.day(0.25, 0.8);
    Outings after = new Outings(0.35, NOON, 0.1, 0.3);
    draft.begin(draft.phase(day).from(day).working(Work.NONE).going(after));
    draft.leaves = day;
    draft.happened("job-lost", draft.at(day, 9, 17));
    if (chance.happens(0.35)) {
      draft.say(draft.at(day + chance.between(2, 40), 9, 22), "job-lost", channel());
    }
  }

  private void letDown() {
    begin(1.1, NOON + 330, 0.25, 0.4).visiting(0.2).add();
    int day = draft.day(0.1, 0.35);
    for (int times = chance.between(3, 6); times > 0 && day < draft.span.last(); times--) {
      Troubles.letDown(draft, day);
      draft.begin(draft.phase(day).from(day + 1).times(0.8));
      day += chance.between(8, 40);
    }
    if (day < draft.span.last() && chance.happens(0.6)) {
      draft.say(draft.at(day, 9, 23), "had-enough", channel());
      draft.happened("had-enough", draft.at(day, 8, 9));
      draft.leave(day + 1);
    }
  }

  private void tourist() {
    begin(11, NOON + 180, 0.3, 2 / 7.0).riding(new Manner(0, "standard", 5.5)).add();
    draft.leave(draft.start + chance.between(2, 6));
  }

  private void nightWorker() {
    int first = chance.below(7);
    int second = chance.happens(0.7) ? (first + chance.between(1, 3)) % 7 : first;
    int days = (1 << first) | (1 << second);
    int out = NOON + 540 + chance.below(90);
    begin(0.4, NOON + 240, 0.15, 0.4)
        .working(new Work(days, out, 330 + chance.below(90)))
        .visiting(0.2)
        .add();
  }

  private void senior() {
    String seat = chance.happens(0.4) ? "step-free" : chance.happens(0.3) ? "assisted" : "standard";
    begin(0.4, NOON - 30, 0, 0.15).riding(new Manner(0, seat, 4)).visiting(0.05).add();
    if (chance.happens(0.3 * draft.years())) {
      draft.say(draft.at(draft.day(0.05, 0.95), 9, 17), "accessibility", "letter");
    }
  }

  private void patient() {
    begin(0.2, NOON + 60, 0.05, 0.3).visiting(0.05).add();
    int day = draft.day(0.1, 0.6);
    Phase usual = draft.phase(day);
    int weekday = chance.below(3);
    Work treatment = new Work((1 << weekday) | (1 << (weekday + 2)), 530 + chance.below(90), 800);
    Manner gently = new Manner(0, chance.happens(0.5) ? "assisted" : "standard", 6);
    draft.begin(usual.from(day).working(treatment).riding(gently));
    draft.happened("treatment-began", draft.at(day, 7, 9));
    int over = day + chance.between(56, 120);
    draft.begin(usual.from(over));
    draft.happened("treatment-over", draft.at(over, 12, 16));
    if (chance.happens(0.6)) {
      draft.say(draft.at(chance.between(day + 7, over + 3), 9, 20), "treatment", channel());
    }
  }

  private void carer() {
    begin(0.35, NOON + 240, 0.15, 0.4).visiting(0.1).add();
    int day = draft.day(0.15, 0.7);
    Manner together = new Manner(0, chance.happens(0.6) ? "assisted" : "step-free", 4.5);
    Outings errands = new Outings(chance.between(0.9, 1.5), NOON - 60, 0.01, 0.2);
    draft.begin(draft.phase(day).from(day).going(errands).riding(together));
    draft.happened("care-began", draft.at(day, 8, 18));
    if (chance.happens(0.6)) {
      draft.say(draft.at(day + chance.between(5, 90), 9, 22), "caring", channel());
    }
  }

  private void businessTraveller() {
    Work weeks = new Work(0b1001, 330 + chance.below(60), 1_200 + chance.below(120));
    begin(0.15, NOON + 420, 0.4, 0.2)
        .working(weeks)
        .riding(new Manner(0, "standard", chance.between(10, 18)))
        .visiting(0.1)
        .add();
  }

  private void injured() {
    begin(0.08, NOON + 300, 0.3, 0.5).visiting(0.08).add();
    int day = draft.day(0.15, 0.8);
    Phase usual = draft.phase(day);
    Outings often = new Outings(chance.between(2.5, 4), NOON, 0.08, 0.3);
    draft.begin(usual.from(day).going(often).riding(new Manner(0, "step-free", 4)));
    draft.happened("injured", draft.at(day - 1, 8, 20));
    int healed = day + chance.between(40, 63);
    draft.begin(usual.from(healed));
    draft.happened("healed", draft.at(healed, 9, 12));
    if (chance.happens(0.6)) {
      draft.say(draft.at(chance.between(day, healed), 9, 22), "injury", channel());
    }
  }

  private void winterRider() {
    begin(0.9, NOON + 180, 0.2, 0.35).visiting(0.1).add();
    Phase winter = draft.phases.getFirst();
    boolean riding = true;
    for (int day = winter.from(); day <= draft.span.last(); day++) {
      int date = draft.span.almanac().date(day).dayOfYear();
      boolean cold = date < 85 || date > 300;
      if (cold != riding) {
        draft.begin(cold ? winter.from(day) : winter.from(day).times(0.1));
        riding = cold;
      }
    }
  }

  private void switcher() {
    begin(0.8, NOON + 260, 0.25, 0.4).working(work(chance.below(2))).visiting(0.2).add();
    draft.happened("switched-to-us", draft.at(draft.start, 6, 7));
    if (chance.happens(0.6)) {
      draft.say(draft.at(draft.start + chance.between(5, 35), 9, 22), "switched", "survey");
    }
  }

  /** Some ride a little less every few weeks; nothing happens, and that is what happens. */
  private void fade() {
    Phase usual = draft.phases.getFirst();
    boolean settled = draft.person.existing() && draft.phases.size() == 1;
    int day = draft.day(0.3, 0.75);
    if (!settled || usual.rides() < 0.6 || !chance.happens(0.09 * draft.years())) {
      return;
    }
    draft.happened("rides-less-and-less", draft.at(day, 0, 1));
    for (int step = 1; step <= 4; step++) {
      draft.begin(usual.from(day + 21 * (step - 1)).times(1 - 0.18 * step));
    }
  }

  /** Some of those who ride regularly stop without a word; some of them come back. */
  private void goQuiet() {
    Phase usual = draft.phases.getFirst();
    int from = usual.from() + 170;
    int to = draft.span.last() - 10;
    boolean settled = draft.person.existing() && draft.phases.size() == 1;
    boolean regular = settled && usual.rides() >= 2.4;
    if (!regular || from >= to || !chance.happens(0.3)) {
      return;
    }
    int day = chance.between(from, to);
    long last = draft.at(day, 16, 18);
    draft.begin(usual.from(day).silent());
    long over = draft.rides.ride(draft.acts, usual, new Rides.Trip(last, 1, false), chance);
    draft.leaves = day;
    draft.happened("went-quiet", over);
    draft.planted("gone-quiet", over + 30 * Almanac.DAY, "");
    int back = day + chance.between(38, 90);
    if (chance.happens(0.3) && back < draft.span.last()) {
      draft.begin(usual.from(back + 1));
      long ride =
          draft.rides.ride(
              draft.acts, usual, new Rides.Trip(draft.at(back, 9, 18), 0, false), chance);
      draft.planted("came-back", ride, "");
      draft.leaves = Integer.MAX_VALUE;
    }
  }

  private Work work(int days) {
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

  private String channel() {
    return Words.channel(chance);
  }

  private Beginning begin(double aWeek, int middle, double night, double weekend) {
    Home home = new Home(draft.person.city(), chance.below(1000));
    Manner manner = new Manner(0, "standard", chance.between(3.5, 9));
    double often = aWeek * chance.between(0.65, 1.2);
    int from = draft.person.existing() ? draft.start : draft.start + 1;
    return new Beginning(
        new Phase(from, home, Work.NONE, new Outings(often, middle, night, weekend), manner, 0.1));
  }

  /** The first phase, being described. */
  private final class Beginning {
    private Phase phase;

    private Beginning(Phase phase) {
      this.phase = phase;
    }

    private Beginning working(Work work) {
      phase = phase.working(work);
      return this;
    }

    private Beginning riding(Manner manner) {
      phase = phase.riding(manner);
      return this;
    }

    private Beginning visiting(double aWeek) {
      phase = phase.visiting(aWeek);
      return this;
    }

    private void add() {
      draft.begin(phase);
    }
  }
}
