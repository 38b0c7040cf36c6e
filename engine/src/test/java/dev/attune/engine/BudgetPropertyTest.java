package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.care.Limit;
import dev.attune.care.Spent;
import dev.attune.customer.Id;
import dev.attune.engine.BudgetRecount.Budgeted;
import dev.attune.engine.Choice.What;
import dev.attune.engine.GestureView.State;
import dev.attune.playbook.Role;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever people choose, undo and lend, whoever is joined and parted, wherever midnight is, and
 * whatever happens to the process: what is booked is what a recount by brute force lets through,
 * and what is said to be spent is what it counts.
 */
class BudgetPropertyTest {
  private static final int ACTS = 120;
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Berlin"), ZoneId.of("Pacific/Auckland"), ZoneId.of("America/Havana"));
  private static final ZoneId TEAM = ZoneId.of("Asia/Beirut");
  private static final List<String> USERS = List.of("ada", "bob", "eve", "kay", "max");

  /** Around it clocks change in Havana, Beirut and Berlin, and back in Auckland. */
  private static final Instant START = Instant.parse("2026-03-07T20:00:00Z");

  @Property(tries = 5, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void booksWhatTheRecountLetsThrough(@ForAll long seed) throws Exception {
    Path directory = Files.createTempDirectory("attune-budgets");
    try (Course course = new Course(directory, seed)) {
      for (int i = 0; i < ACTS; i++) {
        course.act();
      }
      course.settle();
    } finally {
      DataDirectory.delete(directory);
    }
  }

  private static final class Course implements AutoCloseable {
    private final Random random;
    private final String named;
    private final Shop shop;
    private final BudgetRecount recount = new BudgetRecount(TEAM);
    private final List<Budgeted> frontLine = new ArrayList<>();
    private final List<Budgeted> lead = new ArrayList<>();
    private final Map<String, Instant> held = new HashMap<>();
    private final Map<String, Instant> lentUntil = new HashMap<>();
    private final List<Choice> choices = new ArrayList<>();
    private int made;

    Course(Path directory, long seed) {
      random = new Random(seed);
      named = "seed " + seed;
      shop = new Shop(directory);
      shop.passUnseen(Duration.between(shop.now(), START));
      adopt();
      USERS.forEach(user -> shop.track(user, "Order Completed", "total", 12.5));
    }

    private Grace grace() {
      return shop.engine().grace();
    }

    private void adopt() {
      int day = 40 + 20 * random.nextInt(5);
      int year = 150 + 50 * random.nextInt(4);
      int customer = 50 + 20 * random.nextInt(4);
      int team = 80 + 40 * random.nextInt(5);
      shop.engine()
          .adopt(
              """
              playbook: Budgets
              zone: Europe/Berlin
              facts:
                last: { latest: Order Completed, of: properties.total }
              options:
                cake:  { title: A cake, cost: 15, does: { webhook: cakes }, undo: 10m }
                card:  { title: A card, cost: 0, at-most: 2 per 30d }
                money: { title: Money back, cost: facts.last, does: { webhook: money } }
              teams:
                all: { zone: Asia/Beirut, default: true }
              trust:
                currency: EUR
                front-line: { per-gesture: 30, per-day: %d, per-year: %d, per-customer-per-year: %d }
                lead: { per-day: %d }
                team-per-day: %d
              """
                  .formatted(day, year, customer, 2 * day, team),
              "kim");
      frontLine.add(
          new Budgeted(
              shop.now(),
              Map.of(
                  Limit.PER_GESTURE, amount(30),
                  Limit.PER_DAY, amount(day),
                  Limit.PER_YEAR, amount(year),
                  Limit.PER_CUSTOMER_PER_YEAR, amount(customer),
                  Limit.TEAM_PER_DAY, amount(team))));
      lead.add(
          new Budgeted(
              shop.now(),
              Map.of(Limit.PER_DAY, amount(2 * day), Limit.TEAM_PER_DAY, amount(team))));
    }

    void act() {
      int chance = random.nextInt(100);
      if (chance < 45) {
        choose();
      } else if (chance < 60) {
        later();
      } else if (chance < 70) {
        undo();
      } else if (chance < 78) {
        correct();
      } else if (chance < 84) {
        lend();
      } else if (chance < 92) {
        offline();
      } else if (chance < 94) {
        giveBack();
      } else if (chance < 96) {
        shop.restart();
      } else if (chance < 98) {
        shop.later(Duration.ofMillis(1));
        adopt();
      } else {
        again();
      }
    }

    private Chooser somebody() {
      Role role = random.nextInt(4) == 0 ? Role.LEAD : Role.FRONT_LINE;
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      String name = role.word() + random.nextInt(2);
      List<dev.attune.care.Allowance.Dated> course =
          grace()
              .course(
                  Optional.of(role),
                  Optional.of("all"),
                  shop.now().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
      return new Chooser(
          name,
          Optional.of(role),
          Optional.of("all"),
          zone,
          dev.attune.care.Allowance.at(shop.now(), course, zone));
    }

    private Map<Limit, BigDecimal> limits(Chooser by) {
      List<Budgeted> course = by.role().orElseThrow() == Role.LEAD ? lead : frontLine;
      return BudgetRecount.holds(course, by.zone(), shop.now());
    }

    private Choice choice(Optional<String> lend, Chooser by) {
      What what =
          switch (random.nextInt(4)) {
            case 0 -> new What.Listed("card");
            case 1 -> new What.Listed("money");
            case 2 -> new What.Else("A coffee", BigDecimal.valueOf(random.nextInt(4_000), 2));
            default -> new What.Listed("cake");
          };
      String user = USERS.get(random.nextInt(USERS.size()));
      Choice choice =
          new Choice(
              "gesture-" + ++made, Id.user(user), what, Optional.empty(), by, shop.now(), lend);
      choices.add(choice);
      return choice;
    }

    private static BigDecimal cost(Choice choice) {
      return switch (choice.what()) {
        case What.Else other -> other.amount();
        case What.Listed listed ->
            switch (listed.option()) {
              case "card" -> BigDecimal.ZERO;
              case "money" -> new BigDecimal("12.5");
              default -> new BigDecimal(15);
            };
      };
    }

    private void choose() {
      Chooser by = somebody();
      assertThat(by.allowance().amounts()).as(named).isEqualTo(limits(by));
      Choice choice = choice(Optional.empty(), by);
      BigDecimal cost = cost(choice);
      boolean tooOften =
          choice.what().option().equals("card") && recount.times(choice, Duration.ofDays(30)) >= 2;
      boolean fits = recount.fits(choice, cost, limits(by)) && !tooOften;

      GestureView became = grace().choose(List.of(choice)).getFirst();

      assertThat(became.counts()).as("%s: %s %s", named, choice, became.reasons()).isEqualTo(fits);
      if (fits) {
        recount.book(choice, cost);
        became.heldUntil().ifPresent(until -> held.put(choice.id(), until));
      }
      same(choice);
    }

    /** What is said to be spent is what is counted. */
    private void same(Choice choice) {
      Spent spent = grace().spent(choice.by());
      for (Limit limit : List.of(Limit.PER_DAY, Limit.PER_YEAR, Limit.TEAM_PER_DAY)) {
        assertThat(spent.against(limit))
            .as("%s: %s", named, limit)
            .isEqualByComparingTo(recount.against(limit, choice));
      }
      Spent onCustomer = grace().offers(choice.customer(), Optional.empty(), choice.by()).spent();
      assertThat(onCustomer.onCustomer())
          .as(named)
          .isEqualByComparingTo(recount.against(Limit.PER_CUSTOMER_PER_YEAR, choice));
    }

    private void later() {
      Duration passes =
          switch (random.nextInt(4)) {
            case 0 -> Duration.ofMinutes(random.nextInt(30));
            case 1 -> Duration.ofHours(random.nextInt(30));
            case 2 -> Duration.ofDays(random.nextInt(20));
            default -> Duration.ofMinutes(1 + random.nextInt(600));
          };
      shop.later(passes);
      held.values().removeIf(until -> !until.isAfter(shop.now()));
      lentUntil
          .entrySet()
          .removeIf(entry -> {
            boolean ended = !entry.getValue().isAfter(shop.now());
            if (ended) {
              recount.end(entry.getKey());
            }
            return ended;
          });
    }

    private void undo() {
      if (choices.isEmpty()) {
        return;
      }
      String id = choices.get(random.nextInt(choices.size())).id();
      GestureView is = grace().turn(id, Deed.Way.UNDO, "somebody", Optional.empty()).orElseThrow();
      if (held.remove(id) != null) {
        recount.undo(id);
        assertThat(is.state()).as(named).isEqualTo(State.UNDONE);
      }
      assertThat(recount.counts(is)).as(named).isEqualTo(is.counts());
    }

    private void correct() {
      String first = USERS.get(random.nextInt(USERS.size()));
      String second = USERS.get(random.nextInt(USERS.size()));
      if (first.equals(second)) {
        return;
      }
      boolean same = random.nextBoolean();
      if (same) {
        shop.same(first, second);
      } else {
        shop.different(first, second);
      }
      recount.say(first, second, same);
      held.values().removeIf(until -> !until.isAfter(shop.now()));
    }

    private void lend() {
      Chooser by = somebody();
      String id = "lend-%04d".formatted(++made);
      BigDecimal amount = BigDecimal.valueOf(5L + random.nextInt(60));
      Instant until = shop.now().plus(Duration.ofHours(1 + random.nextInt(12)));
      Map<Limit, BigDecimal> limits = new HashMap<>(limits(by));
      limits.remove(Limit.PER_GESTURE);
      limits.remove(Limit.PER_CUSTOMER_PER_YEAR);
      Choice like =
          new Choice(
              "nothing-0",
              Id.user("nobody"),
              new What.Else("-", amount),
              Optional.empty(),
              by,
              shop.now(),
              Optional.empty());
      boolean fits = recount.fits(like, amount, limits);

      LentView lent = grace().lend(id, by, amount, until);

      assertThat(lent.isOpen()).as("%s: %s", named, lent.reasons()).isEqualTo(fits);
      if (fits) {
        recount.lend(id, by, shop.now(), amount);
        lentUntil.put(id, until);
      }
      same(like);
    }

    private void offline() {
      if (lentUntil.isEmpty()) {
        return;
      }
      String lend = lentUntil.keySet().stream().sorted().findFirst().orElseThrow();
      Choice choice = choice(Optional.of(lend), grace().lent(lend).orElseThrow().by());

      GestureView became = grace().choose(List.of(choice)).getFirst();

      assertThat(became.counts()).as("%s: a customer was told yes", named).isTrue();
      recount.book(choice, cost(choice));
      became.heldUntil().ifPresent(until -> held.put(choice.id(), until));
      same(choice);
    }

    private void giveBack() {
      lentUntil.keySet().stream()
          .sorted()
          .findFirst()
          .ifPresent(id -> {
            grace().giveBack(id);
            recount.end(id);
            lentUntil.remove(id);
          });
    }

    /** Everything is sent again: nothing happens. */
    private void again() {
      for (Choice choice : choices) {
        grace().choose(List.of(choice));
      }
    }

    void settle() {
      shop.settle();
      for (Choice choice : choices) {
        GestureView gesture = grace().gesture(choice.id()).orElseThrow();
        assertThat(gesture.counts()).as(named).isEqualTo(recount.counts(gesture));
        same(
            new Choice(
                choice.id(),
                choice.customer(),
                choice.what(),
                choice.moment(),
                choice.by(),
                shop.now(),
                choice.lend()));
      }
    }

    private static BigDecimal amount(int amount) {
      return BigDecimal.valueOf(amount);
    }

    @Override
    public void close() {
      shop.close();
    }
  }
}
