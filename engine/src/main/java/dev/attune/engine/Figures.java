package dev.attune.engine;

import dev.attune.customer.Change;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.playbook.Playbook;
import dev.attune.step.Sitting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a rehearsal counts as customers go by: sums, and a few examples. Its size does not depend on
 * how many customers or signals there are. One thread; those of several threads are {@linkplain
 * #add added} in the end.
 */
final class Figures implements Replay.Listener {
  /** The step that is rehearsed; the other is the version that holds. */
  private static final int REHEARSED = 0;

  private final Instant from;
  private final Instant to;
  private final DayCounts.Days days;
  private final int examples;
  private final boolean compares;
  private final Map<String, MomentFigures> moments = new LinkedHashMap<>();
  private final Map<String, SegmentFigures> segments = new LinkedHashMap<>();
  private final Map<String, GoalFigures> goals = new LinkedHashMap<>();

  /** Of the customer who goes by: kinds that opened, which moments, and which the other opened. */
  private final Set<MomentFigures> touched = new LinkedHashSet<>();

  private final Set<String> opened = new HashSet<>();
  private final List<Other> others = new ArrayList<>();
  private long customers;
  private long signals;
  private long aside;

  /** A moment that the version that holds opens. */
  private record Other(String kind, String id) {}

  /**
   * Of nobody yet.
   *
   * @param playbooks the one to be rehearsed, then the one that holds, if there is one
   */
  Figures(List<Playbook> playbooks, Instant from, Instant to, int examples) {
    this.from = from;
    this.to = to;
    this.examples = examples;
    days = DayCounts.Days.of(playbooks.getFirst().zone(), from, to);
    compares = playbooks.size() > 1;
    for (Playbook playbook : playbooks) {
      playbook.moments().forEach(rule -> moment(rule.name()));
      playbook.segments().forEach(segment -> segment(segment.name()));
    }
  }

  /** Of one kind. */
  MomentFigures moment(String kind) {
    return moments.computeIfAbsent(
        kind, name -> new MomentFigures(new DayCounts(days), new Picks(examples, from, to)));
  }

  /** Of one segment. */
  SegmentFigures segment(String segment) {
    return segments.computeIfAbsent(segment, name -> new SegmentFigures(new DayCounts(days)));
  }

  /** Of one goal. */
  GoalFigures goal(String name) {
    return goals.computeIfAbsent(name, each -> new GoalFigures(days));
  }

  @Override
  public void decided(Id customer, int step, Effect effect) {
    boolean counts = !effect.at().isBefore(from);
    if (step != REHEARSED) {
      if (counts && effect.change() instanceof Change.Opened opened) {
        others.add(new Other(opened.rule(), effect.id()));
      }
      return;
    }
    switch (effect.change()) {
      case Change.Opened moment -> {
        if (counts) {
          opened(customer, moment(moment.rule()), effect);
        }
      }
      case Change.Renewed renewed -> {
        if (counts) {
          moment(renewed.rule()).renewed();
        }
      }
      case Change.Closed closed -> {
        if (counts) {
          moment(closed.rule()).closed(closed.ending());
        }
      }
      case Change.Entered(String name) -> segment(name).entered(effect.at(), counts);
      case Change.Left(String name) -> segment(name).left(effect.at(), counts);
      case Change.Attained attained -> goal(attained.rule()).attained(effect.at(), counts);
      case Change.Missed missed -> goal(missed.rule()).missed(effect.at(), counts);
      case Change.Good good -> {}
      case Change.SetAside setAside -> aside++;
      case Change.LeftOut leftOut -> {}
      case Change.Stopped stopped -> {}
      case Change.Resumed resumed -> {}
      case Change.Gathered gathered -> {}
    }
  }

  private void opened(Id customer, MomentFigures figures, Effect effect) {
    figures.opened(customer, effect);
    touched.add(figures);
    if (compares) {
      opened.add(effect.id());
    }
  }

  @Override
  public void ended(Id customer, List<Sitting> sittings, long heard) {
    customers++;
    signals += heard;
    touched.forEach(figures -> figures.ended(customer));
    others.forEach(other -> moment(other.kind()).compared(opened.contains(other.id())));
    touched.clear();
    opened.clear();
    others.clear();
    countMembers(sittings);
  }

  private void countMembers(List<Sitting> sittings) {
    Set<String> in = sittings.getFirst().segments().keySet();
    Set<String> before = compares ? sittings.getLast().segments().keySet() : Set.of();
    for (String name : in) {
      segment(name).ended(true, before.contains(name));
    }
    for (String name : before) {
      if (!in.contains(name)) {
        segment(name).ended(false, true);
      }
    }
  }

  /** Adds what another has counted of other customers. */
  void add(Figures other) {
    other.moments.forEach((kind, figures) -> moment(kind).add(figures));
    other.segments.forEach((name, figures) -> segment(name).add(figures));
    other.goals.forEach((name, figures) -> goal(name).add(figures));
    customers += other.customers;
    signals += other.signals;
    aside += other.aside;
  }

  long customers() {
    return customers;
  }

  long signals() {
    return signals;
  }

  long aside() {
    return aside;
  }

  /** By kind, those of the rehearsed playbook first. */
  Map<String, MomentFigures> moments() {
    return moments;
  }

  /** By name, those of the rehearsed playbook first. */
  Map<String, SegmentFigures> segments() {
    return segments;
  }
}
