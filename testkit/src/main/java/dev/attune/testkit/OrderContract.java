package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Content.Corrected.Verdict;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.testkit.Household.Arrival;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * What every host owes whatever the order in which it hears of things: the same signals are the
 * same customers, links, segments and effects (INV-004), also where people are joined and parted.
 *
 * <p>A host's test extends this and opens hosts. Hundreds of households share one host.
 */
public abstract class OrderContract {
  private static final int HOUSEHOLDS = 300;
  private static final int SIGNALS = 20;
  private static final int WORDS = 6;
  private static final int BATCH = 97;

  /** An empty host whose clock stands at {@code start}. */
  protected abstract Host open(Instant start);

  @Provide
  Arbitrary<Town> towns() {
    return Arrivals.ofTowns(HOUSEHOLDS, SIGNALS);
  }

  @Provide
  Arbitrary<List<List<Verdict>>> verdicts() {
    return Arbitraries.of(Verdict.values())
        .list()
        .ofMinSize(1)
        .ofMaxSize(WORDS)
        .list()
        .ofSize(HOUSEHOLDS);
  }

  /** As it came, or years later in any order: what stands is the same. */
  @Property(tries = 2, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void standsTheSameInAnyOrderOfArrival(@ForAll("towns") Town town, @ForAll long seed) {
    try (Host live = open(Histories.START);
        Host shuffled = open(Histories.START)) {
      live.adopt(town.before(), Histories.START);
      shuffled.adopt(town.before(), Histories.START);
      List<Household> households = town.households();
      playAsItCame(live, households.stream().flatMap(h -> h.arrivals().stream()).toList());
      List<Signal> signals = new ArrayList<>();
      households.forEach(h -> h.arrivals().forEach(arrival -> signals.add(arrival.signal())));
      Collections.shuffle(signals, new Random(seed));
      shuffled.reach(Town.END);
      accept(shuffled, signals);

      for (Household household : households) {
        assertSame(live, shuffled, household);
        for (Id id : household.ids()) {
          assertThat(shuffled.who(id)).as("%s", household).isEqualTo(live.who(id));
        }
      }
    }
  }

  /** Two who were joined and parted again are as if nobody had ever spoken of them. */
  @Property(tries = 2, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void partsWhoWereJoinedAsIfTheyHadNeverBeen(@ForAll("towns") Town town) {
    try (Host apart = open(Histories.START);
        Host parted = open(Histories.START)) {
      apart.adopt(town.before(), Histories.START);
      parted.adopt(town.before(), Histories.START);
      List<Household> households = town.households();
      playAsItCame(apart, households.stream().flatMap(h -> h.arrivals().stream()).toList());
      List<Household> spoken = households.stream().map(OrderContract::joinedAndParted).toList();
      playAsItCame(parted, spoken.stream().flatMap(h -> h.arrivals().stream()).toList());

      spoken.forEach(household -> assertSame(apart, parted, household));
    }
  }

  /** The latest word on a pair holds, whichever is heard last. */
  @Property(tries = 2, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void believesTheLatestWordOnAPair(
      @ForAll("verdicts") List<List<Verdict>> verdicts, @ForAll long seed) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      signals.add(ride("ana-" + i));
      signals.add(ride("ben-" + i));
      for (int j = 0; j < verdicts.get(i).size(); j++) {
        Instant at = Histories.START.plus(Histories.GRID.multipliedBy(j + 1L));
        signals.add(word("-" + i, "ana", "ben", verdicts.get(i).get(j), at));
      }
    }
    Collections.shuffle(signals, new Random(seed));
    try (Host host = open(Histories.START)) {
      host.adopt(ContractPlaybooks.ALL.getFirst(), Histories.START);
      host.reach(Town.END);
      accept(host, signals);

      for (int i = 0; i < verdicts.size(); i++) {
        boolean same = host.who(Id.user("ana-" + i)).equals(host.who(Id.user("ben-" + i)));
        assertThat(same)
            .as("after %s", verdicts.get(i))
            .isEqualTo(verdicts.get(i).getLast() == Verdict.SAME);
      }
    }
  }

  private static void playAsItCame(Host host, List<Arrival> arrivals) {
    List<Arrival> ordered = new ArrayList<>(arrivals);
    ordered.sort(Comparator.comparing(Arrival::at));
    List<Signal> batch = new ArrayList<>();
    Instant now = Histories.START;
    for (Arrival arrival : ordered) {
      if (arrival.at().isAfter(now) && !batch.isEmpty()) {
        host.accept(batch);
        batch.clear();
      }
      if (arrival.at().isAfter(now)) {
        now = arrival.at();
        host.reach(now);
      }
      batch.add(arrival.signal());
    }
    host.accept(batch);
    host.reach(Town.END);
    host.settle();
  }

  private static void accept(Host host, List<Signal> signals) {
    for (int i = 0; i < signals.size(); i += BATCH) {
      host.accept(signals.subList(i, Math.min(signals.size(), i + BATCH)));
    }
    host.settle();
  }

  private static void assertSame(Host one, Host other, Household household) {
    for (Id id : household.ids()) {
      assertThat(sorted(other.settled(id)))
          .as("of %s in %s", id, household)
          .isEqualTo(sorted(one.settled(id)));
      assertThat(other.stands(id)).as("%s in %s", id, household).isEqualTo(one.stands(id));
    }
  }

  private static List<Effect> sorted(List<Effect> effects) {
    return effects.stream().sorted(Comparator.comparing(Effect::id)).toList();
  }

  /**
   * The household, with two words on a pair of which nobody else speaks: that they are one, and
   * later that they are not. Who sends them was heard before, or the words would make a customer.
   */
  private static Household joinedAndParted(Household household) {
    String name = household.name();
    int chance = Math.floorMod(household.hashCode(), 1 << 16);
    int heard = chance % household.arrivals().size();
    String first = userBefore(household, heard);
    if (first == null) {
      return household;
    }
    String second = Household.PEOPLE.get((Household.PEOPLE.indexOf(first) + 1 + chance % 2) % 3);
    if (household.arrivals().stream().anyMatch(a -> speaksOf(a.signal(), first, second, name))) {
      return household;
    }
    int later = heard + chance % (household.arrivals().size() - heard);
    Instant joined = household.arrivals().get(heard).at().plusMillis(2);
    Instant parted = household.arrivals().get(later).at().plusMillis(3);
    List<Arrival> arrivals = new ArrayList<>(household.arrivals());
    arrivals.add(new Arrival(joined, word(name, first, second, Verdict.SAME, joined)));
    arrivals.add(new Arrival(parted, word(name, first, second, Verdict.DIFFERENT, parted)));
    return new Household(name, arrivals);
  }

  private static @Nullable String userBefore(Household household, int heard) {
    return household.arrivals().subList(0, heard + 1).stream()
        .map(arrival -> arrival.signal().userId())
        .filter(user -> user != null)
        .map(user -> user.substring(0, user.indexOf('-')))
        .findFirst()
        .orElse(null);
  }

  private static boolean speaksOf(Signal signal, String first, String second, String name) {
    List<String> pair = List.of(first + name, second + name);
    return switch (signal.content()) {
      case Content.Corrected(Id one, Id other, Verdict verdict, String by) ->
          pair.contains(one.value()) && pair.contains(other.value());
      case Content.Alias(String previous) ->
          pair.contains(previous) && pair.contains(signal.sender().value());
      default -> false;
    };
  }

  private static Signal ride(String user) {
    Content ride = new Content.Track("Ride", Data.of("fare", 2));
    return signal("r" + user, user, ride, Histories.START);
  }

  private static Signal word(
      String name, String first, String second, Verdict verdict, Instant at) {
    Content said =
        new Content.Corrected(Id.user(first + name), Id.user(second + name), verdict, "lea");
    return signal("w" + at.toEpochMilli() + name, first + name, said, at);
  }

  private static Signal signal(String id, String user, Content content, Instant at) {
    return new Signal(new SignalId("desk", id), Origin.STAFF, user, null, at, Data.EMPTY, content);
  }
}
