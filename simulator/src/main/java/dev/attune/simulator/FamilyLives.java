package dev.attune.simulator;

import static dev.attune.simulator.Life.customs;
import static dev.attune.simulator.Usual.NOON;
import static dev.attune.simulator.Usual.outings;
import static dev.attune.simulator.Usual.seat;
import static dev.attune.simulator.Usual.work;

import dev.attune.simulator.Life.Mark;
import dev.attune.simulator.Phase.Manner;
import dev.attune.simulator.Phase.Work;
import dev.attune.simulator.Why.Force;
import dev.attune.simulator.Why.Motive;
import dev.attune.simulator.Why.Stage;
import java.util.List;

/** Lives with children, parents and people one lives with. */
final class FamilyLives {
  private static final Why TO_MANAGE = Why.of(Stage.STAY, Motive.RELIEF, Force.PUSH);

  /** Has a first child in the course of the history, and then rides differently. */
  static final Life NEW_PARENT =
      Life.of(
              "new-parent",
              0.05,
              Why.of(Stage.STAY, Motive.PROGRESS, Force.HABIT),
              customs(0.2, 0.6, 0.4, "on-time", "price", "driver-kind", "plain", "late-driver"),
              draft ->
                  Usual.rides(draft, 1.0, NOON + 420, 0.35, 0.55)
                      .working(draft.chance.happens(0.3) ? work(draft.chance, 1) : Work.NONE)
                      .visiting(0.2))
          .then(FamilyLives::childIsBorn)
          .marked(Mark.CHILDREN);

  /** Has had small children all along. */
  static final Life PARENT =
      Life.of(
              "parent",
              0.045,
              TO_MANAGE,
              customs(0.2, 0.6, 0.5, "child-seat", "driver-kind", "on-time", "child-seat", "wish"),
              draft ->
                  Usual.rides(draft, draft.chance.between(0.6, 1.1), NOON - 20, 0.03, 0.35)
                      .working(draft.chance.happens(0.3) ? work(draft.chance, 1) : Work.NONE)
                      .riding(new Manner(draft.chance.between(0.4, 0.65), "standard", 4.2))
                      .visiting(0.2))
          .marked(Mark.CHILDREN);

  /** Looks after an old mother or father, and rides with them. */
  static final Life CARER =
      Life.of(
              "carer",
              0.012,
              Why.of(Stage.STAY, Motive.PROGRESS, Force.HABIT),
              customs(0.12, 0.25, 0.7, "caring", "driver-kind", "accessibility", "caring"),
              draft -> Usual.rides(draft, 0.35, NOON + 240, 0.15, 0.4).visiting(0.1))
          .then(FamilyLives::parentFallsIll);

  /** Shares a flat, a tablet and a budget. */
  static final Life SHARER =
      Life.of(
              "sharer",
              0.01,
              Why.of(Stage.STAY, Motive.BELONGING, Force.HABIT),
              customs(0.15, 0.3, 0.6, "household", "price", "plain", "night-safety"),
              draft -> Usual.rides(draft, 0.6, NOON + 360, 0.35, 0.5).visiting(0.4))
          .marked(Mark.SHARING);

  /** Rode with somebody who is no more. */
  static final Life BEREAVED =
      Life.of(
              "bereaved",
              0.006,
              Why.of(Stage.STAY, Motive.BELONGING, Force.HABIT),
              customs(0.15, 0.2, 0.3, "driver-kind", "plain", "on-time"),
              draft -> Usual.rides(draft, 0.8, NOON + 120, 0.1, 0.5).visiting(0.1))
          .then(FamilyLives::partnerDies);

  static final List<Life> ALL = List.of(NEW_PARENT, PARENT, CARER, SHARER, BEREAVED);

  private FamilyLives() {}

  private static void childIsBorn(Draft draft) {
    Chance chance = draft.chance;
    int born = draft.day(0.2, 0.78);
    Phase before = draft.phase(born);
    draft.begin(before.from(born).working(Work.NONE).going(outings(0.15, NOON, 0, 0.3)));
    Manner together = new Manner(chance.between(0.6, 0.85), "standard", 4.5);
    draft.begin(
        draft
            .phase(born)
            .from(born + 21)
            .going(outings(chance.between(0.7, 1.2), NOON - 40, 0.02, 0.3))
            .riding(together)
            .visiting(0.4));
    draft.happened("child-born", draft.at(born, 0, 24), TO_MANAGE.since("life:child-born"));
    draft.maybeSay(0.55, draft.at(born + chance.between(18, 110), 8, 23), "new-baby");
    if (chance.happens(0.35)) {
      Shop.childOrder(draft, born + chance.between(5, 70));
    }
  }

  private static void parentFallsIll(Draft draft) {
    Chance chance = draft.chance;
    int day = draft.day(0.15, 0.7);
    Manner together = seat(chance.happens(0.6) ? "assisted" : "step-free", 4.5);
    draft.begin(
        draft
            .phase(day)
            .from(day)
            .going(outings(chance.between(0.9, 1.5), NOON - 60, 0.01, 0.2))
            .riding(together));
    draft.happened("care-began", draft.at(day, 8, 18), TO_MANAGE.since("life:parent-ill"));
    draft.maybeSay(0.6, draft.at(day + chance.between(5, 90), 9, 22), "caring");
  }

  private static void partnerDies(Draft draft) {
    Chance chance = draft.chance;
    int day = draft.day(0.2, 0.75);
    Phase before = draft.phase(day);
    draft.begin(before.from(day).silent());
    draft.begin(before.from(day + chance.between(18, 28)).going(outings(0.8, NOON - 60, 0, 0.9)));
    Why alone = Why.of(Stage.STAY, Motive.BELONGING, Force.PUSH);
    draft.happened("bereaved", draft.at(day, 2, 20), alone.since("life:death"));
    draft.maybeSay(0.7, draft.at(day + chance.between(20, 80), 9, 21), "bereaved");
  }
}
