package dev.attune.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How the lives look from outside: how often, at which hours, on which days. */
class LivesTest {
  private static final int CUSTOMERS = 4_000;

  private static final Map<String, Rhythm> RHYTHMS = new TreeMap<>();
  private static final Map<String, Integer> PEOPLE = new TreeMap<>();
  private static final Map<String, Set<String>> TURNS = new TreeMap<>();

  @BeforeAll
  static void watch() {
    Simulation year = Signals.year(CUSTOMERS);
    Map<String, Truth> people = new HashMap<>();
    year.truth()
        .forEach(person -> {
          people.put(person.userId(), person);
          PEOPLE.merge(person.life(), 1, Integer::sum);
          Set<String> turns = TURNS.computeIfAbsent(person.life(), life -> new TreeSet<>());
          person.events().forEach(event -> turns.add(event.kind()));
        });
    year.byCustomer()
        .forEach(message -> {
          String json = new String(message.json(), StandardCharsets.UTF_8);
          if (json.contains("\"Ride Requested\"")) {
            JsonNode ride = Signals.read(json);
            Truth person = people.get(ride.path("userId").asString(""));
            if (person != null) {
              rhythm(person.life()).add(person, message.occurredAt(), ride.path("properties"));
            }
          }
        });
  }

  private static Rhythm rhythm(String life) {
    return RHYTHMS.computeIfAbsent(life, any -> new Rhythm());
  }

  /** Rides of one life. */
  private static final class Rhythm {
    private final Map<String, Integer> counts = new HashMap<>();

    void add(Truth person, Instant at, JsonNode properties) {
      City city =
          City.ALL.stream().filter(c -> c.title().equals(person.city())).findFirst().orElseThrow();
      ZonedDateTime local = at.atZone(city.zone());
      int hour = local.getHour();
      DayOfWeek day = local.getDayOfWeek();
      int month = local.getMonthValue();
      count("rides", true);
      count("rush", (hour >= 6 && hour < 10) || (hour >= 15 && hour < 19));
      count("night", hour >= 20 || hour < 7);
      count("midday", hour >= 9 && hour < 16);
      count("weekend", day.getValue() >= 5);
      count("winter", month >= 11 || month <= 3);
      count("child", properties.path("seat").asString("").equals("child"));
      count(
          "helped", Set.of("step-free", "assisted").contains(properties.path("seat").asString("")));
    }

    private void count(String what, boolean happens) {
      counts.merge(what, happens ? 1 : 0, Integer::sum);
    }

    double share(String what) {
      return counts.getOrDefault(what, 0) / (double) counts.getOrDefault("rides", 0);
    }
  }

  @Test
  void sharesAddUpToAllCustomers() {
    assertThat(Lives.ALL).hasSize(30);
    assertThat(Lives.ALL.stream().map(Life::word)).doesNotHaveDuplicates();
    assertThat(Lives.ALL.stream().mapToDouble(Life::share).sum()).isEqualTo(1, within(1e-9));
    for (Life life : Lives.ALL) {
      double share = PEOPLE.getOrDefault(life.word(), 0) / (double) CUSTOMERS;
      double chance = 4 * Math.sqrt(life.share() / CUSTOMERS);
      assertThat(share).as(life.word()).isEqualTo(life.share(), within(chance));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "commuter, rush, 0.6, 0.95",
    "commuter, weekend, 0.1, 0.4",
    "night-worker, night, 0.5, 0.95",
    "weekend-rider, weekend, 0.75, 1",
    "senior, midday, 0.75, 1",
    "senior, helped, 0.4, 0.75",
    "tourist, winter, 0.2, 0.6",
    "winter-rider, winter, 0.75, 1",
    "parent, child, 0.4, 0.7",
    "new-parent, child, 0.15, 0.6",
    "business-traveller, night, 0.6, 1",
    "patient, midday, 0.7, 1",
    "injured, helped, 0.4, 0.95",
    "carer, helped, 0.4, 0.95",
    "student, night, 0.3, 0.7",
    "occasional, child, 0, 0",
    "occasional, helped, 0, 0",
    "business-owner, weekend, 0, 0.4"
  })
  void keepsTheHoursAndDaysOfItsLife(String life, String what, double low, double high) {
    assertThat(rhythm(life).share(what)).as(life + " " + what).isBetween(low, high);
  }

  @ParameterizedTest
  @CsvSource({
    "occasional, 2, 12",
    "commuter, 100, 260",
    "weekend-rider, 12, 45",
    "tourist, 3, 20",
    "shopper, 0, 4",
    "night-worker, 60, 260",
    "senior, 8, 35"
  })
  void ridesAsOftenAYearAsItsLife(String life, double low, double high) {
    double rides = rhythm(life).counts.getOrDefault("rides", 0);
    assertThat(rides / PEOPLE.getOrDefault(life, 0)).as(life).isBetween(low, high);
  }

  @Test
  void turnsWhereLivesTurn() {
    Map<String, String> turns =
        Map.ofEntries(
            Map.entry("new-parent", "child-born"),
            Map.entry("mover", "moved-away"),
            Map.entry("job-loser", "job-lost"),
            Map.entry("home-worker", "works-at-home"),
            Map.entry("retiring", "retired"),
            Map.entry("patient", "treatment-over"),
            Map.entry("injured", "healed"),
            Map.entry("carer", "care-began"),
            Map.entry("bereaved", "bereaved"),
            Map.entry("let-down", "had-enough"),
            Map.entry("warner", "warns-others"),
            Map.entry("returner", "came-back"),
            Map.entry("switcher", "switched-to-us"),
            Map.entry("new-in-town", "moved-here"),
            Map.entry("student", "graduated"),
            Map.entry("commuter", "new-job"));
    turns.forEach((life, turn) -> assertThat(TURNS.get(life)).as(life).contains(turn));
  }

  @Test
  void givesEveryLifeItsWhy() {
    for (Life life : Lives.ALL) {
      assertThat(life.customs().themes()).as(life.word()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(List.of(Why.Motive.values())).contains(life.why().motive());
    }
    Set<Why.Motive> motives = new TreeSet<>();
    Lives.ALL.forEach(life -> motives.add(life.why().motive()));
    assertThat(motives).containsExactly(Why.Motive.values());
  }
}
