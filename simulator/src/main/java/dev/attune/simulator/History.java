package dev.attune.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * All customers' messages in time order. Not thread-safe.
 *
 * <p>Customers are planned anew for each block of days, and of a plan no more is kept than the
 * block needs; their habits are followed day by day. So it holds a block's plans and a day's acts.
 * How long a block is changes nothing but memory and time.
 */
final class History implements Iterator<Message> {
  /** No city's day begins so much before Greenwich's. */
  private static final long EARLIEST = 4 * Almanac.HOUR;

  private static final Comparator<Made> ORDER =
      Comparator.comparingLong((Made made) -> made.act().at())
          .thenComparingInt(made -> made.person().index())
          .thenComparingInt(Made::making)
          .thenComparingInt(made -> made.act().order());

  private final Span span;
  private final int customers;
  private final int blockDays;
  private final Planner planner;
  private final Habits habits;
  private final MessageWriter writer;

  /** The block: who does something in it, and what is planned, in time order. */
  private final List<Plan> plans = new ArrayList<>();

  private final List<Made> planned = new ArrayList<>();
  private int nextPlanned;
  private int blockEnd;

  /** The day: what is told now, and what is made already and lies beyond. */
  private List<Made> told = List.of();

  private List<Made> beyond = new ArrayList<>();
  private int nextTold;
  private int day;

  History(Span span, int customers, int blockDays) {
    this.span = span;
    this.customers = customers;
    this.blockDays = blockDays;
    planner = new Planner(span);
    habits = new Habits(span.seed(), span.almanac());
    writer = new MessageWriter(span.seed());
    day = span.first() - 1;
    blockEnd = day;
  }

  /** An act, with all that its message needs. */
  private record Made(Act act, Person person, City city, int making) {}

  @Override
  public boolean hasNext() {
    while (nextTold == told.size() && day <= span.last() + 1) {
      if (day == blockEnd) {
        nextBlock();
      }
      nextDay();
    }
    return nextTold < told.size();
  }

  @Override
  public Message next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the history ends at " + span.to());
    }
    Made made = told.get(nextTold++);
    return writer.write(made.person(), made.city(), made.making(), made.act());
  }

  private void nextBlock() {
    long from = until(day);
    blockEnd = Math.min(day + blockDays, span.last() + 2);
    long until = until(blockEnd);
    plans.clear();
    planned.clear();
    nextPlanned = 0;
    for (int index = 0; index < customers; index++) {
      Plan plan = planner.plan(index);
      for (Act act : plan.acts()) {
        if (act.at() >= from && act.at() < until) {
          City city = plan.city((int) Math.floorDiv(act.at(), Almanac.DAY));
          planned.add(new Made(act, plan.person(), city, Plan.PLANNED));
        }
      }
      Plan habitual = plan.habits(day, blockEnd);
      if (!habitual.phases().isEmpty()) {
        plans.add(habitual);
      }
    }
    planned.sort(ORDER);
  }

  private void nextDay() {
    long until = until(day + 1);
    List<Made> now = new ArrayList<>();
    List<Made> later = new ArrayList<>();
    for (Made made : beyond) {
      (made.act().at() < until ? now : later).add(made);
    }
    for (Plan plan : plans) {
      Acts acts = new Acts();
      habits.day(plan, day, acts);
      for (Act act : acts.all()) {
        if (span.has(act.at())) {
          Made made = new Made(act, plan.person(), plan.city(day), day);
          (act.at() < until ? now : later).add(made);
        }
      }
    }
    while (nextPlanned < planned.size() && planned.get(nextPlanned).act().at() < until) {
      now.add(planned.get(nextPlanned++));
    }
    now.sort(ORDER);
    told = now;
    nextTold = 0;
    beyond = later;
    day++;
  }

  /** All acts before this instant are made once all days before {@code end} are. */
  private long until(int end) {
    if (end <= span.first() - 1) {
      return Long.MIN_VALUE;
    }
    return end > span.last() + 1 ? Long.MAX_VALUE : end * Almanac.DAY - EARLIEST;
  }
}
