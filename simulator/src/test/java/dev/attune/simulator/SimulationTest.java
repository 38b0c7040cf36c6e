package dev.attune.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SimulationTest {
  @Test
  void repeatsItselfByteForByte() {
    assertThat(Signals.hash(Signals.year(300).messages()))
        .isEqualTo(Signals.hash(Signals.year(300).messages()));
  }

  /** Changes with every change of the lives; on one machine and another it must be the same. */
  @Test
  void saysTheSameOnEveryMachine() {
    assertThat(Signals.hash(Signals.year(150).messages().limit(5_000)))
        .isEqualTo("cfdcc28d3aba709c01d513ac5547982a32d3b9e944b15cf5fb63df30e1093059");
  }

  @Test
  void differsBySeed() {
    Simulation other = Simulation.of(2, 300, Signals.FROM, Signals.TO);

    assertThat(Signals.hash(other.messages()))
        .isNotEqualTo(Signals.hash(Signals.year(300).messages()));
  }

  @Test
  void tellsTheSameHoweverItIsCutIntoBlocks() {
    String whole = Signals.hash(Signals.year(200).messages(400));

    assertThat(Signals.hash(Signals.year(200).messages(1))).isEqualTo(whole);
    assertThat(Signals.hash(Signals.year(200).messages(17))).isEqualTo(whole);
  }

  @Test
  void tellsTheSameOneCustomerAfterAnother() {
    Set<String> together = texts(Signals.year(120).messages());
    List<String> apart = Signals.year(120).byCustomer().map(SimulationTest::text).toList();
    Set<String> parts = texts(Signals.year(120).byCustomer(0, 50));
    parts.addAll(texts(Signals.year(120).byCustomer(50, 120)));

    assertThat(apart).hasSameSizeAs(together);
    assertThat(new TreeSet<>(apart)).isEqualTo(together);
    assertThat(parts).isEqualTo(together);
    assertThatThrownBy(() -> Signals.year(5).byCustomer(3, 6))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void leadsNobodyElsesLifeWhereOthersAreMore() {
    Simulation many = Signals.year(2_000);

    assertThat(Signals.hash(many.byCustomer(0, 90)))
        .isEqualTo(Signals.hash(Signals.year(90).byCustomer()));
    assertThat(many.truth().limit(90).map(Truth::json).toList())
        .isEqualTo(Signals.year(90).truth().map(Truth::json).toList());
  }

  private static Set<String> texts(Stream<Message> messages) {
    return messages.map(SimulationTest::text).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Message message) {
    return new String(message.json(), StandardCharsets.UTF_8);
  }

  @Test
  void tellsInTimeOrderInsideTheSpan() {
    Instant[] last = {Signals.FROM};
    Signals.year(250)
        .messages()
        .forEach(message -> {
          assertThat(message.occurredAt()).isBetween(last[0], Signals.TO.minusMillis(1));
          assertThat(message.arrivesAt()).isEqualTo(message.occurredAt());
          last[0] = message.occurredAt();
        });
    assertThat(last[0]).isAfter(Signals.TO.minus(Duration.ofHours(6)));
  }

  @Test
  void fiveThousandCustomersSendAboutFourHundredThousandSignalsAYear() {
    assertThat(Signals.year(5_000).messages().count()).isBetween(360_000L, 440_000L);
  }

  @Test
  void writesFourHundredThousandSignalsInUnderFiveSecondsOfOneCore() {
    assertThat(Signals.year(1_000).messages().count()).isPositive();
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    long count =
        Signals.year(5_000).messages().filter(message -> message.json().length > 0).count();
    long nanos = threads.getCurrentThreadCpuTime() - before;

    assertThat(Duration.ofNanos(nanos * 400_000 / count)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void beginsToTellSoonHoweverManyCustomers() {
    Simulation many = Simulation.of(1, 50_000, Signals.FROM, Signals.TO);

    assertThat(many.messages().limit(1_000).count()).isEqualTo(1_000);
  }

  @Test
  void writesSegmentsShape() {
    Set<String> ids = new HashSet<>();
    Set<String> kinds = new TreeSet<>();
    Signals.year(200)
        .messages()
        .forEach(message -> {
          JsonNode json = Signals.read(message);
          String kind = json.path("type").asString("");
          kinds.add(kind);
          assertThat(kind).isEqualTo(message.kind().word());
          assertThat(message.json().length).isLessThan(32 * 1024);
          assertThat(json.has("userId") || json.has("anonymousId")).isTrue();
          assertThat(ids.add(json.path("messageId").asString(""))).isTrue();
          assertThat(Instant.parse(json.path("timestamp").asString("")))
              .isEqualTo(message.occurredAt());
          assertThat(json.has("sentAt")).isFalse();
          assertThat(json.has("event")).isEqualTo(kind.equals("track"));
          assertThat(json.path("context").has("timezone"))
              .isEqualTo(message.sender().origin().isHearsay());
        });
    assertThat(kinds)
        .containsExactly("alias", "feedback", "group", "identify", "page", "screen", "track");
  }

  @Test
  void namesPeopleButNotTheirParenthood() {
    Set<String> traits = new TreeSet<>();
    Signals.year(800)
        .messages()
        .map(Signals::read)
        .filter(json -> json.path("type").asString("").equals("identify"))
        .forEach(json -> {
          json.path("traits").propertyNames().forEach(traits::add);
          assertThat(json.path("traits").toString().toLowerCase(Locale.ROOT))
              .doesNotContain("parent", "child", "baby", "family", "kids");
        });
    assertThat(traits)
        .containsExactly(
            "birthdayMonth",
            "city",
            "createdAt",
            "email",
            "language",
            "name",
            "phone",
            "plan",
            "timezone",
            "warrantyEnds");
  }

  @Test
  void knowsDevicesBeforeNames() {
    Map<String, Instant> unnamed = new HashMap<>();
    int[] joined = new int[1];
    Signals.year(600)
        .messages()
        .map(Signals::read)
        .forEach(json -> {
          String device = json.path("anonymousId").asString("");
          Instant at = Instant.parse(json.path("timestamp").asString(""));
          if (!json.has("userId")) {
            unnamed.putIfAbsent(device, at);
          } else if (json.path("event").asString("").equals("Signed Up")) {
            joined[0] += unnamed.containsKey(device) ? 1 : 0;
          }
        });
    assertThat(joined[0]).isGreaterThan(100);
  }

  @Test
  void deliversTwiceLateAndOutOfOrderAsAsked() {
    List<Message> sent = Signals.year(200).messages().toList();
    Delivery as = new Delivery(0.02, 0.05, 0.1);
    List<Message> arrived = Signals.year(200).delivered(as).messages().toList();
    Set<String> ids = new HashSet<>();
    int twice = 0;
    int late = 0;
    Instant last = Instant.MIN;
    for (Message message : arrived) {
      twice += ids.add(Signals.read(message).path("messageId").asString("")) ? 0 : 1;
      Duration after = Duration.between(message.occurredAt(), message.arrivesAt());
      late += after.compareTo(Duration.ofMinutes(1)) >= 0 ? 1 : 0;
      assertThat(message.arrivesAt()).isAfterOrEqualTo(last);
      assertThat(after).isLessThan(Duration.ofDays(4));
      last = message.arrivesAt();
    }
    assertThat(ids).hasSize(sent.size());
    assertThat(twice / (double) sent.size()).isBetween(0.015, 0.025);
    assertThat(late / (double) sent.size()).isBetween(0.045, 0.085);
    assertThat(Signals.hash(Signals.year(200).delivered(as).messages()))
        .isEqualTo(Signals.hash(arrived.stream()));
  }

  @Test
  void sharesDevicesInsideAHouseholdOnly() {
    Map<String, Set<String>> usersByDevice = new HashMap<>();
    Signals.year(600)
        .messages()
        .map(Signals::read)
        .filter(json -> json.has("anonymousId") && json.has("userId"))
        .forEach(json ->
            usersByDevice
                .computeIfAbsent(json.path("anonymousId").asString(""), id -> new TreeSet<>())
                .add(json.path("userId").asString("")));
    Map<String, String> cities = new HashMap<>();
    Signals.year(600).truth().forEach(person -> cities.put(person.userId(), person.city()));
    List<Set<String>> shared =
        usersByDevice.values().stream().filter(users -> users.size() > 1).toList();

    assertThat(shared).hasSizeBetween(3, 30);
    for (Set<String> users : shared) {
      assertThat(users).hasSize(2);
      assertThat(users.stream().map(cities::get).distinct()).hasSize(1);
    }
  }

  @Test
  void copesWithAnySpan() {
    for (int i = 0; i < 60; i++) {
      Chance chance = Chance.of(7, i, 0);
      Instant from = Instant.ofEpochMilli(chance.next() >> 22);
      long minutes = (long) StrictMath.exp(chance.between(0, 14));
      Instant to = from.plus(Duration.ofMinutes(minutes));
      Simulation simulation = Simulation.of(i, 20, from, to);

      assertThat(simulation.messages().limit(20_000).map(Message::occurredAt))
          .isSorted()
          .allMatch(at -> !at.isBefore(from) && at.isBefore(to));
      assertThat(simulation.truth().map(Truth::json)).hasSize(20);
    }
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> Simulation.of(1, 0, Signals.FROM, Signals.TO))
        .hasMessageContaining("customers: 0");
    assertThatThrownBy(() -> Simulation.of(1, 1, Signals.TO, Signals.TO))
        .hasMessageContaining("not after");
    assertThatThrownBy(() -> new Delivery(0, 1.5, 0)).hasMessageContaining("late");
  }
}
