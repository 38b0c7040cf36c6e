package dev.attune.testkit;

import dev.attune.customer.Cause;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import dev.attune.step.Moment;
import dev.attune.step.Step;
import dev.attune.testkit.Recount.Outcome;
import dev.attune.testkit.Recount.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must stand for the customers of one household, counted anew from the signals that have
 * arrived, also after another version of the playbook is adopted: what the version before said up
 * to the line stands for good, its moments are carried over the line, and facts and segments of the
 * new version see all history.
 */
final class HouseholdRecount {
  private static final Comparator<Moment> ORDER =
      Comparator.comparing(Moment::openedAt).thenComparing(Moment::id);

  /** A closed moment is remembered so long, if its rule does not rest longer. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final Household household;
  private final Map<SignalId, Signal> accepted = new LinkedHashMap<>();
  private final List<Standing> told = new ArrayList<>();
  private List<Moment> carried = List.of();
  private Playbook playbook;
  private int version = 1;
  private Instant line = Step.ALWAYS;
  private @Nullable Map<Id, List<Signal>> customers;

  HouseholdRecount(Household household, Playbook playbook) {
    this.household = household;
    this.playbook = playbook;
  }

  Household household() {
    return household;
  }

  /** A signal arrived; a copy of one that did changes nothing. */
  void accept(Signal signal) {
    if (accepted.putIfAbsent(signal.id(), signal) == null) {
      customers = null;
    }
  }

  /** Another version decides from {@code now} on. */
  void adopt(Playbook next, Instant now, Host host) {
    Instant before = now.minusMillis(1);
    List<Moment> remembered = new ArrayList<>();
    for (List<Signal> signals : customers(host).values()) {
      Outcome outcome = outcome(signals, before);
      told.addAll(outcome.said());
      outcome.moments().stream()
          .filter(moment -> isRemembered(moment, now))
          .forEach(remembered::add);
    }
    remembered.sort(ORDER);
    carried = remembered;
    playbook = next;
    version++;
    line = now;
  }

  private boolean isRemembered(Moment moment, Instant now) {
    Moment.Closing closing = moment.closing();
    if (closing == null) {
      return true;
    }
    // One that closed because its rule was removed does not rest.
    Optional<MomentRule> rule = playbook.rule(moment.rule());
    Duration rest = rule.map(MomentRule::againAfter).orElse(Duration.ZERO);
    Duration remembered = rest.compareTo(REMEMBERED) > 0 ? rest : REMEMBERED;
    Instant until = moment.openedAt().plus(playbook.care().goodOf(moment.rule()).within());
    return (rule.isPresent() && until.isAfter(now)) || closing.at().plus(remembered).isAfter(now);
  }

  /** What was said before the line, of all customers: it stands whatever comes. */
  List<Standing> told() {
    return List.copyOf(told);
  }

  /** The line behind which the present version decides. */
  Instant line() {
    return line;
  }

  /**
   * What stands at {@code now} by canonical id; effects only from the line on. A signal from a
   * clock that is ahead takes its customer there.
   */
  Map<Id, Outcome> at(Instant now, Host host) {
    Map<Id, Outcome> outcomes = new TreeMap<>();
    customers(host)
        .forEach((id, signals) -> outcomes.put(id, outcome(signals, latest(signals, now))));
    return outcomes;
  }

  private Map<Id, List<Signal>> customers(Host host) {
    Map<Id, List<Signal>> known = customers;
    if (known == null) {
      known = host.customers(accepted.values());
      customers = known;
    }
    return known;
  }

  private static Instant latest(List<Signal> signals, Instant now) {
    return Stream.concat(Stream.of(now), signals.stream().map(Signal::occurredAt))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Outcome outcome(List<Signal> signals, Instant now) {
    List<Moment> own = carried.stream().filter(moment -> isOf(moment, signals)).toList();
    return new Recount(playbook, version, line).of(signals, own, now);
  }

  /** A moment belongs to whom the signal belongs that opened it, or set its instant. */
  private boolean isOf(Moment moment, Collection<Signal> signals) {
    return switch (moment.cause()) {
      case Cause.BySignal by ->
          signals.stream().anyMatch(signal -> signal.id().equals(by.signal()));
      case Cause.ByTime by ->
          signals.stream().anyMatch(signal -> signal.address().equals(by.setBy()));
      case Cause.ByAdoption by -> false;
      case Cause.ByEvent by -> false;
    };
  }
}
