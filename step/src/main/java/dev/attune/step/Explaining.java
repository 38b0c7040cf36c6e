package dev.attune.step;

import dev.attune.customer.Data;
import dev.attune.customer.Evidence;
import dev.attune.customer.Signal;
import dev.attune.playbook.Condition;
import dev.attune.playbook.Condition.Finding;
import dev.attune.playbook.DurationText;
import dev.attune.playbook.Fact;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Around;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Segment;
import dev.attune.playbook.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers why a rule holds, or does not. */
final class Explaining {
  private final State state;
  private final View view;
  private final EvidenceMaker evidence;

  Explaining(State state, View view) {
    this.state = state;
    this.view = view;
    evidence = new EvidenceMaker(state, view);
  }

  Optional<Explanation> explain(String rule, @Nullable Signal signal) {
    Optional<Segment> segment =
        state.plan.playbook.segments().stream().filter(s -> s.name().equals(rule)).findFirst();
    if (segment.isPresent()) {
      return segment.map(s -> ofCondition(rule, s.condition(), s.index()));
    }
    return state.plan.rule(rule).map(moment -> ofMoment(moment, signal));
  }

  private Explanation ofMoment(MomentRule rule, @Nullable Signal signal) {
    return switch (rule.trigger()) {
      case Trigger.Becomes(Condition condition) ->
          ofCondition(rule.name(), condition, watchOf(rule));
      case Trigger.Near(Around around) ->
          explanation(rule, List.of(finding(around)), List.of(), watchOf(rule));
      case Trigger.When when -> ofWhen(rule, when, signal);
      case Trigger.Silence silence -> ofSilence(rule, silence);
      case Trigger.Sequence sequence -> ofSequence(rule, sequence);
    };
  }

  private Explanation ofWhen(MomentRule rule, Trigger.When when, @Nullable Signal signal) {
    if (signal != null) {
      view.turnTo(signal);
    }
    List<Finding> findings = new ArrayList<>(when.condition().explain(view));
    boolean holds = when.condition().test(view).holds();
    view.turnTo(view.at());
    if (when.around().isPresent()) {
      Finding near = finding(when.around().get());
      findings.add(near);
      holds = holds && near.truth().holds();
    }
    return new Explanation(rule.name(), holds, findings, readings(when.condition()), null);
  }

  private Explanation ofSilence(MomentRule rule, Trigger.Silence silence) {
    SignalLog waits = state.waits(silenceOf(rule));
    int all = waits.size();
    List<Signal.Address> waiting = new ArrayList<>();
    for (int i = waits.first(); i < waits.end() && waiting.size() < Evidence.MOST; i++) {
      waiting.add(view.address(waits.time(i), waits.sender(i)));
    }
    boolean holds =
        state.moments.all().stream().anyMatch(m -> m.isOpen() && m.rule().equals(rule.name()));
    Finding finding =
        new Finding(
            "after "
                + silence.after()
                + " without "
                + silence.without()
                + " for "
                + DurationText.write(silence.length()),
            Truth.of(holds),
            List.of(new Condition.Reading("waiting", (long) all)));
    Instant due = all == 0 ? null : waiting.getFirst().at().plus(silence.length());
    return new Explanation(
        rule.name(),
        holds,
        List.of(finding),
        List.of(
            new Explanation.FactReading(
                silence.after(), (long) all, waiting, (long) all - waiting.size())),
        due);
  }

  private Explanation ofSequence(MomentRule rule, Trigger.Sequence sequence) {
    SignalLog steps =
        state.plan.sequences.stream()
            .filter(plan -> plan.rule().equals(rule))
            .map(plan -> state.steps(plan.index()))
            .findFirst()
            .orElseThrow();
    List<Signal.Address> heard = new ArrayList<>();
    int first = steps.firstAfter(view.at() - sequence.within().toMillis());
    for (int i = first; i < steps.end() && heard.size() < Evidence.MOST; i++) {
      heard.add(steps.address(i, state.senders));
    }
    boolean holds =
        state.moments.all().stream().anyMatch(m -> m.isOpen() && m.rule().equals(rule.name()));
    long all = (long) steps.end() - first;
    String text =
        "sequence " + sequence.steps() + " within " + DurationText.write(sequence.within());
    Finding finding =
        new Finding(text, Truth.of(holds), List.of(new Condition.Reading("steps heard", all)));
    return new Explanation(
        rule.name(),
        holds,
        List.of(finding),
        List.of(new Explanation.FactReading("steps", all, heard, all - heard.size())),
        null);
  }

  private Explanation ofCondition(String rule, Condition condition, int watch) {
    return new Explanation(
        rule,
        state.holds(watch),
        condition.explain(view),
        readings(condition),
        instant(state.next(watch)));
  }

  private Explanation explanation(
      MomentRule rule, List<Finding> findings, List<Explanation.FactReading> facts, int watch) {
    return new Explanation(
        rule.name(), state.holds(watch), findings, facts, instant(state.next(watch)));
  }

  private Finding finding(Around around) {
    String name = "traits." + String.join(".", around.trait());
    Object value = state.traitAt(around.trait());
    Dates.Span span = Dates.span(value, around, state.zoneId());
    Truth truth = span == null ? Truth.UNKNOWN : Truth.of(span.contains(view.at()));
    String text =
        "from "
            + DurationText.write(around.from())
            + " to "
            + DurationText.write(around.to())
            + " around "
            + name;
    return new Finding(text, truth, List.of(new Condition.Reading(name, value)));
  }

  private List<Explanation.FactReading> readings(Condition condition) {
    List<Explanation.FactReading> readings = new ArrayList<>();
    for (int index :
        condition.reads().facts().stream().mapToInt(f -> f.fact()).distinct().toArray()) {
      Fact fact = state.plan.playbook.facts().get(index);
      List<Signal.Address> signals = new ArrayList<>();
      Data.Builder values = new Data.Builder();
      long counted = evidence.readFact(index, values, signals);
      Data read = values.build();
      Object value = read.isEmpty() ? null : read.get(read.names().iterator().next());
      readings.add(
          new Explanation.FactReading(fact.name(), value, signals, counted - signals.size()));
    }
    return readings;
  }

  private int silenceOf(MomentRule rule) {
    for (WaitPlan wait : state.plan.waits) {
      if (wait instanceof WaitPlan.Silence silence && silence.rule().equals(rule)) {
        return wait.index();
      }
    }
    throw new IllegalStateException("no silence for moment " + rule.name());
  }

  private int watchOf(MomentRule rule) {
    for (WatchPlan watch : state.plan.watches) {
      boolean mine =
          switch (watch) {
            case WatchPlan.InSegment in -> false;
            case WatchPlan.Becoming becoming -> becoming.rule().equals(rule);
            case WatchPlan.Bettering bettering -> false;
            case WatchPlan.Near near -> near.rule().equals(rule);
          };
      if (mine) {
        return watch.index();
      }
    }
    throw new IllegalStateException("no watch for moment " + rule.name());
  }

  private static @Nullable Instant instant(long millis) {
    return millis == Gauge.NEVER ? null : Instant.ofEpochMilli(millis);
  }
}
