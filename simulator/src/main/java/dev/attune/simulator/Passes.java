package dev.attune.simulator;

import dev.attune.customer.Data;
import java.util.List;

/** Passes: bought, renewed each month or year, sometimes unpaid, sometimes cancelled. */
final class Passes {
  private static final String MONTHLY = "monthly";
  private static final String YEARLY = "yearly";
  static final String WITHOUT = "pay-as-you-go";
  private static final double UNPAID = 0.006;

  private Passes() {}

  /** What those who were with us before pay by. */
  static void before(Draft draft) {
    if (draft.chance.happens(draft.person.life().customs().passes())) {
      draft.plan = draft.chance.happens(0.2) ? YEARLY : MONTHLY;
    }
  }

  static void draft(Draft draft) {
    Chance chance = draft.chance;
    int day = draft.start + chance.between(1, 30);
    if (!draft.person.existing()) {
      boolean buys = chance.happens(draft.person.life().customs().passes() * 0.8);
      if (!buys || day > draft.span.last()) {
        return;
      }
      String pass = chance.happens(0.1) ? YEARLY : MONTHLY;
      long at = draft.at(day, 8, 22);
      draft.acts.track(
          at, Sender.BACKEND, "Pass Bought", "pass", pass, "price", price(pass), "currency", "EUR");
      draft.pays(at + 1_000, pass);
      day += 30;
    }
    if (!draft.plan.equals(WITHOUT)) {
      renew(draft, day);
    }
  }

  private static void renew(Draft draft, int first) {
    Chance chance = draft.chance;
    int step = draft.plan.equals(YEARLY) ? 365 : 30;
    int tires = chance.happens(0.1) ? draft.day(0.1, 1.2) : Integer.MAX_VALUE;
    int ends = draft.leaves == Integer.MAX_VALUE ? tires : draft.leaves + chance.between(3, 30);
    int day = step == 30 ? first : first + chance.below(335);
    for (; day < ends && day <= draft.span.last(); day += step) {
      long at = draft.at(day, 4, 6);
      if (chance.happens(UNPAID * step / 30)) {
        at = unpaid(draft, at);
        if (chance.happens(0.25)) {
          cancel(draft, at + Almanac.DAY);
          return;
        }
      }
      draft.acts.track(
          at,
          Sender.BACKEND,
          "Pass Renewed",
          "pass",
          draft.plan,
          "price",
          price(draft.plan),
          "currency",
          "EUR");
    }
    if (ends <= draft.span.last()) {
      cancel(draft, draft.at(ends, 9, 22));
    }
  }

  private static long unpaid(Draft draft, long at) {
    int first = failed(draft.acts, at, 1);
    int second = failed(draft.acts, at + Almanac.DAY, 2);
    List<Integer> both = List.of(first, second);
    draft.planted(Plant.PAYMENT_TROUBLE, at + Almanac.DAY, draft.plan, both);
    return at + 3 * Almanac.DAY;
  }

  static int failed(Acts acts, long at, int attempt) {
    Data properties = Data.of("for", "pass", "attempt", attempt, "reason", "card expired");
    return acts.track(at, Sender.BACKEND, "Payment Failed", properties);
  }

  private static void cancel(Draft draft, long at) {
    int order = draft.acts.track(at, Sender.BACKEND, "Pass Cancelled", "pass", draft.plan);
    draft.planted(Plant.PASS_CANCELLED, at, draft.plan, order);
    draft.happened("pass-cancelled", at);
    draft.pays(at + 1_000, WITHOUT);
    if (draft.chance.happens(0.3)) {
      draft.say(at + draft.chance.between(1, 90) * Almanac.MINUTE, "pass-cancelled", "survey");
    }
  }

  private static double price(String pass) {
    return pass.equals(YEARLY) ? 490 : 49;
  }
}
