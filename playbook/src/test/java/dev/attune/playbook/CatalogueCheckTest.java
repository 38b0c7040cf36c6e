package dev.attune.playbook;

import static dev.attune.playbook.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Catalogue.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueCheckTest {
  private static final Instant LAST = Instant.parse("2026-03-01T08:00:00Z");

  private static final Catalogue CATALOGUE =
      new Catalogue(
          Map.of(
              "Ride Completed", event(12_345),
              "Ride Requested", event(20_000),
              "Support Contacted", new Seen(40, Map.of(), LAST, Optional.of(LAST))),
          Map.of(
              "Ride Completed",
                  Map.of(
                      "fare", seen(12_000, ValueType.NUMBER),
                      "minutesLate", seen(12_345, ValueType.TEXT),
                      "shared", seen(1, ValueType.FLAG),
                      "seat", seen(12_345, ValueType.TEXT)),
              "Support Contacted", Map.of("topic", seen(40, ValueType.TEXT))),
          Map.of("plan", seen(400, ValueType.TEXT), "age", seen(400, ValueType.NUMBER)));

  @Test
  void findsTheNameThatWasProbablyMeant() {
    assertThat(
            warnings(
                """
                playbook: X
                facts:
                  rides: { count: Ride Complete }
                  spend: { sum: Ride Completed, of: properties.fere }
                  child: { count: Ride Completed, where: signal.properties.seet == 'child' }
                segments:
                  monthly: traits.plann == 'monthly'
                moments:
                  late:
                    when: signal.event == 'Ride Completd' && signal.properties.seat == 'child'
                    good: Ride Requsted
                  lapsing: { before: traits.warrantyEnds, by: 3d }
                  stuck: { after: Signed Up, without: Ride Completed, for: 7d }
                """))
        .containsExactly(
            "3:19 no signal named Ride Complete was ever seen"
                + " [did you mean Ride Completed (12,345 times)?]",
            "4:37 no Ride Completed was ever seen with the property fere"
                + " [did you mean fare (12,000 times)?]",
            "5:42 no Ride Completed was ever seen with the property seet"
                + " [did you mean seat (12,345 times)?]",
            "7:12 no customer was ever seen with the trait plann"
                + " [did you mean plan (400 times)?]",
            "10:27 no signal named Ride Completd was ever seen"
                + " [did you mean Ride Completed (12,345 times)?]",
            "11:11 no signal named Ride Requsted was ever seen"
                + " [did you mean Ride Requested (20,000 times)?]",
            "12:22 no customer was ever seen with the trait warrantyEnds"
                + " [most seen: age (400 times), plan (400 times)]",
            "13:19 no signal named Signed Up was ever seen"
                + " [most seen: Ride Requested (20,000 times), Ride Completed (12,345 times),"
                + " Support Contacted (40 times)]");
  }

  @Test
  void tellsOfComparisonsThatWereNeverTrueOfWhatCame() {
    assertThat(
            warnings(
                """
                playbook: X
                facts:
                  late: { mean: Ride Completed, of: properties.minutesLate }
                segments:
                  young: traits.age == '30'
                  paid: traits.plan && traits.age > 3
                moments:
                  late: { when: signal.event == 'Ride Completed' && signal.properties.minutesLate > 12 }
                  seat: { when: "signal.event == 'Ride Completed' && signal.properties.seat in [1, 2]" }
                  right: { when: "signal.event == 'Ride Completed' && double(signal.properties.minutesLate) > 12" }
                  shared: { when: signal.event == 'Ride Completed' && signal.properties.shared.contains('a') }
                  lapsing: { before: traits.plan, by: 3d }
                """))
        .containsExactly(
            "3:37 properties.minutesLate of Ride Completed was only ever seen as a text"
                + " (12,345 times), and mean here wants a number"
                + " [send it as a number, or write double(...) around it in a condition]",
            "5:10 traits.age was only ever seen as a number (400 times), and == here wants a text"
                + " [what is of another type is unknown, so it counts for nothing here]",
            "6:9 traits.plan was only ever seen as a text (400 times), and && here wants true or"
                + " false [what is of another type is unknown, so it counts for nothing here]",
            "8:53 properties.minutesLate of Ride Completed was only ever seen as a text"
                + " (12,345 times), and > here wants a number"
                + " [send it as a number, or write double(...) around it in a condition]",
            "9:54 properties.seat of Ride Completed was only ever seen as a text (12,345 times),"
                + " and in here wants a number"
                + " [send it as a number, or write double(...) around it in a condition]",
            "11:55 properties.shared of Ride Completed was only ever seen as true or false (once),"
                + " and contains here wants a text"
                + " [what is of another type is unknown, so it counts for nothing here]");
  }

  @Test
  void looksForAPropertyAmongTheEventsItCanBeOf() {
    assertThat(
            warnings(
                """
                playbook: X
                moments:
                  a: { when: signal.event == 'Ride Requested' && signal.properties.topic == 'x' }
                  b: { when: signal.event == 'Support Contacted' && signal.properties.topic == 'x' }
                  c: { when: "signal.event == 'Ride Completed' || signal.properties.topic == 'x'" }
                  d: { when: signal.properties.colour == 'x' }
                """))
        .containsExactly(
            "3:50 no Ride Requested was ever seen with the property topic"
                + " [nothing was seen there]",
            "4:30 Support Contacted has stopped: none came since 2026-03-01T08:00Z"
                + " [see whether its source still sends it]",
            "6:14 no signal was ever seen with the property colour"
                + " [most seen: minutesLate (12,345 times), seat (12,345 times),"
                + " fare (12,000 times), topic (40 times), shared (once)]");
  }

  @Test
  void looksIntoGoalsEntriesAndSequences() {
    assertThat(
            warnings(
                """
                playbook: X
                goals:
                  arrive:
                    starts: Ride Requested
                    attained: Ride Complet
                    per: properties.rideId
                    where: signal.properties.minutesLate <= 5
                    within: 2h
                facts:
                  missed: { missed: arrive, within: 7d }
                  problems: { count: Support Contacted, per: properties.topik, within: 14d }
                segments:
                  stuck: facts.problems.any(v, v >= 3) && goals.arrive.missed > 0
                moments:
                  again:
                    sequence: [Ride Requestd, { event: Ride Completed, where: signal.properties.seet == 'x' }]
                    within: 1h
                """))
        .containsExactly(
            "5:15 no signal named Ride Complet was ever seen"
                + " [did you mean Ride Completed (12,345 times)?]",
            "6:10 no Ride Requested was ever seen with the property rideId"
                + " [nothing was seen there]",
            "11:22 Support Contacted has stopped: none came since 2026-03-01T08:00Z"
                + " [see whether its source still sends it]",
            "11:46 no Support Contacted was ever seen with the property topik"
                + " [did you mean topic (40 times)?]",
            "16:16 no signal named Ride Requestd was ever seen"
                + " [did you mean Ride Requested (20,000 times)?]",
            "16:63 no Ride Completed was ever seen with the property seet"
                + " [did you mean seat (12,345 times)?]");
  }

  @Test
  void takesWhatIsDeclaredAsKnown() {
    String playbook =
        """
        playbook: X
        events:
          Ride Rated: { stars: number }
          Ride Paused:
        traits: { warrantyEnds: time }
        facts:
          stars: { mean: Ride Rated, of: properties.stars }
          starts: { mean: Ride Rated, of: properties.starts }
        moments:
          paused: { when: signal.event == 'Ride Paused' }
          lapsing: { before: traits.warrantyEnds, by: 3d }
        """;
    String warning =
        "8:35 no Ride Rated was ever seen with the property starts"
            + " [did you mean stars (declared)?]";

    assertThat(warnings(playbook)).containsExactly(warning);
    assertThat(warnings(playbook, Catalogue.EMPTY)).containsExactly(warning);
  }

  @Test
  void refusesWhatContradictsItsOwnDeclaration() {
    refuses(
        """
        playbook: X
        events:
          Ride Rated: { stars: number, words: text }
        traits: { warrantyEnds: time, age: number }
        facts:
          best: { max: Ride Rated, of: properties.words }
          five: { count: Ride Rated, where: signal.properties.stars == '5' }
        segments:
          young: traits.age.startsWith('1')
          soon: timestamp(traits.warrantyEnds) > timestamp('2030-01-01T00:00:00Z')
        moments:
          lapsing: { before: traits.age, by: 3d }
        """,
        "6:32 words is declared as a text, and max here wants a number [one of the two is wrong]",
        "7:37 stars is declared as a number, and == here wants a text [one of the two is wrong]",
        "9:10 age is declared as a number, and startsWith here wants a text"
            + " [one of the two is wrong]");
  }

  @Test
  void refusesFactsThatAreDeclaredAsSomethingElse() {
    refuses(
        """
        playbook: X
        events:
          Left: { room: text, paid: flag, until: time, stars: number }
        facts:
          room: { latest: Left, of: properties.room }
          paid: { latest: Left, of: properties.paid }
          until: { latest: Left, of: properties.until }
          stars: { latest: Left, of: properties.stars }
        segments:
          a: facts.room >= 5
          b: facts.paid == 1
          c: facts.until < 30 && has(facts.room)
          d: facts.stars == 'five'
          e: facts.room in [1, 2] || facts.paid
          f: facts.room == 'suite' && facts.paid && facts.until > '2026' && facts.stars > 3
          g: double(facts.room) > 5
        """,
        "10:6 facts.room, the latest properties.room of Left, is declared as a text, and >= here"
            + " wants a number [one of the two is wrong]",
        "11:6 facts.paid, the latest properties.paid of Left, is declared as true or false, and =="
            + " here wants a number [one of the two is wrong]",
        "12:6 facts.until, the latest properties.until of Left, is declared as a time, and < here"
            + " wants a number [one of the two is wrong]",
        "13:6 facts.stars, the latest properties.stars of Left, is declared as a number, and =="
            + " here wants a text [one of the two is wrong]",
        "14:6 facts.room, the latest properties.room of Left, is declared as a text, and in here"
            + " wants a number [one of the two is wrong]");
  }

  @Test
  void refusesEntriesAndWhatIsComparedWithNumbersThatAreFacts() {
    refuses(
        """
        playbook: X
        events: { Left: { room: text, stars: number } }
        traits: { plan: text }
        facts:
          rooms: { latest: Left, of: properties.room, per: properties.stars }
          stars: { latest: Left, of: properties.stars }
          stays: { count: Left }
        segments:
          a: facts.rooms.any(v, v > 3)
          b: facts.rooms.max() > 3
          c: facts.rooms.max() == facts.stays
          d: traits.plan > facts.stays
          e: facts.rooms.any(v, v == 'suite')
          f: facts.stars > facts.stays
        """,
        "9:25 facts.rooms, the latest properties.room of Left, is declared as a text, and > here"
            + " wants a number [one of the two is wrong]",
        "10:6 facts.rooms, the latest properties.room of Left, is declared as a text, and > here"
            + " wants a number [one of the two is wrong]",
        "11:6 facts.rooms, the latest properties.room of Left, is declared as a text, and == here"
            + " wants a number [one of the two is wrong]",
        "12:6 plan is declared as a text, and > here wants a number [one of the two is wrong]");
  }

  @Test
  void tellsOfFactsThatWereNeverWhatTheyAreComparedWith() {
    assertThat(
            warnings(
                """
                playbook: X
                facts:
                  topic: { latest: Ride Completed, of: properties.seat }
                  fare: { latest: Ride Completed, of: properties.fare }
                segments:
                  odd: facts.topic == 5
                  right: facts.topic == 'child' && facts.fare > 10 && double(facts.topic) > 5
                moments:
                  cheap: { becomes: facts.fare == 'ten' }
                """))
        .containsExactly(
            "6:8 facts.topic, the latest properties.seat of Ride Completed, was only ever seen as a"
                + " text (12,345 times), and == here wants a number"
                + " [send it as a number, or write double(...) around it in a condition]",
            "9:21 facts.fare, the latest properties.fare of Ride Completed, was only ever seen as a"
                + " number (12,000 times), and == here wants a text"
                + " [what is of another type is unknown, so it counts for nothing here]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum: Ride, of: properties.fare",
        "min: Ride, of: properties.fare",
        "max: Ride, of: properties.fare",
        "mean: Ride, of: properties.fare",
        "distinct: Ride, of: properties.fare",
        "count: Ride",
        "streak: Ride",
        "trend: Ride, within: 7d"
      })
  void refusesNumbersComparedWithTexts(String fact) {
    assertThat(
            Refusals.problems(
                "playbook: X\nfacts: { a: { " + fact + " } }\nsegments: { s: facts.a == 'ten' }"))
        .singleElement()
        .asString()
        .contains("== does not go between a", "number and a text");
  }

  @Test
  void letsAskWhetherWhatIsDeclaredIsThere() {
    assertThat(
            warnings(
                """
                playbook: X
                traits: { plan: text, age: number }
                segments:
                  none: "!has(traits.plan)"
                  both: has(traits.plan) && has(traits.age)
                """,
                Catalogue.EMPTY))
        .isEmpty();
  }

  @Test
  void knowsHowNamesAreDeclared() {
    refuses(
        """
        playbook: X
        events:
          A: number
          B: { fare: numbr, city: }
          C: [fare]
        traits: [plan]
        """,
        "3:6 event A takes properties with their types [write A: { fare: number, city: text }]",
        "4:14 unknown type numbr [did you mean number?]",
        "4:21 city has no type [a type is one of text, number, flag, time, list, object]",
        "5:6 event C takes properties with their types [write C: { fare: number, city: text }]",
        "6:9 traits takes names with values, such as NAME: ...");
  }

  @Test
  void saysNothingBeforeAnythingWasSeen() {
    assertThat(CatalogueCheck.warnings(Playbooks.starter(), Catalogue.EMPTY)).isEmpty();
  }

  private static List<String> warnings(String text) {
    return warnings(text, CATALOGUE);
  }

  private static List<String> warnings(String text, Catalogue catalogue) {
    Checked checked = new PlaybookReader().read(text);
    assertThat(checked).isInstanceOf(Checked.Accepted.class);
    return CatalogueCheck.warnings(((Checked.Accepted) checked).playbook(), catalogue).stream()
        .map(Refusals::told)
        .toList();
  }

  private static Seen event(long count) {
    return new Seen(count, Map.of(), LAST, Optional.empty());
  }

  private static Seen seen(long count, ValueType type) {
    return new Seen(count, Map.of(type, count), LAST, Optional.empty());
  }
}
