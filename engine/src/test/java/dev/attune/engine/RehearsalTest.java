package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Rehearsed.OfDay;
import dev.attune.engine.Rehearsed.OfMoment;
import dev.attune.engine.Rehearsed.OfSegment;
import dev.attune.step.Step;
import dev.attune.wire.BinaryWriter;
import dev.attune.wire.StoredSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playbooks over recorded history. */
class RehearsalTest {
  private static final Duration ONE_DAY = Duration.ofDays(1);
  private static final String[] EVENTS = {
    "Order Completed", "Support Contacted", "Signed Up", "Page Opened", "Door Rung"
  };
  private static final Instant BEGIN = Shop.MORNING.minus(Duration.ofDays(60));

  @TempDir private Path directory;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.open(directory);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void countsExactlyWhatTheEngineOpensWhenAdoptedBeforeTheFirstSignal() {
    live(200, 3_000);

    Rehearsed result = rehearse(Shop.PLAYBOOK, 90);

    Map<String, Long> opened = new HashMap<>();
    Map<String, Set<Id>> whose = new HashMap<>();
    for (MomentView moment : allMoments()) {
      opened.merge(moment.rule(), 1L, Long::sum);
      whose.computeIfAbsent(moment.rule(), kind -> new HashSet<>()).add(moment.customer());
    }
    assertThat(opened).hasSize(4);
    for (OfMoment kind : result.moments()) {
      assertThat(kind.count()).as(kind.kind()).isEqualTo(opened.get(kind.kind()));
      assertThat(kind.customers())
          .as(kind.kind())
          .isEqualTo(whose.getOrDefault(kind.kind(), Set.of()).size());
      assertThat(kind.days().stream().mapToLong(OfDay::count).sum()).isEqualTo(kind.count());
    }
    long members = shop.engine().segments().getFirst().size();
    assertThat(members).isPositive();
    assertThat(result.segments().getFirst().members()).isEqualTo(members);
    assertThat(result.segments().getFirst().days().getLast().count()).isEqualTo(members);
    Rehearsed.Against against = result.change().orElseThrow();
    assertThat(against.rules()).isEmpty();
    assertThat(against.moments())
        .allSatisfy(each -> {
          assertThat(each.same()).isEqualTo(each.before()).isEqualTo(each.after());
        });
  }

  @Test
  void showsExamplesThatTheEngineKnowsWithTheirEvidence() {
    live(200, 3_000);

    OfMoment kind = kind(rehearse(Shop.PLAYBOOK, 90), "third-contact");

    assertThat(kind.examples()).hasSize(10);
    assertThat(kind.examples().stream().map(Rehearsed.Example::customer).distinct()).hasSize(10);
    for (Rehearsed.Example example : kind.examples()) {
      MomentView moment = shop.engine().moment(example.effect().id()).orElseThrow();
      assertThat(moment.customer()).isEqualTo(example.customer());
      assertThat(example.effect().evidence().values()).isEqualTo(moment.evidence().values());
      assertThat(example.effect().evidence().signals()).isEqualTo(moment.evidence().signals());
    }
  }

  @Test
  void saysTheSameHoweverManyThreadsPlay() throws InterruptedException {
    live(300, 3_000);
    RehearsalQuery query = query(Shop.PLAYBOOK, 90);
    List<Step> steps = List.of(new Step(RehearsalHost.read(Shop.PLAYBOOK), 1, Step.ALWAYS));
    List<List<Object>> told = new ArrayList<>();
    for (int threads : new int[] {1, 3}) {
      Figures figures =
          new RehearsalRun(steps, query, shop.now(), threads).play((Store) shop.engine().source());
      List<Object> all = new ArrayList<>();
      figures.moments().forEach((name, each) -> all.add(each.figures(name)));
      figures.segments().forEach((name, each) -> all.add(each.figures(name)));
      told.add(all);
    }
    assertThat(told.getFirst()).isEqualTo(told.getLast()).isNotEmpty();
  }

  @Test
  void changesNothing() {
    live(50, 1_000);
    Progress before = shop.engine().progress();
    byte[] customers = contents(Family.CUSTOMERS);
    byte[] outbox = contents(Family.OUTBOX);

    rehearse(Shop.PLAYBOOK.replace("calls14 >= 3", "calls14 >= 2"), 90);

    assertThat(shop.settle().engine().progress()).isEqualTo(before);
    assertThat(contents(Family.OUTBOX)).isEqualTo(outbox);
    assertThat(contents(Family.CUSTOMERS)).isEqualTo(customers);
    assertThat(shop.engine().versions()).hasSize(1);
  }

  @Test
  void saysWhatAnotherPlaybookWouldChange() {
    for (int i = 0; i < 3; i++) {
      shop.track("ana", "Support Contacted").later(Duration.ofMinutes(1));
    }
    shop.track("ben", "Support Contacted").track("ben", "Support Contacted");
    String other =
        """
        playbook: Other
        facts:
          calls14: { count: Support Contacted, within: 14d }
        segments:
          callers: facts.calls14 >= 1
        moments:
          third-contact: { when: signal.event == 'Support Contacted' && facts.calls14 >= 2 }
        """;

    Rehearsed result = rehearse(other, 90);

    Rehearsed.Against against = result.change().orElseThrow();
    assertThat(against.moments().getFirst())
        .isEqualTo(new Rehearsed.MomentChange("third-contact", 1, 2, 0));
    assertThat(against.segments().getFirst())
        .isEqualTo(new Rehearsed.SegmentChange("callers", 0, 2, 2, 0));
    assertThat(against.rules())
        .extracting(each -> each.kind() + " " + each.section() + "." + each.name())
        .contains(
            "ADDED segments.callers",
            "CHANGED moments.third-contact",
            "REMOVED moments.stuck",
            "REMOVED facts.spent");
  }

  @Test
  void countsMembersAtEachDaysEndInThePlaybooksZone() {
    String berlin =
        """
        playbook: Berlin
        zone: Europe/Berlin
        facts:
          o1: { count: Order, within: 1d }
        segments:
          buyers: facts.o1 > 0
        """;
    // 23:30 in Berlin on the 27th of February, when it is still the 27th in UTC as well.
    shop.trackAt(Instant.parse("2026-02-27T22:30:00Z"), "ana", "Order");
    shop.trackAt(Instant.parse("2026-02-27T23:30:00Z"), "ben", "Order");

    OfSegment buyers = rehearse(berlin, 4).segments().getFirst();

    assertThat(buyers.days())
        .contains(
            new OfDay(LocalDate.of(2026, 2, 26), 0),
            new OfDay(LocalDate.of(2026, 2, 27), 1),
            new OfDay(LocalDate.of(2026, 2, 28), 1),
            new OfDay(LocalDate.of(2026, 3, 1), 0));
    assertThat(buyers.entered()).isEqualTo(2);
    assertThat(buyers.left()).isEqualTo(2);
  }

  @Test
  void countsOnlyTheRangeButSeesAllHistory() {
    shop.trackAt(Shop.MORNING.minus(Duration.ofDays(10)), "ana", "Support Contacted");
    shop.trackAt(Shop.MORNING.minus(Duration.ofDays(9)), "ana", "Support Contacted");
    shop.track("ana", "Support Contacted");
    shop.trackAt(Shop.MORNING.minus(Duration.ofDays(40)), "ben", "Support Contacted");
    shop.trackAt(Shop.MORNING.minus(Duration.ofDays(40)), "ben", "Support Contacted");
    shop.trackAt(Shop.MORNING.minus(Duration.ofDays(40)), "ben", "Support Contacted");

    assertThat(kind(rehearse(Shop.PLAYBOOK, 5), "third-contact").count()).isEqualTo(1);
    assertThat(kind(rehearse(Shop.PLAYBOOK, 60), "third-contact").count()).isEqualTo(2);
    RehearsalQuery past =
        new RehearsalQuery(
            Shop.PLAYBOOK,
            "kim",
            Shop.MORNING.minus(Duration.ofDays(60)),
            Optional.of(Shop.MORNING.minus(Duration.ofDays(20))),
            OptionalInt.of(2),
            10);
    Rehearsed result = done(shop.engine().rehearsals().start(past));
    assertThat(kind(result, "third-contact").count()).isEqualTo(1);
    assertThat(result.played().signals()).isEqualTo(3);
    assertThat(result.share().aPersonADay().orElseThrow()).isEqualTo(1 / 20.0 / 2);
    assertThat(result.historyFrom()).contains(Shop.MORNING.minus(Duration.ofDays(40)));
    assertThat(result.wholeFrom()).contains(Shop.MORNING.minus(Duration.ofDays(10)));
  }

  @Test
  void countsWhatHappensAtMidnightOnOneDayOnly() {
    Instant midnight = Shop.MORNING.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));
    for (int day = 0; day < 3; day++) {
      for (int call = 0; call < 3; call++) {
        shop.trackAt(midnight.plus(Duration.ofDays(day)), "u" + day, "Support Contacted");
      }
    }
    shop.settle();

    long all = 0;
    for (int day = 0; day < 3; day++) {
      Instant from = midnight.plus(Duration.ofDays(day));
      Rehearsed result = done(shop.engine().rehearsals().start(between(from, from.plus(ONE_DAY))));
      assertThat(kind(result, "third-contact").count()).isEqualTo(1);
      assertThat(kind(result, "third-contact").examples().getFirst().effect().evidence().signals())
          .hasSize(3);
      all += kind(result, "third-contact").count();
    }
    Rehearsed together =
        done(
            shop.engine().rehearsals().start(between(midnight, midnight.plus(Duration.ofDays(3)))));
    assertThat(kind(together, "third-contact").count()).isEqualTo(all);
  }

  private static RehearsalQuery between(Instant from, Instant to) {
    return new RehearsalQuery(Shop.PLAYBOOK, "kim", from, Optional.of(to), OptionalInt.empty(), 10);
  }

  @Test
  void refusesWhatCannotBeRehearsed() {
    assertThatThrownBy(() -> start("playbook: X\nfacts:\n  a: { cuont: B }", 90))
        .isInstanceOf(BadPlaybook.class)
        .hasMessageContaining("line 3");
    assertThatThrownBy(() -> start(Shop.PLAYBOOK, 4_000)).hasMessageContaining("3660 days at most");
    assertThatThrownBy(
            () -> new RehearsalQuery("", "kim", BEGIN, Optional.of(BEGIN), OptionalInt.empty(), 1))
        .hasMessageContaining("before it begins");
  }

  @Test
  void takesTwoAtOnceAndCancelsThem() {
    live(300, 3_000);
    Rehearsals rehearsals = shop.engine().rehearsals();
    List<RehearsalView> started = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              while (true) {
                started.add(start(Shop.PLAYBOOK, 90)); // faster than they end
              }
            })
        .isInstanceOf(NoRoom.class)
        .hasMessageContaining("two rehearsals run or wait already");
    RehearsalView second = rehearsals.cancel(started.getLast().id()).orElseThrow();
    assertThat(second.state().isOver()).isTrue();
    Shop.eventually(() ->
        rehearsals.find(started.getFirst().id()).orElseThrow().state() == RehearsalView.State.DONE);
    assertThat(rehearsals.cancel("nothing")).isEmpty();
    for (int i = 0; i < 12; i++) {
      rehearse(Shop.PLAYBOOK, 1);
    }
    assertThat(rehearsals.all()).hasSize(10);
    assertThat(rehearsals.find(second.id())).isEmpty();
  }

  @Test
  void endsWithTheEngine() {
    live(300, 3_000);
    start(Shop.PLAYBOOK, 90);
    shop.restart();

    assertThat(shop.engine().rehearsals().all()).isEmpty();
    assertThat(rehearse(Shop.PLAYBOOK, 90).played().customers()).isEqualTo(300);
  }

  /** So many people with devices, in and out of order, imports among it. */
  private void live(int people, int signals) {
    SplittableRandom random = new SplittableRandom(7);
    List<StoredSignal> batch = new ArrayList<>();
    for (int i = 0; i < signals; i++) {
      int who = i < people ? i : random.nextInt(people);
      Instant at = BEGIN.plusMillis(random.nextLong(Duration.ofDays(60).toMillis() / 500) * 500);
      String user = "user-" + who;
      String device = who % 3 == 0 ? "device-" + who : null;
      boolean anonymous = device != null && i >= people && random.nextInt(4) == 0;
      Content content =
          random.nextInt(12) == 0
              ? new Content.Identify(Data.of("warrantyEnds", at.plusSeconds(500_000).toString()))
              : new Content.Track(
                  EVENTS[random.nextInt(EVENTS.length)], Data.of("total", random.nextInt(90)));
      batch.add(shop.signal("é" + i % 977 + "-" + i, anonymous ? null : user, device, at, content));
    }
    shop.importPast(batch.subList(0, signals / 2).toArray(StoredSignal[]::new));
    for (int i = signals / 2; i < signals; i += 500) {
      shop.send(batch.subList(i, Math.min(signals, i + 500)).toArray(StoredSignal[]::new));
    }
    shop.settle();
    Shop.eventually(() -> shop.engine().progress().pending() == 0);
  }

  private List<MomentView> allMoments() {
    List<MomentView> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<MomentView> page =
          shop.engine()
              .moments(
                  new MomentQuery(
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      cursor,
                      500));
      page.items().stream().filter(moment -> moment.withdrawn() == null).forEach(all::add);
      cursor = page.next();
    } while (cursor.isPresent());
    return all;
  }

  private byte[] contents(Family family) {
    BinaryWriter out = new BinaryWriter(1 << 16);
    try (Scan scan = shop.engine().source().scan(family, new byte[0], new byte[] {(byte) 0xFF})) {
      while (scan.next()) {
        out.writeBytes(scan.key()).writeBytes(scan.value());
      }
    }
    return out.toBytes();
  }

  private RehearsalQuery query(String text, int days) {
    return new RehearsalQuery(
        text,
        "kim",
        shop.now().minus(Duration.ofDays(days)),
        Optional.empty(),
        OptionalInt.empty(),
        10);
  }

  private RehearsalView start(String text, int days) {
    return shop.engine().rehearsals().start(query(text, days));
  }

  private Rehearsed rehearse(String text, int days) {
    return done(start(text, days));
  }

  private Rehearsed done(RehearsalView view) {
    Rehearsals rehearsals = shop.engine().rehearsals();
    Shop.eventually(() -> rehearsals.find(view.id()).orElseThrow().state().isOver());
    RehearsalView over = rehearsals.find(view.id()).orElseThrow();
    assertThat(over.failure()).isEmpty();
    return over.result().orElseThrow();
  }

  private static OfMoment kind(Rehearsed result, String kind) {
    return result.moments().stream()
        .filter(each -> each.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
