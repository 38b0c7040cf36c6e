package dev.attune.playbook;

import static dev.attune.playbook.Truth.FALSE;
import static dev.attune.playbook.Truth.TRUE;
import static dev.attune.playbook.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Data.Nothing;
import dev.attune.customer.SignalId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTruthTest {
  /** Of somebody of whom only this is known, and who just did this. */
  private static Given ada() {
    return Given.nothing()
        .fact("rides", 7L)
        .fact("spend", 120.5)
        .fact("lastRide", Instant.parse("2026-03-10T08:00:00Z"))
        .fact("city", "Berlin")
        .in("gold")
        .trait("plan", "gold")
        .trait("age", 40)
        .trait("score", 2.5)
        .trait("vip", true)
        .trait("nick", "a1")
        .trait("ends", "2026-04-01T00:00:00Z")
        .trait("badDate", "soon")
        .trait("tags", List.of("early", "loud"))
        .trait("numbers", List.of(1, 2.5))
        .trait("none", List.of())
        .trait("address", Data.of("city", "Berlin", "zip", Nothing.NULL))
        .trait("two words", 2)
        .did(
            "Ride Completed", "fare", 12, "rated", Nothing.NULL, "items", List.of(Data.of("q", 2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "TRUE    | facts.rides == 7",
        "TRUE    | facts.rides == 7.0",
        "FALSE   | facts.rides < 7",
        "TRUE    | 7 <= facts.rides",
        "TRUE    | facts.spend > 120",
        "TRUE    | facts.spend != 120",
        "TRUE    | facts.rides < facts.spend",
        "UNKNOWN | facts.usual > 3",
        "UNKNOWN | facts.usual <= 3",
        "UNKNOWN | facts.usual != 3",
        "TRUE    | facts.city == 'Berlin'",
        "UNKNOWN | facts.city == 3",
        "UNKNOWN | facts.firstRide < facts.lastRide",
        "TRUE    | facts.lastRide < signal.occurredAt",
        "TRUE    | signal.occurredAt - facts.lastRide > duration('96h')",
        "UNKNOWN | signal.occurredAt - facts.firstRide > duration('96h')",
        "TRUE    | facts.lastRide + duration('24h') == timestamp('2026-03-11T08:00:00Z')",
      })
  void comparesFacts(Truth truth, String condition) {
    assertThat(Written.condition(condition).test(ada())).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "TRUE    | traits.plan == 'gold'",
        "FALSE   | traits.plan != 'gold'",
        "UNKNOWN | traits.absent == 'gold'",
        "UNKNOWN | traits.absent != 'gold'",
        "UNKNOWN | !(traits.absent == 'gold')",
        "UNKNOWN | traits.age == 'gold'",
        "UNKNOWN | traits.age != 'gold'",
        "UNKNOWN | traits.plan > 3",
        "UNKNOWN | traits.plan == true",
        "TRUE    | traits.age == 40.0",
        "TRUE    | traits.score == 2.5",
        "TRUE    | traits.score < traits.age",
        "TRUE    | traits.vip",
        "FALSE   | !traits.vip",
        "UNKNOWN | traits.plan",
        "UNKNOWN | !traits.absent",
        "TRUE    | traits['two words'] == 2",
        "TRUE    | traits.address.city == 'Berlin'",
        "UNKNOWN | traits.address.street == 'Berlin'",
        "UNKNOWN | traits.plan.city == 'Berlin'",
        "TRUE    | traits.address.zip == null",
        "FALSE   | traits.address.zip != null",
        "UNKNOWN | traits.address.zip == 'x'",
        "FALSE   | traits.plan == null",
        "TRUE    | traits.plan != null",
        "UNKNOWN | traits.absent == null",
        "TRUE    | traits.address == traits.address",
        "TRUE    | traits.tags == ['early', 'loud']",
        "FALSE   | traits.tags == ['early']",
        "UNKNOWN | traits.tags == 'early'",
        "TRUE    | traits.numbers == [1.0, 2.5]",
        "TRUE    | traits.tags[0] == 'early'",
        "UNKNOWN | traits.tags[2] == 'early'",
        "UNKNOWN | traits.tags[-1] == 'early'",
        "UNKNOWN | traits.tags['x'] == 'early'",
      })
  void comparesTraits(Truth truth, String condition) {
    assertThat(Written.condition(condition).test(ada())).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "TRUE    | has(traits.plan)",
        "FALSE   | has(traits.absent)",
        "TRUE    | !has(traits.absent)",
        "FALSE   | has(traits.absent.deeper)",
        "FALSE   | has(traits.plan.deeper)",
        "TRUE    | has(traits.address.zip)",
        "TRUE    | has(facts.rides)",
        "FALSE   | has(facts.usual)",
        "FALSE   | has(facts.firstRide)",
        "TRUE    | has(signal.properties.fare)",
        "TRUE    | has(signal.properties.rated)",
        "FALSE   | has(signal.properties.tip)",
        "TRUE    | has(signal.event)",
        "FALSE   | has(signal.text)",
        "FALSE   | has(signal.sentiment)",
        "FALSE   | has(signal.context.timezone)",
        "FALSE   | has(traits.tags[0].x)",
        "TRUE    | has(traits.absent) && traits.absent > 3 || facts.rides > 3",
        "FALSE   | has(traits.absent) && traits.absent > 3",
      })
  void asks(Truth truth, String condition) {
    assertThat(Written.condition(condition).test(ada())).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "FALSE   | traits.absent > 3 && facts.rides == 0",
        "FALSE   | facts.rides == 0 && traits.absent > 3",
        "UNKNOWN | traits.absent > 3 && facts.rides == 7",
        "TRUE    | traits.absent > 3 || facts.rides == 7",
        "TRUE    | facts.rides == 7 || traits.absent > 3",
        "UNKNOWN | traits.absent > 3 || facts.rides == 0",
        "UNKNOWN | !(traits.absent > 3 && facts.rides == 7)",
        "TRUE    | !(traits.absent > 3 && facts.rides == 0)",
        "TRUE    | facts.rides > 1 && facts.rides > 2 && facts.rides > 3 && facts.spend > 1",
        "UNKNOWN | facts.rides > 1 && traits.absent && facts.rides > 3 && facts.spend > 1",
        "TRUE    | traits.vip ? facts.rides == 7 : traits.absent",
        "UNKNOWN | traits.absent ? true : true",
        "UNKNOWN | traits.vip ? traits.absent : true",
        "TRUE    | (traits.vip ? facts.rides : 0) == 7",
        "TRUE    | (facts.rides > 3) == traits.vip",
        "UNKNOWN | (traits.absent > 3) == traits.vip",
        "UNKNOWN | (traits.absent > 3) == (traits.absent > 3)",
        "TRUE    | true",
        "FALSE   | false",
      })
  void joinsWhatCannotBeTold(Truth truth, String condition) {
    assertThat(Written.condition(condition).test(ada())).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "TRUE    | traits.plan in ['silver', 'gold']",
        "FALSE   | traits.plan in ['silver']",
        "FALSE   | traits.plan in []",
        "UNKNOWN | traits.absent in ['silver']",
        "UNKNOWN | traits.absent in []",
        "UNKNOWN | traits.age in ['silver']",
        "TRUE    | traits.age in [40.0]",
        "TRUE    | traits.plan in [1, 'gold']",
        "FALSE   | traits.plan in [1, 'silver']",
        "TRUE    | facts.spend in [1, 120.5]",
        "TRUE    | facts.rides in [1.5, 7.0]",
        "TRUE    | 'loud' in traits.tags",
        "FALSE   | 'quiet' in traits.tags",
        "UNKNOWN | 3 in traits.tags",
        "FALSE   | 'x' in traits.none",
        "UNKNOWN | 'x' in traits.plan",
        "UNKNOWN | 'x' in traits.absent",
        "TRUE    | 'city' in traits.address",
        "FALSE   | 'street' in traits.address",
        "TRUE    | 'gold' in segments",
        "FALSE   | 'drifting' in segments",
        "TRUE    | !('drifting' in segments)",
        "TRUE    | facts.city in [traits.plan, traits.address.city]",
        "UNKNOWN | facts.city in [traits.plan, traits.absent]",
      })
  void looksForMembers(Truth truth, String condition) {
    assertThat(Written.condition(condition).test(ada())).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "TRUE    | traits.tags.exists(t, t == 'loud')",
        "FALSE   | traits.tags.exists(t, t == 'quiet')",
        "UNKNOWN | traits.tags.exists(t, t > 3)",
        "TRUE    | traits.tags.all(t, t.size() > 3)",
        "FALSE   | traits.tags.all(t, t == 'loud')",
        "TRUE    | traits.none.all(t, t == 'loud')",
        "FALSE   | traits.none.exists(t, t == 'loud')",
        "UNKNOWN | traits.absent.exists(t, t == 'loud')",
        "UNKNOWN | traits.plan.all(t, t == 'loud')",
        "TRUE    | ['silver', 'gold'].exists(p, p == traits.plan)",
        "TRUE    | [1, 2].all(n, n < facts.rides)",
        "TRUE    | traits.address.exists(name, name == 'city')",
        "TRUE    | signal.properties.items.exists(i, i.q == 2)",
        "UNKNOWN | signal.properties.items.exists(i, i.price > 2)",
        "TRUE    | signal.properties.items.exists(i, has(i.q) && !has(i.price))",
        "TRUE    | traits.tags.exists(t, t == 'x') || traits.tags.exists(u, u == 'loud')",
        "TRUE    | [traits.age, facts.rides].exists(n, n == 40)",
      })
  void goesThroughLists(Truth truth, String condition) {
    assertThat(Written.condition(condition).test(ada())).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "TRUE    | traits.age + 2 == 42",
        "TRUE    | traits.age * 1.5 == 60.0",
        "TRUE    | facts.rides * 0.5 == 3.5",
        "TRUE    | facts.spend - 20 > 100",
        "TRUE    | signal.properties.fare / 2 == 6",
        "TRUE    | signal.properties.fare % 5 == 2",
        "UNKNOWN | signal.properties.fare % traits.score == 2",
        "UNKNOWN | traits.absent + 2 == 42",
        "UNKNOWN | traits.plan + 2 == 42",
        "TRUE    | traits.plan + '!' == 'gold!'",
        "TRUE    | -traits.age == -40",
        "TRUE    | -traits.score < 0",
        "UNKNOWN | -traits.plan < 0",
        "UNKNOWN | traits.age / (facts.rides - 7) > 0",
        "UNKNOWN | traits.age % (facts.rides - 7) > 0",
        "UNKNOWN | traits.score / (facts.spend - 120.5) > 0.0",
        "UNKNOWN | traits.age + 9223372036854775807 > 0",
        "UNKNOWN | traits.age * 9223372036854775807 > 0",
        "UNKNOWN | traits.score * 1e308 * 10.0 > 0.0",
        "TRUE    | (traits.tags + ['x']).size() == 3",
        "TRUE    | size(traits.plan) == 4",
        "UNKNOWN | size(traits.age) == 4",
        "TRUE    | int(traits.score) == 2",
        "TRUE    | int('12') == 12",
        "UNKNOWN | int(traits.plan) == 2",
        "TRUE    | double('2.5') == traits.score",
        "UNKNOWN | double(traits.nick) > 0.0",
        "TRUE    | 2 * 3 + 1 == facts.rides",
      })
  void reckons(Truth truth, String condition) {
    assertThat(Written.condition(condition).test(ada())).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "TRUE    | traits.plan.contains('ol')",
        "TRUE    | traits.plan.startsWith('go')",
        "FALSE   | traits.plan.endsWith('go')",
        "UNKNOWN | traits.age.contains('4')",
        "UNKNOWN | traits.absent.contains('4')",
        "TRUE    | traits.plan.matches('^g.*d$')",
        "TRUE    | traits.plan.matches('(?i)OL')",
        "UNKNOWN | traits.age.matches('4')",
        "TRUE    | traits.plan.matches('go' + '[l]')",
        "TRUE    | timestamp(traits.ends) > signal.occurredAt",
        "UNKNOWN | timestamp(traits.badDate) > signal.occurredAt",
        "TRUE    | signal.occurredAt.getHours() == 12",
        "TRUE    | signal.occurredAt.getHours('Europe/Berlin') == 13",
        "UNKNOWN | signal.occurredAt.getHours(traits.plan) == 13",
        "TRUE    | signal.occurredAt.getDayOfWeek() == 6",
        "TRUE    | signal.occurredAt.getMonth() == 2",
        "TRUE    | signal.occurredAt.getDate() == 14",
        "TRUE    | duration('90m').getHours() == 1",
        "UNKNOWN | duration(traits.plan) > duration('1h')",
      })
  void readsTextsAndTimes(Truth truth, String condition) {
    assertThat(Written.condition(condition).test(ada())).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      value = {
        "TRUE    | signal.event == 'Ride Completed'",
        "FALSE   | signal.event != 'Ride Completed'",
        "TRUE    | signal.event in ['Ride Requested', 'Ride Completed']",
        "TRUE    | signal.kind == 'track'",
        "UNKNOWN | signal.name == 'Home'",
        "UNKNOWN | signal.text == 'x'",
        "UNKNOWN | signal.sentiment < 0.0",
        "TRUE    | signal.source == 'shop'",
        "TRUE    | signal.properties.fare == 12",
        "UNKNOWN | signal.properties.rated == 3",
        "TRUE    | signal.properties.rated == null",
        "UNKNOWN | signal.properties.absent == null",
      })
  void readsTheSignal(Truth truth, String condition) {
    assertThat(Written.condition(condition).test(ada())).isEqualTo(truth);
  }

  @Test
  void readsWhatOtherKindsOfSignalsTell() {
    Given page = Given.nothing().heard(new Content.Page("Home", Data.of("path", "/")));
    Given words = Given.nothing().heard(new Content.Feedback("Too slow", Data.EMPTY));
    Given read =
        Given.nothing()
            .heard(
                new Content.Understood(
                    new SignalId("shop", "9"), OptionalDouble.of(-0.5), Data.EMPTY));
    Given located =
        Given.nothing()
            .heard(new Content.Track("X", Data.EMPTY), Data.of("timezone", "Asia/Tokyo"));

    assertThat(Written.condition("signal.event == 'Page' && signal.name == 'Home'").test(page))
        .isEqualTo(TRUE);
    assertThat(Written.condition("signal.text.matches('slow')").test(words)).isEqualTo(TRUE);
    assertThat(Written.condition("signal.sentiment < -0.4").test(read)).isEqualTo(TRUE);
    assertThat(Written.condition("signal.sentiment < -0.5").test(read)).isEqualTo(FALSE);
    assertThat(Written.condition("signal.sentiment < -0.5").test(words)).isEqualTo(UNKNOWN);
    assertThat(Written.condition("has(signal.sentiment)").test(read)).isEqualTo(TRUE);
    assertThat(Written.condition("signal.context.timezone == 'Asia/Tokyo'").test(located))
        .isEqualTo(TRUE);
  }

  @Test
  void comparesHugeNumbersExactly() {
    long huge = (1L << 53) + 1;
    Given given = Given.nothing().trait("whole", huge).trait("broken", 0x1p53);

    assertThat(Written.condition("traits.whole > 9007199254740992").test(given)).isEqualTo(TRUE);
    assertThat(Written.condition("traits.whole == 9007199254740993").test(given)).isEqualTo(TRUE);
    assertThat(Written.condition("traits.whole == 9007199254740992.0").test(given))
        .isEqualTo(FALSE);
    assertThat(Written.condition("traits.whole == traits.broken").test(given)).isEqualTo(FALSE);
    assertThat(Written.condition("traits.whole > traits.broken").test(given)).isEqualTo(TRUE);
    assertThat(Written.condition("traits.broken < 9007199254740993").test(given)).isEqualTo(TRUE);
    assertThat(Written.condition("traits.whole < 1e300").test(given)).isEqualTo(TRUE);
    assertThat(Written.condition("traits.whole > -1e300").test(given)).isEqualTo(TRUE);
  }
}
