package dev.attune.benchmarks;

import dev.attune.customer.Change;
import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The step under a host that finds customers by their id and wakes them when they are due. */
final class AttuneContender implements Contender {
  private final Step step;
  private final Map<String, Integer> rules = new HashMap<>();
  private final Answers answers;
  private final Map<String, Held> customers = new HashMap<>();
  private final List<Held> byPlace = new ArrayList<>();
  private final Alarms alarms = new Alarms();

  private static final class Held {
    private final int place;
    private final int number;
    private final Sitting sitting;
    private long wakesAt = Long.MAX_VALUE;

    Held(int place, int number, Sitting sitting) {
      this.place = place;
      this.number = number;
      this.sitting = sitting;
    }
  }

  AttuneContender(List<SharedRule> shared) {
    List<String> names = shared.stream().map(SharedRule::name).toList();
    for (int i = 0; i < names.size(); i++) {
      rules.put(names.get(i), i);
    }
    answers = new Answers(names);
    step = new Step(playbook(SharedRules.playbook(shared)), 1, Step.ALWAYS);
  }

  @Override
  public String name() {
    return "Attune";
  }

  @Override
  public long take(List<Happening> happenings) {
    List<Signal> signals = new ArrayList<>();
    happenings.forEach(happening -> signals.add(happening.signal()));
    long begin = System.nanoTime();
    for (int i = 0; i < signals.size(); i++) {
      Happening happening = happenings.get(i);
      wakeUntil(happening.at());
      Held held = customers.get(happening.user());
      if (held == null) {
        held = new Held(byPlace.size(), happening.customer(), step.open(step.start()));
        byPlace.add(held);
        customers.put(happening.user(), held);
      }
      held.sitting.hear(signals.get(i));
      settle(held);
    }
    return System.nanoTime() - begin;
  }

  @Override
  public Answers answers() {
    return answers;
  }

  @Override
  public void close() {
    customers.clear();
    alarms.clear();
  }

  private void wakeUntil(long now) {
    for (long due = alarms.due(); due <= now; due = alarms.due()) {
      Held held = byPlace.get(alarms.remove());
      if (due == held.wakesAt) {
        held.wakesAt = Long.MAX_VALUE;
        held.sitting.reach(Instant.ofEpochMilli(due));
        settle(held);
      }
    }
  }

  private void settle(Held held) {
    List<Effect> effects = held.sitting.takeEffects();
    for (int i = 0; i < effects.size(); i++) {
      note(held, effects.get(i));
    }
    held.sitting.nextDue().ifPresent(due -> wakeAt(held, due.toEpochMilli()));
  }

  private void wakeAt(Held held, long due) {
    if (due < held.wakesAt) {
      held.wakesAt = due;
      alarms.add(due, held.place);
    }
  }

  private void note(Held held, Effect effect) {
    switch (effect.change()) {
      case Change.Entered entered -> note(held, effect, true);
      case Change.Opened opened -> note(held, effect, true);
      case Change.Renewed renewed -> note(held, effect, true);
      case Change.Left left -> note(held, effect, false);
      case Change.Closed closed -> {} // the peers know of no moments that stay open
      case Change.Attained attained -> throw new IllegalStateException(effect.toString());
      case Change.Missed missed -> throw new IllegalStateException(effect.toString());
      case Change.SetAside setAside -> throw new IllegalStateException(effect.toString());
      case Change.LeftOut leftOut -> throw new IllegalStateException(effect.toString());
      case Change.Stopped stopped -> throw new IllegalStateException(effect.toString());
      case Change.Gathered gathered -> throw new IllegalStateException(effect.toString());
      case Change.Good good -> {}
      case Change.Resumed resumed -> throw new IllegalStateException(effect.toString());
    }
  }

  private void note(Held held, Effect effect, boolean began) {
    Integer rule = rules.get(effect.change().rule());
    if (rule != null) {
      answers.add(rule, began, held.number, effect.at().toEpochMilli());
    }
  }

  static Playbook playbook(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }
}
