package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.PlaybookReader;
import dev.attune.step.Step;
import dev.attune.testkit.Arrivals;
import dev.attune.testkit.Histories;
import dev.attune.testkit.Household;
import dev.attune.testkit.Household.Arrival;
import dev.attune.testkit.Stands;
import dev.attune.testkit.Town;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * A host that removes old signals beside one that keeps all: what stands is the same, whatever is
 * heard, joined, parted, adopted, and however often the process ends on the way.
 */
class RetentionPropertyTest {
  private static final int HOUSEHOLDS = 30;
  private static final int SIGNALS = 24;

  /** Histories are so many times longer than usual: signals must grow old. */
  private static final int LONGER = 4;

  /** Where signals may come from before the cut, they are so many times longer under way. */
  private static final int LATER = 9;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant END = Histories.START.plus(Duration.ofDays(130));
  private static final Duration MARGIN = Duration.ofDays(7);

  @Provide
  Arbitrary<Town> towns() {
    return Arrivals.ofTowns(HOUSEHOLDS, SIGNALS);
  }

  /** Of people of whom nobody says that they are others: facts, segments, moments, every effect. */
  @Property(tries = 2, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void decidesTheSameOfPeopleWhoStayThemselves(@ForAll("towns") Town town) {
    try (EngineHost keeping = new EngineHost(Histories.START, 7);
        EngineHost removing = new EngineHost(Histories.START, 7)) {
      Course course =
          new Course(town, town.before() + "# the same\n", 1, RetentionPropertyTest::alone);
      course.run(removing, RetentionPropertyTest::retaining);
      course.run(keeping, UnaryOperator.identity());
      assertThat(count(removing, Family.BASES)).isPositive();
      assertThat(count(removing, Family.TIMELINES)).isLessThan(count(keeping, Family.TIMELINES));
      course.compareAll(keeping, removing);

      late(keeping, course);
      late(removing, course);
      course.compareAll(keeping, removing);
    }
  }

  /** Of goals what was said stays, whoever is joined later. */
  @Provide
  Arbitrary<Town> townsWithoutGoals() {
    return towns().filter(town -> !town.after().contains("goals:"));
  }

  /** Of anybody: facts and segments, which do not depend on what was said when. */
  @Property(tries = 2, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void knowsTheSameOfPeopleWhoAreJoinedAndParted(@ForAll("townsWithoutGoals") Town town) {
    try (EngineHost keeping = new EngineHost(Histories.START, 7);
        EngineHost removing = new EngineHost(Histories.START, 7)) {
      Course course = new Course(town, town.after(), LATER, UnaryOperator.identity());
      course.run(removing, RetentionPropertyTest::retaining);
      course.run(keeping, UnaryOperator.identity());
      assertThat(count(removing, Family.BASES)).isPositive();
      assertThat(course.refused).isNotEmpty();
      assertThat(count(removing, Family.REJECTS)).isPositive();
      course.compareFacts(keeping, removing);

      keeping.adopt(course.after + "# again\n", END.plus(DAY));
      removing.adopt(retaining(course.after) + "# again\n", END.plus(DAY));
      keeping.settle();
      removing.settle();
      course.compareFacts(keeping, removing);
    }
  }

  /** As long as the reader lets signals be kept at least. */
  private static String retaining(String text) {
    return text + "retain: " + read(text).looksBack().plus(MARGIN).toHours() + "h\n";
  }

  private static Playbook read(String text) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted accepted -> accepted.playbook();
      case Checked.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }

  private static void late(EngineHost host, Course course) {
    Instant at = END.minus(DAY);
    host.reach(END.plus(DAY));
    List<Signal> signals = new ArrayList<>();
    for (Id id : course.ids()) {
      SignalId name = new SignalId("late", "late-" + id.value());
      Content quiet = new Content.Track("Quiet", Data.EMPTY);
      signals.add(new Signal(name, Origin.SERVER, id.value(), null, at, Data.EMPTY, quiet));
    }
    host.accept(signals);
    host.settle();
  }

  private static long count(EngineHost host, Family family) {
    long count = 0;
    try (Scan scan = host.source().scan(family, new byte[0], new byte[] {(byte) 0xFF})) {
      while (scan.next()) {
        count++;
      }
    }
    return count;
  }

  /** A signal of somebody with no device of whom nobody speaks, or null. */
  private static @Nullable Signal alone(@Nullable Signal signal) {
    if (signal == null
        || signal.userId() == null
        || signal.content() instanceof Content.Alias
        || signal.content() instanceof Content.Corrected) {
      return null;
    }
    return new Signal(
        signal.id(),
        signal.origin(),
        signal.userId(),
        null,
        signal.occurredAt(),
        signal.context(),
        signal.content());
  }

  /** What happens to a host. */
  private static final class Course {
    private final Town town;
    private final NavigableMap<Instant, List<Signal>> arrivals = new TreeMap<>();
    private final Instant line;
    private final String after;

    /** What came from before the cut, by when it came. */
    private final Map<Instant, List<Signal>> refused = new TreeMap<>();

    Course(Town town, String after, int later, UnaryOperator<@Nullable Signal> taken) {
      this.town = town;
      this.after = after;
      line = stretched(town.line());
      for (Household household : town.households()) {
        for (Arrival arrival : household.arrivals()) {
          Signal signal = taken.apply(arrival.signal());
          if (signal != null) {
            Duration delay = Duration.between(arrival.signal().occurredAt(), arrival.at());
            Signal stretched = at(signal, stretched(signal.occurredAt()));
            Instant arrives = stretched.occurredAt().plus(delay.multipliedBy(later));
            arrivals.computeIfAbsent(arrives, at -> new ArrayList<>()).add(stretched);
          }
        }
      }
    }

    private static Instant stretched(Instant at) {
      Duration since = Duration.between(Histories.START, at);
      long slots = Math.round((double) since.toMillis() / Histories.GRID.toMillis());
      Duration beside = since.minus(Histories.GRID.multipliedBy(slots));
      return Histories.START.plus(Histories.GRID.multipliedBy(slots * LONGER)).plus(beside);
    }

    private static Signal at(Signal signal, Instant at) {
      return new Signal(
          signal.id(),
          signal.origin(),
          signal.userId(),
          signal.anonymousId(),
          at,
          signal.context(),
          signal.content());
    }

    void run(EngineHost host, UnaryOperator<String> playbook) {
      host.adopt(playbook.apply(town.before()), Histories.START);
      NavigableMap<Instant, List<Signal>> stops = new TreeMap<>(arrivals);
      for (Instant at = Histories.START; !at.isAfter(END); at = at.plus(DAY)) {
        stops.putIfAbsent(at, List.of());
      }
      stops.putIfAbsent(line, List.of());
      int number = 0;
      for (Map.Entry<Instant, List<Signal>> stop : stops.entrySet()) {
        Instant now = stop.getKey();
        if (++number % 97 == 0) {
          host.restart();
        }
        if (now.equals(line)) {
          host.adopt(playbook.apply(after), now);
        }
        host.reach(now);
        take(host, now, stop.getValue());
      }
    }

    private void take(EngineHost host, Instant now, List<Signal> arrived) {
      Horizon horizon = Horizon.of(host.source());
      for (Signal signal : arrived) {
        if (horizon != null && signal.occurredAt().isBefore(horizon.cut())) {
          refused.computeIfAbsent(now, at -> new ArrayList<>()).add(signal);
        }
      }
      List<Signal> taken = new ArrayList<>(arrived);
      if (horizon == null) {
        taken.removeAll(refused.getOrDefault(now, List.of()));
      }
      if (!taken.isEmpty()) {
        host.accept(taken);
        host.settle();
      }
    }

    List<Id> ids() {
      return town.households().stream()
          .flatMap(household -> household.ids().stream())
          .filter(Id::isUser)
          .toList();
    }

    void compareAll(EngineHost keeping, EngineHost removing) {
      for (Household household : town.households()) {
        for (Id id : household.ids()) {
          assertThat(removing.stands(id)).as("%s of %s", id, this).isEqualTo(keeping.stands(id));
          assertThat(sorted(removing.settled(id)))
              .as("%s of %s", id, this)
              .isEqualTo(sorted(keeping.settled(id)));
          Optional<Instant> due = nextDue(keeping, id);
          if (due.isPresent() && nextDue(removing, id).isPresent()) {
            assertThat(nextDue(removing, id)).as("%s of %s", id, this).isEqualTo(due);
          }
        }
      }
    }

    /** Effects; their evidence may name what is removed. */
    private static List<String> sorted(List<Effect> effects) {
      return effects.stream()
          .map(effect -> effect.at() + " " + effect.cause() + " " + effect.change())
          .sorted()
          .toList();
    }

    /** When time alone next matters, of those whom the present version has folded. */
    private static Optional<Instant> nextDue(EngineHost host, Id id) {
      Step step = new Steps(Meta.versions(host.source())).current();
      byte[] record = host.source().get(Family.CUSTOMERS, Keys.id(id));
      return Optional.ofNullable(record)
          .map(bytes -> CustomerRecord.decode(bytes).customer())
          .filter(customer -> customer.version() == step.version())
          .map(customer -> step.open(customer).nextDue().orElse(Instant.MAX));
    }

    void compareFacts(EngineHost keeping, EngineHost removing) {
      for (Household household : town.households()) {
        for (Id id : household.ids()) {
          Set<String> begun = removing.incomplete(id);
          assertThat(facts(removing, id, begun))
              .as("%s of %s%n%s", id, this, household)
              .isEqualTo(facts(keeping, id, begun));
          if (begun.isEmpty()) {
            assertThat(removing.stands(id).map(Stands::segments))
                .as("%s of %s%n%s", id, this, household)
                .isEqualTo(keeping.stands(id).map(Stands::segments));
          }
        }
      }
    }

    /** All but those that a later version brought, which do not know what was removed before. */
    private static Optional<Map<String, Optional<Object>>> facts(
        EngineHost host, Id id, Set<String> begun) {
      return host.stands(id)
          .map(stands -> {
            Map<String, Optional<Object>> facts = new TreeMap<>(stands.facts());
            facts.keySet().removeAll(begun);
            return facts;
          });
    }

    @Override
    public String toString() {
      return "adopted first:%n%s%nat %s:%n%s".formatted(town.before(), line, after);
    }
  }
}
