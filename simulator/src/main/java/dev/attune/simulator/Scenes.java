package dev.attune.simulator;

import dev.attune.customer.Data;
import dev.attune.simulator.Rides.Trip;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What may happen next in a live company, and to whom. Not thread-safe. */
final class Scenes {
  private static final int TRIES = 12;

  private final Span span;
  private final int known;
  private final int among;
  private final Chance chance;
  private final Planner planner;
  private final Rides rides;
  private final Habits habits;
  private final Map<Integer, Long> busyUntil = new HashMap<>();

  /** Whoever turned to us twice lately, about what; they are about to do so again. */
  private final Deque<Unsolved> unsolved = new ArrayDeque<>();

  /** Whose warranty ended yesterday or the day before. */
  private final Deque<Plan> lapsed = new ArrayDeque<>();

  private int newcomers;

  Scenes(Span span, int known, int among, Chance chance) {
    this.span = span;
    this.known = known;
    this.among = among;
    this.chance = chance;
    planner = new Planner(span);
    rides = new Rides(span.almanac());
    habits = new Habits(span.seed(), span.almanac());
    for (int index = 0; index < among; index++) {
      Plan plan = planner.plan(index);
      plan.standing().unsolved().ifPresent(topic -> unsolved.add(new Unsolved(plan, topic)));
      int ago = span.last() - plan.standing().warrantyEnds();
      if (ago == 1 || ago == 2) {
        lapsed.add(plan);
      }
    }
  }

  private record Unsolved(Plan plan, String topic) {}

  /** Acts of one person in one scene. */
  record Scenery(Person person, City city, List<Act> acts) {}

  /** Something that goes on all day. */
  Scenery usual(long at) {
    Plan plan = somebody(at);
    Phase phase = phase(plan, at);
    Acts acts = new Acts();
    double what = chance.share();
    if (what < 0.72 && phase.rides() > 0) {
      rides.usual(acts, phase, at + 210_000, phase.work().days() > 0, chance);
    } else if (what < 0.985) {
      habits.visit(plan.person(), at, acts, chance);
    } else {
      Voices.say(acts, plan.person(), at, "plain", chance);
    }
    return scenery(plan, phase, acts);
  }

  /** Something goes wrong. */
  Scenery trouble(long at) {
    double what = chance.share();
    if (what < 0.2 && !unsolved.isEmpty()) {
      Unsolved open = unsolved.remove();
      Acts acts = new Acts();
      Troubles.contact(acts, open.plan().person(), at, open.topic(), chance);
      return scenery(open.plan(), phase(open.plan(), at), acts);
    }
    if (what < 0.25 && !lapsed.isEmpty()) {
      return lateClaim(lapsed.remove(), at);
    }
    Plan plan = what < 0.9 && what >= 0.78 ? passHolder(at) : somebody(at);
    Phase phase = phase(plan, at);
    Acts acts = new Acts();
    boolean pass = hasPass(plan);
    if (what < 0.45) {
      callsThrice(plan, at, acts);
    } else if (what < 0.6) {
      rides.cancelled(acts, phase, at + 17 * Almanac.MINUTE, chance);
      rides.cancelled(acts, phase, at + 30 * Almanac.MINUTE, chance);
    } else if (what < 0.78) {
      long over = rides.ride(acts, phase, new Trip(at, chance.between(25, 40), true), chance).at();
      if (chance.happens(0.5)) {
        Voices.say(acts, plan.person(), over + 4 * Almanac.MINUTE, "late-driver", chance);
      }
    } else if (what < 0.86 && pass) {
      Passes.failed(acts, at, 1);
      Passes.failed(acts, at + 6 * Almanac.MINUTE, 2);
    } else if (what < 0.9 && pass) {
      Data which = Data.of("pass", plan.standing().pass());
      acts.track(at, Sender.BACKEND, "Pass Cancelled", which);
    } else {
      Voices.say(acts, plan.person(), at, chance.happens(0.5) ? "cancelled" : "unheard", chance);
    }
    return scenery(plan, phase, acts);
  }

  /** Something goes very well. */
  Scenery delight(long at) {
    Plan plan = somebody(at);
    Acts acts = new Acts();
    double what = chance.share();
    if (what < 0.55) {
      Voices.say(acts, plan.person(), at, chance.happens(0.5) ? "love" : "driver-kind", chance);
    } else if (what < 0.8) {
      acts.track(at, Sender.BACKEND, "Friend Joined", "code", Rides.id("f", chance));
    } else {
      Shop.childOrder(acts, at + 4 * Almanac.MINUTE, chance);
    }
    return scenery(plan, phase(plan, at), acts);
  }

  /** Somebody becomes a customer. */
  Scenery newcomer(long at) {
    Person person = Person.of(span.seed(), known + newcomers++, span.first(), span.last());
    Person today = person.joining((int) Math.floorDiv(at, Almanac.DAY));
    Draft draft = new Draft(span, today, chance);
    today.life().draft(draft);
    Newcomers.arrives(draft, at + 5 * Almanac.MINUTE);
    return new Scenery(today, today.city(), draft.acts.all());
  }

  private Scenery lateClaim(Plan plan, long at) {
    Acts acts = new Acts();
    Shop.claim(acts, at, plan.standing().warranted(), chance);
    return scenery(plan, phase(plan, at), acts);
  }

  private void callsThrice(Plan plan, long at, Acts acts) {
    String topic = Troubles.topic(plan.person().life(), chance);
    long now = at;
    for (int times = 0; times < 3; times++) {
      Troubles.contact(acts, plan.person(), now, topic, chance);
      now += chance.between(3, 9) * Almanac.MINUTE;
    }
    if (chance.happens(0.4)) {
      Voices.say(acts, plan.person(), now, "unheard", chance);
    }
  }

  /** Somebody who is about, more likely one who often is, and has nothing else to do just now. */
  private Plan somebody(long at) {
    Plan plan = planner.plan(chance.below(among));
    for (int tries = 0; tries < TRIES; tries++) {
      Phase phase = phase(plan, at);
      boolean free = busyUntil.getOrDefault(plan.person().index(), Long.MIN_VALUE) <= at;
      if (free && !phase.isSilent() && chance.happens(0.1 + phase.rides() / 4)) {
        break;
      }
      plan = planner.plan(chance.below(among));
    }
    return plan;
  }

  private Plan passHolder(long at) {
    Plan plan = somebody(at);
    for (int tries = 0; tries < TRIES && !hasPass(plan); tries++) {
      plan = somebody(at);
    }
    return plan;
  }

  private static boolean hasPass(Plan plan) {
    return !plan.standing().pass().equals(Passes.WITHOUT);
  }

  private Scenery scenery(Plan plan, Phase phase, Acts acts) {
    long over = acts.all().stream().mapToLong(Act::at).max().orElse(Long.MIN_VALUE);
    busyUntil.put(plan.person().index(), over);
    return new Scenery(plan.person(), phase.home().city(), acts.all());
  }

  private static Phase phase(Plan plan, long at) {
    return plan.phase((int) Math.floorDiv(at, Almanac.DAY));
  }
}
