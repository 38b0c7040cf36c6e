package dev.attune.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** One customer's messages after another's, each in time order. Not thread-safe. */
final class Diary implements Iterator<Message> {
  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong((Entry entry) -> entry.act().at())
          .thenComparingInt(Entry::making)
          .thenComparingInt(entry -> entry.act().order());

  private final Span span;
  private final int end;
  private final Planner planner;
  private final Habits habits;
  private final MessageWriter writer;

  private Iterator<Entry> entries = List.<Entry>of().iterator();
  private Plan plan;
  private int next;

  /** Of the customers from one number to before another. */
  Diary(Span span, int first, int end) {
    this.span = span;
    this.end = end;
    planner = new Planner(span);
    habits = new Habits(span.seed(), span.almanac());
    writer = new MessageWriter(span.seed());
    next = first;
    plan = planner.plan(first);
  }

  private record Entry(Act act, City city, int making) {}

  @Override
  public boolean hasNext() {
    while (!entries.hasNext() && next < end) {
      plan = planner.plan(next++);
      entries = entries().iterator();
    }
    return entries.hasNext();
  }

  @Override
  public Message next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the last diary is told");
    }
    Entry entry = entries.next();
    return writer.write(plan.person(), entry.city(), entry.making(), entry.act());
  }

  private List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    for (Act act : plan.acts()) {
      City city = plan.city((int) Math.floorDiv(act.at(), Almanac.DAY));
      all.add(new Entry(act, city, Plan.PLANNED));
    }
    for (int day = span.first() - 1; day <= span.last() + 1; day++) {
      Acts acts = new Acts();
      habits.day(plan, day, acts);
      for (Act act : acts.all()) {
        if (span.has(act.at())) {
          all.add(new Entry(act, plan.city(day), day));
        }
      }
    }
    all.sort(ORDER);
    return all;
  }
}
