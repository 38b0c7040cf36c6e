package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Signal;
import dev.attune.playbook.Playbook;
import dev.attune.step.Customer;
import dev.attune.step.Heir;
import dev.attune.step.Moment;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import dev.attune.step.Succession;
import dev.attune.testkit.Recount.Outcome;
import dev.attune.testkit.Recount.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The step against the recount: every fact, segment, moment and effect, at every edge. */
class StepRecountTest {
  private static final Instant END = Histories.START.plus(Histories.GRID.multipliedBy(100));

  // The first date of the histories is 29 March 2026. Moved, it is...
  /** ... 29 February 2028. */
  private static final Duration TO_LEAP_DAY = Duration.ofDays(702);

  /** ... 25 October, when clocks go back in Beirut and Berlin; a week later they do in Havana. */
  private static final Duration TO_AUTUMN = Duration.ofDays(210);

  /** ... 8 March, which in Havana has no midnight. */
  private static final Duration TO_SPRING_OF_HAVANA = Duration.ofDays(-21);

  /** ... 4 October, when clocks go forward on Lord Howe. */
  private static final Duration TO_SPRING_IN_THE_SOUTH = Duration.ofDays(189);

  @Provide
  Arbitrary<List<Signal>> histories() {
    return Histories.ofSignals(18);
  }

  @Provide
  Arbitrary<List<Signal>> longHistories() {
    return Histories.ofSignals(70);
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Histories.instants();
  }

  @Provide
  Arbitrary<Playbook> playbooks() {
    return Arbitraries.of(Playbooks.ALL);
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void saysWhatTheRecountSays(
      @ForAll("playbooks") Playbook playbook, @ForAll("histories") List<Signal> history) {
    Step step = new Step(playbook, 1, Step.ALWAYS);
    Sitting sitting = step.open(step.start());
    history.stream().sorted().forEach(sitting::hear);
    sitting.reach(END);

    Outcome expected = new Recount(playbook, 1, Step.ALWAYS).of(history, END);

    assertSame(sitting, sitting.takeEffects(), expected, END);
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void saysWhatTheRecountSaysOfALongHistory(
      @ForAll("playbooks") Playbook playbook, @ForAll("longHistories") List<Signal> history) {
    saysWhatTheRecountSays(playbook, history);
  }

  @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
  void standsTheSameAtEveryInstantBetween(
      @ForAll("playbooks") Playbook playbook,
      @ForAll("histories") List<Signal> history,
      @ForAll("instants") Instant now) {
    Step step = new Step(playbook, 1, Step.ALWAYS);
    List<Signal> soFar = history.stream().filter(s -> !s.occurredAt().isAfter(now)).toList();
    Sitting sitting = step.open(step.start());
    soFar.stream().sorted().forEach(sitting::hear);
    sitting.reach(now);

    Outcome expected = new Recount(playbook, 1, Step.ALWAYS).of(soFar, now);

    assertSame(sitting, sitting.takeEffects(), expected, now);
  }

  @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
  void decidesTheSameWhenBrief(
      @ForAll("playbooks") Playbook playbook, @ForAll("histories") List<Signal> history) {
    Step step = new Step(playbook, 1, Step.ALWAYS);
    List<Effect> whole = heard(step, history);
    List<Effect> brief = heard(step.brief(), history);

    assertThat(brief)
        .extracting(Effect::change)
        .isEqualTo(whole.stream().map(Effect::change).toList());
    assertThat(brief)
        .extracting(Effect::cause)
        .isEqualTo(whole.stream().map(Effect::cause).toList());
    assertThat(brief)
        .filteredOn(effect -> effect.change() instanceof Change.Opened)
        .isEqualTo(
            whole.stream().filter(effect -> effect.change() instanceof Change.Opened).toList());
  }

  private static List<Effect> heard(Step step, List<Signal> history) {
    Sitting sitting = step.open(step.start());
    history.stream().sorted().forEach(sitting::hear);
    sitting.reach(END);
    return sitting.takeEffects();
  }

  @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
  void remembersEverythingInItsBytes(
      @ForAll("playbooks") Playbook playbook, @ForAll("histories") List<Signal> history) {
    Step step = new Step(playbook, 1, Step.ALWAYS);
    Customer customer = step.start();
    List<Effect> effects = new ArrayList<>();
    for (Signal signal : history.stream().sorted().toList()) {
      Sitting sitting = step.open(customer);
      sitting.hear(signal);
      effects.addAll(sitting.takeEffects());
      customer = sitting.close();
    }
    Sitting last = step.open(customer);
    last.reach(END);
    effects.addAll(last.takeEffects());

    Outcome expected = new Recount(playbook, 1, Step.ALWAYS).of(history, END);

    assertSame(last, effects, expected, END);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void knowsTheLeapDay(
      @ForAll("playbooks") Playbook playbook, @ForAll("histories") List<Signal> history) {
    assertSameWhenMoved(playbook, history, TO_LEAP_DAY);
  }

  @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
  void knowsWhenClocksChange(
      @ForAll("playbooksOfZones") Playbook playbook,
      @ForAll("histories") List<Signal> history,
      @ForAll("clockChanges") Duration by) {
    assertSameWhenMoved(playbook, history, by);
  }

  /** The contract's playbooks in zones whose days of 23 and 25 hours begin, end or lie around. */
  @Provide
  Arbitrary<Playbook> playbooksOfZones() {
    Arbitrary<String> zones =
        Arbitraries.of(
            "Europe/Berlin",
            "Asia/Beirut", // goes back from midnight to 23:00, and forward from midnight
            "America/Havana", // goes back from 01:00 to midnight, and forward from midnight
            "Australia/Lord_Howe"); // changes by half an hour
    return Combinators.combine(Arbitraries.of(ContractPlaybooks.ALL), zones)
        .as((text, zone) ->
            Playbooks.read(text.replaceFirst("(\nzone: .*)?\n", "\nzone: " + zone + "\n")));
  }

  /** To when clocks change, and some hours more, so that no hour of the change is left out. */
  @Provide
  Arbitrary<Duration> clockChanges() {
    return Combinators.combine(
            Arbitraries.of(TO_AUTUMN, TO_SPRING_OF_HAVANA, TO_SPRING_IN_THE_SOUTH),
            Arbitraries.integers().between(0, 11))
        .as((days, halfHours) -> days.plusMinutes(30L * halfHours));
  }

  private static void assertSameWhenMoved(Playbook playbook, List<Signal> history, Duration by) {
    List<Signal> moved = history.stream().map(signal -> moved(signal, by)).toList();
    Instant end = END.plus(by);
    Step step = new Step(playbook, 1, Step.ALWAYS);
    Sitting sitting = step.open(step.start());
    moved.stream().sorted().forEach(sitting::hear);
    sitting.reach(end);

    Outcome expected = new Recount(playbook, 1, Step.ALWAYS).of(moved, end);

    assertSame(sitting, sitting.takeEffects(), expected, end);
  }

  /** Moves a signal, and the date that it states. */
  private static Signal moved(Signal signal, Duration by) {
    Content content = signal.content();
    if (content instanceof Content.Identify(Data traits)
        && traits.get("warrantyEnds") instanceof String text) {
      content = new Content.Identify(Data.of("warrantyEnds", moved(text, by)));
    }
    return new Signal(
        signal.id(),
        signal.origin(),
        signal.userId(),
        signal.anonymousId(),
        signal.occurredAt().plus(by),
        signal.context(),
        content);
  }

  private static String moved(String date, Duration by) {
    if (date.length() == "2026-03-29".length()) {
      return LocalDate.parse(date).plusDays(by.toDays()).toString();
    }
    return date.endsWith("Z") ? Instant.parse(date).plus(by).toString() : date;
  }

  @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
  void takesOverWhatAnEarlierVersionOpened(
      @ForAll("playbooks") Playbook before,
      @ForAll("playbooks") Playbook after,
      @ForAll("histories") List<Signal> history,
      @ForAll("instants") Instant line) {
    Step first = new Step(before, 1, Step.ALWAYS);
    Sitting sitting = first.open(first.start());
    history.stream()
        .filter(signal -> signal.occurredAt().isBefore(line))
        .sorted()
        .forEach(sitting::hear);
    sitting.reach(line.minusMillis(1));
    List<Moment> carried = sitting.carry(line, id -> true);

    Step second = new Step(after, 2, line);
    Sitting next = second.open(second.start(carried, Step.DEFAULT_LIMIT));
    history.stream().sorted().forEach(next::hear);
    next.reach(END);

    Outcome expected = new Recount(after, 2, line).of(history, carried, END);
    assertSame(next, next.takeEffects(), expected, END);
  }

  @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
  void takesOverWhatAnEarlierVersionRemembers(
      @ForAll("changes") List<Playbook> change,
      @ForAll("histories") List<Signal> history,
      @ForAll("instants") Instant line,
      @ForAll("instants") Instant seen) {
    Step first = new Step(change.getFirst(), 1, Step.ALWAYS);
    Step second = new Step(change.getLast(), 2, line);
    Sitting sitting = first.open(first.start());
    List<Signal> past = before(history, line);
    past.forEach(sitting::hear);
    sitting.reach(seen.isBefore(line) ? seen : line.minusMillis(1));
    List<Effect> said = new ArrayList<>(sitting.takeEffects());
    Customer customer = sitting.close();
    Succession succession = new Succession(first, second);
    Optional<Heir> heir = succession.open(customer);
    Sitting again = first.open(customer);
    again.reach(line.minusMillis(1));
    said.addAll(again.takeEffects());
    if (past.isEmpty() || heir.isEmpty()) {
      assertThat(past.isEmpty() || !succession.isPossible()).isTrue();
      return;
    }

    int before = said.size() - heir.get().before().size();
    assertThat(heir.get().before()).isEqualTo(said.subList(before, said.size()));
    if (!succession.isWhole()) {
      past.forEach(heir.get()::hear);
    }
    Sitting next = heir.get().sitting();
    List<Moment> carried =
        again.carry(line, id -> true).stream()
            .filter(moment -> Succession.isRemembered(moment, first, second))
            .toList();
    Sitting refolded = second.open(second.start(carried, Step.DEFAULT_LIMIT));
    past.forEach(refolded::hear);
    refolded.reach(line.minusMillis(1));
    assertSameNow(next, refolded, line.minusMillis(1));
    Sitting kept = second.open(next.close());
    history.stream().filter(s -> !s.occurredAt().isBefore(line)).sorted().forEach(kept::hear);
    kept.reach(END);

    Recount recount = new Recount(change.getLast(), 2, line);
    assertSame(kept, kept.takeEffects(), recount.of(history, carried, END), END);
  }

  private static List<Signal> before(List<Signal> history, Instant line) {
    return history.stream().filter(s -> s.occurredAt().isBefore(line)).sorted().toList();
  }

  private static void assertSameNow(Sitting taken, Sitting refolded, Instant now) {
    assertThat(taken.facts(now)).isEqualTo(refolded.facts(now));
    assertThat(taken.segments().keySet()).isEqualTo(refolded.segments().keySet());
    assertThat(taken.nextDue()).isEqualTo(refolded.nextDue());
  }

  @Provide
  Arbitrary<List<Playbook>> changes() {
    return Arrivals.changes(2).map(texts -> texts.stream().map(Playbooks::read).toList());
  }

  private static void assertSame(
      Sitting sitting, List<Effect> effects, Outcome expected, Instant now) {
    assertThat(effects.stream().map(e -> new Standing(e.cause(), e.change())))
        .containsExactlyInAnyOrderElementsOf(expected.said());
    assertThat(effects).extracting(Effect::id).doesNotHaveDuplicates();
    assertThat(sitting.facts(now)).isEqualTo(expected.facts());
    assertThat(sitting.goals(now)).isEqualTo(expected.goals());
    assertThat(sitting.segments().keySet()).containsExactlyElementsOf(expected.segments());
    assertThat(open(sitting.moments())).isEqualTo(open(expected.moments()));
  }

  private static List<Moment> open(List<Moment> moments) {
    return moments.stream()
        .filter(Moment::isOpen)
        .sorted(Comparator.comparing(Moment::rule).thenComparing(Moment::id))
        .toList();
  }
}
