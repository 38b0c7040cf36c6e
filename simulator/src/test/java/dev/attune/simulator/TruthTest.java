package dev.attune.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.simulator.Signals.Track;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The truth, recounted from what was sent. */
class TruthTest {
  private static final int CUSTOMERS = 2_500;

  private static List<Truth> truth = List.of();
  private static List<JsonNode> sent = List.of();

  /** When each message was sent that is evidence of something, and by whom. */
  private static final Map<String, Track> SHOWN = new HashMap<>();

  @BeforeAll
  static void simulate() {
    truth = Signals.year(CUSTOMERS).truth().toList();
    Set<String> evidence = new HashSet<>();
    eachPlanted((person, planted) -> {
      if (planted.evidence() instanceof Truth.Evidence.Sent(List<String> messageIds)) {
        evidence.addAll(messageIds);
      }
    });
    List<JsonNode> told = new ArrayList<>();
    Signals.year(CUSTOMERS)
        .messages()
        .map(Signals::read)
        .forEach(json -> {
          String messageId = json.path("messageId").asString("");
          if (evidence.contains(messageId)) {
            SHOWN.put(messageId, Track.of(json));
          }
          if (tells(json)) {
            told.add(json);
          }
        });
    sent = told;
  }

  private static void eachPlanted(BiConsumer<Truth, Truth.Planted> each) {
    truth.forEach(person -> person.planted().forEach(planted -> each.accept(person, planted)));
  }

  @Test
  void showsAllThatIsPlantedInWhatWasSent() {
    Set<Plant> seen = EnumSet.noneOf(Plant.class);
    eachPlanted((person, planted) -> {
      seen.add(planted.plant());
      if (planted.evidence() instanceof Truth.Evidence.Sent(List<String> messageIds)) {
        assertThat(messageIds).isNotEmpty().doesNotHaveDuplicates();
        Instant last = Instant.MIN;
        for (String messageId : messageIds) {
          Track shown = SHOWN.get(messageId);
          assertThat(shown).as(planted.toString()).isNotNull();
          assertThat(shown.userId()).isEqualTo(person.userId());
          last = shown.at().isAfter(last) ? shown.at() : last;
        }
        Duration silence =
            switch (planted.plant()) {
              case GONE_QUIET -> Duration.ofDays(30);
              case STUCK_AT_START -> Duration.ofDays(7);
              default -> Duration.ZERO;
            };
        assertThat(last.plus(silence)).as(planted.toString()).isEqualTo(planted.at());
      }
    });
    assertThat(seen).containsExactly(Plant.values());
  }

  @Test
  void fadesWhereItSaysSo() {
    Map<String, List<Track>> rides = rides();
    long[] counts = new long[2];
    eachPlanted((person, planted) -> {
      if (planted.plant() == Plant.FADING
          && planted.evidence() instanceof Truth.Evidence.Fewer fewer
          && !fewer.from().plus(Duration.ofDays(fewer.days())).isAfter(Signals.TO)) {
        List<Track> theirs = rides.getOrDefault(person.userId(), List.of());
        Duration days = Duration.ofDays(fewer.days());
        counts[0] += between(theirs, fewer.until().minus(days), fewer.until());
        counts[1] += between(theirs, fewer.from(), fewer.from().plus(days));
      }
    });
    assertThat(counts[0]).isGreaterThan(100);
    assertThat(counts[1] / (double) counts[0]).isLessThan(0.45);
  }

  /**
   * Who is a parent is seen by the seats they ask for alone; and whoever looks, sees the decline.
   */
  @Test
  void showsTheDeclineOfASegmentThatNoFieldNames() {
    Instant shift = Signals.year(CUSTOMERS).shift().from();
    Duration span = Duration.ofDays(45);
    Instant after = shift.plus(Duration.ofDays(25));
    Map<String, List<Track>> rides = rides();
    long[] parents = new long[2];
    long[] elsewhere = new long[2];
    for (Truth person : truth) {
      List<Track> theirs = rides.getOrDefault(person.userId(), List.of());
      boolean seats =
          theirs.stream()
              .filter(ride -> ride.at().isBefore(shift))
              .filter(ride -> ride.at().isAfter(shift.minus(span)))
              .anyMatch(ride -> ride.text("seat").equals("child"));
      if (seats) {
        boolean here = person.community().filter("Elbe Riders"::equals).isPresent();
        long[] counts = here ? parents : elsewhere;
        counts[0] += between(theirs, shift.minus(span), shift);
        counts[1] += between(theirs, after, after.plus(span));
      }
    }
    assertThat(fewer(parents)).isGreaterThan(5);
    assertThat(fewer(elsewhere)).isLessThan(4);
  }

  /** By how many standard deviations the second count is less than the first. */
  private static double fewer(long[] counts) {
    return (counts[0] - counts[1]) / Math.sqrt((double) counts[0] + counts[1]);
  }

  // What the tests look at; a year of everything would not fit beside other builds.
  private static boolean tells(JsonNode json) {
    String event = json.path("event").asString("");
    return Set.of("Support Contacted", "Ride Completed", "Warranty Claimed", "Signed Up")
            .contains(event)
        || event.equals("Product Reviewed")
        || Set.of("feedback", "identify").contains(json.path("type").asString(""));
  }

  @Test
  void plantsExactlyTheThirdContactsThereAre() {
    Map<String, List<Track>> byProblem =
        Signals.tracks(sent, "Support Contacted").stream()
            .collect(Collectors.groupingBy(track -> track.userId() + track.text("topic")));
    Set<String> thirds = new TreeSet<>();
    byProblem.forEach((problem, contacts) -> {
      for (Track contact : contacts) {
        Instant since = contact.at().minus(Duration.ofDays(14));
        long together =
            contacts.stream()
                .filter(o -> o.at().isAfter(since) && !o.at().isAfter(contact.at()))
                .count();
        if (together == 3) {
          thirds.add(problem + contact.at());
        }
      }
    });
    assertThat(thirds).hasSizeGreaterThan(40).isEqualTo(planted("third-contact"));
  }

  @Test
  void plantsExactlyTheLateClaimsThereAre() {
    Map<String, LocalDate> ends = new HashMap<>();
    for (JsonNode json : sent) {
      String date = json.path("traits").path("warrantyEnds").asString("");
      if (!date.isEmpty()) {
        ends.put(json.path("userId").asString(""), LocalDate.parse(date));
      }
    }
    Set<String> late = new TreeSet<>();
    for (Track claim : Signals.tracks(sent, "Warranty Claimed")) {
      LocalDate day = LocalDate.ofInstant(claim.at(), ZoneOffset.UTC);
      LocalDate end = ends.get(claim.userId());
      assertThat(end).isNotNull();
      if (day.isAfter(end)) {
        assertThat(day).isBefore(end.plusDays(3));
        late.add(claim.userId() + claim.text("product") + claim.at());
      } else {
        assertThat(day).isBefore(end.minusDays(4));
      }
    }
    assertThat(late).hasSizeGreaterThan(10).isEqualTo(planted("late-claim"));
  }

  @Test
  void letsRegularsGoQuietWhereItSaysSo() {
    Map<String, List<Track>> rides = rides();
    int checked = 0;
    for (Truth person : truth) {
      for (Truth.Planted quiet : person.planted()) {
        if (quiet.kind().equals("gone-quiet")) {
          List<Track> theirs = rides.getOrDefault(person.userId(), List.of());
          Duration month = Duration.ofDays(30);
          assertThat(between(theirs, quiet.at().minus(month).plusMillis(1), quiet.at())).isZero();
          assertThat(between(theirs, quiet.at().minus(Duration.ofDays(180)), quiet.at()))
              .isGreaterThanOrEqualTo(24);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(15);
  }

  @Test
  void leavesExactlyThoseStuckOfWhomItSaysSo() {
    Map<String, List<Track>> rides = rides();
    Set<String> stuck = new TreeSet<>();
    for (Track signUp : Signals.tracks(sent, "Signed Up")) {
      Instant due = signUp.at().plus(Duration.ofDays(7));
      List<Track> theirs = rides.getOrDefault(signUp.userId(), List.of());
      if (due.isBefore(Signals.TO) && between(theirs, signUp.at(), due) == 0) {
        stuck.add(signUp.userId() + due);
      }
    }
    assertThat(stuck).hasSizeGreaterThan(50).isEqualTo(planted("stuck-at-start"));
  }

  @Test
  void makesParentsOfOneCommunityRideLessAndNobodyElse() {
    Instant shift = Signals.year(CUSTOMERS).shift().from();
    Duration span = Duration.ofDays(45);
    Instant before = shift.minus(span);
    Instant after = shift.plus(Duration.ofDays(25));
    Map<String, List<Track>> rides = rides();
    long[][] counts = new long[2][2];
    String community = Signals.year(CUSTOMERS).shift().community();
    for (Truth person : truth) {
      if (person.community().filter(community::equals).isPresent()) {
        boolean declines =
            person.planted().stream().anyMatch(p -> p.kind().equals("parents-decline"));
        List<Track> theirs = rides.getOrDefault(person.userId(), List.of());
        counts[declines ? 1 : 0][0] += between(theirs, before, shift);
        counts[declines ? 1 : 0][1] += between(theirs, after, after.plus(span));
      }
    }
    assertThat(counts[1][0]).isGreaterThan(100);
    double parents = counts[1][1] / (double) counts[1][0];
    double neighbours = counts[0][1] / (double) counts[0][0];
    assertThat(parents).isLessThan(0.5);
    assertThat(neighbours).isGreaterThan(0.85);
  }

  @Test
  void letsParentsRideDifferently() {
    Map<String, List<Track>> rides = rides();
    long[][] seats = new long[2][2];
    for (Truth person : truth) {
      for (Truth.Event event : person.events()) {
        if (event.kind().equals("child-born")) {
          for (Track ride : rides.getOrDefault(person.userId(), List.of())) {
            int after = ride.at().isAfter(event.at().plus(Duration.ofDays(20))) ? 1 : 0;
            seats[after][ride.text("seat").equals("child") ? 1 : 0]++;
          }
        }
      }
    }
    assertThat(seats[0][1]).isZero();
    assertThat(seats[1][1]).isGreaterThan(seats[1][0]);
  }

  @Test
  void knowsWhatAllWordsMeant() {
    Map<String, Truth.Said> said = new HashMap<>();
    truth.forEach(person -> person.said().forEach(words -> said.put(words.messageId(), words)));
    Set<String> themes = new HashSet<>();
    for (JsonNode json : sent) {
      boolean review = json.path("event").asString("").equals("Product Reviewed");
      if (review || json.path("type").asString("").equals("feedback")) {
        Truth.Said words = said.remove(json.path("messageId").asString(""));
        assertThat(words).isNotNull();
        assertThat(words.at()).isEqualTo(Instant.parse(json.path("timestamp").asString("")));
        themes.add(words.theme());
      }
    }
    assertThat(said).isEmpty();
    assertThat(themes)
        .contains("new-baby", "late-driver", "unheard", "love")
        .hasSizeGreaterThan(40);
  }

  @Test
  void writesItselfAsJson() {
    Set<String> lives = new TreeSet<>();
    for (Truth person : truth) {
      JsonNode json = Signals.read(person.json());
      assertThat(json.path("userId").asString("")).isEqualTo(person.userId());
      assertThat(json.path("planted").size()).isEqualTo(person.planted().size());
      lives.add(json.path("life").asString(""));
    }
    assertThat(lives).hasSize(Lives.ALL.size());
    assertThat(truth.stream().map(Truth::userId).distinct()).hasSize(CUSTOMERS);
    List<JsonNode> lines = Signals.year(5).truthLines().map(Signals::read).toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.getFirst().path("customers").asInt(0)).isEqualTo(5);
    assertThat(lines.get(1).path("community").asString("")).isEqualTo("Elbe Riders");
  }

  private static Set<String> planted(String kind) {
    return truth.stream()
        .flatMap(person ->
            person.planted().stream()
                .filter(planted -> planted.kind().equals(kind))
                .map(planted -> person.userId() + planted.about() + planted.at()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, List<Track>> rides() {
    return Signals.tracks(sent, "Ride Completed").stream()
        .collect(Collectors.groupingBy(Track::userId));
  }

  private static long between(List<Track> tracks, Instant from, Instant to) {
    return tracks.stream().filter(t -> !t.at().isBefore(from) && t.at().isBefore(to)).count();
  }
}
