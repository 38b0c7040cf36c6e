package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Change;
import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.step.Sitting;
import dev.attune.testkit.Arrivals;
import dev.attune.testkit.Histories;
import dev.attune.testkit.Town;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * An adoption that takes customers over leaves what one leaves that folds everybody anew, whatever
 * is adopted how often, whoever is heard of in between and however the process ends.
 */
class TakeoverTest {
  private static final int VERSIONS = 5;

  /** Sweeps of many commits, with signals between them. */
  private static final EngineConfig TAKES_OVER =
      EngineConfig.usual().withReserve(0).withPointSignals(3).withFoldSignals(8);

  @Provide
  Arbitrary<Town> towns() {
    return Arrivals.ofTowns(50, 16);
  }

  @Provide
  Arbitrary<List<String>> versions() {
    return Arrivals.changes(VERSIONS);
  }

  @Provide
  Arbitrary<List<Instant>> lines() {
    return Histories.instants()
        .filter(at -> at.isAfter(Histories.START))
        .list()
        .ofSize(VERSIONS)
        .uniqueElements()
        .map(lines -> lines.stream().sorted().toList());
  }

  @Provide
  Arbitrary<Integer> askedEvery() {
    return Arbitraries.integers().between(20, 60);
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void leavesWhatFoldingAnewLeaves(
      @ForAll("towns") Town town,
      @ForAll("versions") List<String> versions,
      @ForAll("lines") List<Instant> lines,
      @ForAll("askedEvery") int every) {
    try (EngineHost taking = new EngineHost(Histories.START, TAKES_OVER);
        EngineHost anew = new EngineHost(Histories.START, TAKES_OVER.withoutTakeover())) {
      List<EngineHost> both = List.of(taking, anew);
      both.forEach(host -> host.adopt(town.before(), Histories.START));
      NavigableMap<Instant, List<Signal>> arrivals = town.arrivals();
      int number = 0;
      for (Instant now : town.instants()) {
        if (town.restarts().contains(now)) {
          taking.restart(); // the other needs none: it shows what would have been
        }
        for (EngineHost host : both) {
          pass(host, now, town, versions, lines, arrivals);
        }
        if (number++ % every == 0 || now.equals(Town.END)) {
          assertSame(taking, anew, now);
        }
      }
    }
  }

  private static void pass(
      EngineHost host,
      Instant now,
      Town town,
      List<String> versions,
      List<Instant> lines,
      NavigableMap<Instant, List<Signal>> arrivals) {
    host.reach(now);
    if (lines.contains(now)) {
      host.settle(); // else what is due at the line is said before it, or not, as it happens
      int version = lines.indexOf(now);
      host.adopt(versions.get(version), now);
      if (version % 2 == 0) {
        host.restart(); // in the middle of the sweep
      }
    }
    List<Signal> arrived = arrivals.getOrDefault(now, List.of());
    if (!arrived.isEmpty() && now.equals(town.imported())) {
      host.importPast(arrived);
    } else if (!arrived.isEmpty()) {
      host.accept(arrived);
    }
    host.settle();
  }

  private static void assertSame(EngineHost taking, EngineHost anew, Instant now) {
    for (Family family :
        List.of(Family.MEMBERS, Family.TRANSITIONS, Family.MOMENTS, Family.DESK, Family.LINKS)) {
      assertThat(rows(taking, family)).as("%s at %s", family, now).isEqualTo(rows(anew, family));
    }
    assertThat(effects(taking)).as("at %s", now).isEqualTo(effects(anew));
    assertThat(taking.engine().segments()).isEqualTo(anew.engine().segments());
    assertThat(taking.engine().openMoments()).isEqualTo(anew.engine().openMoments());
    assertThat(customers(taking, now)).isEqualTo(customers(anew, now));
    assertThat(gathered(taking)).isEqualTo(gathered(anew));
  }

  private static Map<String, String> rows(EngineHost host, Family family) {
    Map<String, String> rows = new TreeMap<>();
    try (Scan scan = host.source().scan(family, new byte[0], new byte[] {(byte) 0xFF})) {
      while (scan.next()) {
        rows.put(HexFormat.of().formatHex(scan.key()), HexFormat.of().formatHex(scan.value()));
      }
    }
    return rows;
  }

  /** All but their numbers. */
  private static Map<String, EffectRecord> effects(EngineHost host) {
    Map<String, EffectRecord> effects = new TreeMap<>();
    try (Scan scan =
        host.engine().source().scan(Family.EFFECTS, new byte[0], new byte[] {(byte) 0xFF})) {
      while (scan.next()) {
        EffectRecord record = EffectRecord.decode(scan.value());
        effects.put(
            HexFormat.of().formatHex(scan.key()),
            new EffectRecord(
                record.effect(),
                record.withdrawn(),
                record.foundAt(),
                record.late(),
                record.settlesAt(),
                0));
      }
    }
    return effects;
  }

  /** Facts, segments with since when, moments, and when time alone matters next. */
  private static Map<Id, List<Object>> customers(EngineHost host, Instant now) {
    Map<Id, List<Object>> customers = new TreeMap<>();
    Steps steps = new Steps(Meta.versions(host.source()));
    try (Scan scan = host.source().scan(Family.CUSTOMERS, new byte[0], new byte[] {(byte) 0xFF})) {
      while (scan.next()) {
        Id id = Keys.readId(scan.key());
        CustomerRecord record = CustomerRecord.decode(scan.value());
        Sitting sitting =
            record.customer().version() == steps.current().version()
                ? steps.current().open(record.customer())
                : steps.open(record.customer()).orElseThrow().sitting();
        CustomerView view = host.engine().customer(id).orElseThrow();
        customers.put(
            id,
            List.of(
                sitting.nextDue(),
                sitting.facts(now),
                sitting.segments(),
                sitting.moments(),
                view.facts(),
                view.segments(),
                view.moments(),
                record.setAside()));
      }
    }
    return customers;
  }

  /** Which sets of members were told of; also what is not synced yet. */
  private static List<String> gathered(EngineHost host) {
    List<String> gathered = new ArrayList<>();
    for (RecordedEffect told :
        Outbox.read(host.source(), 0, Long.MAX_VALUE - 1, Integer.MAX_VALUE)) {
      // How many are in it when everybody was looked at depends on what came meanwhile.
      if (told.effect().change() instanceof Change.Gathered of && of.before() > 0) {
        gathered.add(told.effect().id() + " " + of.rule() + " " + of.before());
      }
    }
    return gathered;
  }
}
