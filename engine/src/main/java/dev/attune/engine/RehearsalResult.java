package dev.attune.engine;

import dev.attune.engine.Rehearsed.Against;
import dev.attune.engine.Rehearsed.Played;
import dev.attune.engine.Rehearsed.Share;
import dev.attune.playbook.Differences;
import dev.attune.playbook.Goal;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import dev.attune.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Puts together what a rehearsal counted. */
final class RehearsalResult {
  private static final Duration DAY = Duration.ofDays(1);

  private final RehearsalJob.Order order;
  private final List<Step> steps;
  private final RehearsalRun run;
  private final Figures figures;

  RehearsalResult(RehearsalJob.Order order, List<Step> steps, RehearsalRun run, Figures figures) {
    this.order = order;
    this.steps = steps;
    this.run = run;
    this.figures = figures;
  }

  Rehearsed of(Duration took, Instant now, int threads, Optional<Instant> history) {
    RehearsalQuery query = order.query();
    Playbook playbook = order.playbook();
    Instant to = query.to().orElse(now);
    Instant full = history.orElse(to).plus(longest(playbook));
    Instant wholeFrom = full.isAfter(run.from()) ? full : run.from();
    return new Rehearsed(
        playbook.name(),
        query.from(),
        to,
        history.filter(first -> first.isAfter(query.from())),
        Optional.of(wholeFrom).filter(whole -> whole.isAfter(query.from())),
        Optional.of(run.from()).filter(complete -> complete.isAfter(query.from())),
        new Played(
            figures.customers(), figures.signals(), figures.aside(), threads, took, run.busy()),
        share(playbook, history.orElse(to), to),
        playbook.moments().stream().map(rule -> moment(rule.name()).figures(rule.name())).toList(),
        playbook.segments().stream()
            .map(segment -> segment(segment.name()).figures(segment.name()))
            .toList(),
        playbook.goals().stream()
            .map(goal -> figures.goal(goal.name()).figures(goal.name()))
            .toList(),
        steps.size() < 2 ? Optional.empty() : Optional.of(against(steps.getLast())));
  }

  private Share share(Playbook playbook, Instant first, Instant to) {
    long all = playbook.moments().stream().mapToLong(rule -> moment(rule.name()).count()).sum();
    Instant from = first.isAfter(run.from()) ? first : run.from();
    double days = Math.max(1, (double) Duration.between(from, to).toMillis() / DAY.toMillis());
    OptionalDouble aPerson =
        order.query().people().stream().mapToDouble(people -> all / days / people).findFirst();
    return new Share(all, days, all / days, aPerson);
  }

  /** The longest time that any rule looks back. */
  private static Duration longest(Playbook playbook) {
    Stream<Duration> windows =
        playbook.facts().stream().flatMap(fact -> Stream.ofNullable(fact.within()));
    Stream<Duration> goals = playbook.goals().stream().map(Goal::within);
    Stream<Duration> moments = playbook.moments().stream().map(rule -> lookBack(rule.trigger()));
    return Stream.of(windows, goals, moments)
        .flatMap(each -> each)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static Duration lookBack(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Silence silence -> silence.length();
      case Trigger.Sequence sequence -> sequence.within();
      case Trigger.When when -> Duration.ZERO;
      case Trigger.Becomes becomes -> Duration.ZERO;
      case Trigger.Near near -> Duration.ZERO;
    };
  }

  private Against against(Step held) {
    return new Against(
        held.version(),
        figures.moments().entrySet().stream()
            .map(each -> each.getValue().change(each.getKey()))
            .toList(),
        figures.segments().entrySet().stream()
            .map(each -> each.getValue().change(each.getKey()))
            .toList(),
        Differences.between(held.playbook().text(), order.playbook().text()));
  }

  private MomentFigures moment(String kind) {
    return figures.moment(kind);
  }

  private SegmentFigures segment(String name) {
    return figures.segment(name);
  }
}
