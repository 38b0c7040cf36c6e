package dev.attune.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.Origin;
import dev.attune.customer.SignalId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");
  private static final Envelope SHOP = Envelope.of("shop", Origin.SERVER, NOW);
  private static final Envelope SITE = Envelope.of("site", Origin.BROWSER, NOW);

  private static final String TRACK =
      """
      {"type":"track","messageId":"m1","userId":"u1","anonymousId":"a1","event":"Ride Completed",
       "timestamp":"2026-03-01T11:59:00.000Z","sentAt":"2026-03-01T11:59:30.000Z",
       "properties":{"fare":12.5,"minutes":7,"tags":["x",1],"deep":{"a":{"b":true}},"none":null},
       "context":{"timezone":"Europe/Berlin","ip":"1.2.3.4"}}\
      """;

  @Test
  void keepsATrackAsItCame() {
    StoredSignal stored = accepted(TRACK, SHOP);

    assertThat(stored.id()).isEqualTo(new SignalId("shop", "m1"));
    assertThat(stored.sender()).isEqualTo(Id.user("u1"));
    assertThat(stored.anonymousId()).isEqualTo("a1");
    assertThat(stored.event()).isEqualTo("Ride Completed");
    assertThat(stored.body()).isEqualTo(bytes(TRACK));
    assertThat(stored.signal().content().properties())
        .isEqualTo(
            Data.of(
                "fare",
                12.5,
                "minutes",
                7,
                "tags",
                List.of("x", 1),
                "deep",
                Data.of("a", Data.of("b", true)),
                "none",
                Data.Nothing.NULL));
    assertThat(stored.signal().context().text("ip")).isEqualTo("1.2.3.4");
  }

  @Test
  void readsOnlyWhatIsAskedForAndTellsWhatElseThereIs() {
    StringBuilder seen = new StringBuilder();

    var signal =
        accepted(TRACK, SHOP)
            .signal(
                Set.of("fare"),
                (name, type) -> seen.append(name).append(':').append(type).append(' '));

    assertThat(signal.content().properties()).isEqualTo(Data.of("fare", 12.5));
    assertThat(signal.context()).isEqualTo(Data.of("timezone", "Europe/Berlin"));
    assertThat(seen.toString()).isEqualTo("fare:NUMBER minutes:NUMBER tags:LIST deep:OBJECT ");
  }

  @Test
  void correctsTheSendersClock() {
    assertThat(accepted(TRACK, SHOP).occurredAt()).isEqualTo(NOW.minusSeconds(30));
  }

  @Test
  void believesTheTimestampWhereNoSendingTimeIsKnown() {
    assertThat(accepted(track("'timestamp':'2026-02-28T23:00:00.1239+0130'"), SHOP).occurredAt())
        .isEqualTo(Instant.parse("2026-02-28T21:30:00.123Z"));
  }

  @Test
  void takesTheTimeOfArrivalWhereTheSenderNamesNone() {
    assertThat(accepted(track("'sentAt':'2026-02-28T23:00:00Z'"), SHOP).occurredAt())
        .isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T23:00:00Z, 2026-02-28T23:00:00Z",
    "2026-02-28T23:00:00.1Z, 2026-02-28T23:00:00.100Z",
    "2026-02-28T23:00:00.123456789123Z, 2026-02-28T23:00:00.123Z",
    "2026-02-28 23:00:00+01:00, 2026-02-28T22:00:00Z",
    "2026-02-28T23:00-05, 2026-03-01T04:00:00Z",
  })
  void readsTimesAsSendersWriteThem(String written, Instant meant) {
    assertThat(accepted(track("'timestamp':'" + written + "'"), SHOP).occurredAt())
        .isEqualTo(meant);
  }

  @Test
  void readsMillisecondsSince1970() {
    assertThat(accepted(track("'timestamp':1772316000123"), SHOP).occurredAt())
        .isEqualTo(Instant.ofEpochMilli(1772316000123L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'yesterday'",
        "'2026-02-30T00:00:00Z'",
        "'2026-02-28T23:00:00'",
        "'2026-02-28'",
        "1e300",
        "{}",
        "true",
        "'1899-12-31T23:59:59Z'",
        "'2026-02-28T23:00:00.Z'",
        "'2026-02-28T25:00:00Z'"
      })
  void refusesATimeThatIsNone(String timestamp) {
    assertThat(refused(track("'timestamp':" + timestamp), SHOP).reason())
        .isEqualTo(Refusal.BAD_TIME);
  }

  @Test
  void refusesWhatHappensMoreThanFiveMinutesAhead() {
    String atTheEdge = "'timestamp':'" + NOW.plus(Duration.ofMinutes(5)) + "'";
    String behindIt = "'timestamp':'" + NOW.plus(Duration.ofMinutes(5)).plusMillis(1) + "'";

    accepted(track(atTheEdge), SHOP);
    var refused = refused(track(behindIt), SHOP);

    assertThat(refused.reason()).isEqualTo(Refusal.FUTURE);
    assertThat(refused.field()).isEqualTo("timestamp");
    assertThat(refused.message()).contains("more than 5 minutes after it was received");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'null'",
        "null",
        "'UNDEFINED'",
        "' none '",
        "'nil'",
        "'NaN'",
        "'0'",
        "0",
        "-1",
        "''",
        "'  '",
        "'Anonymous'",
        "'guest'",
        "'unknown'",
        "true",
        "false",
        "'[object Object]'",
        "'00000000-0000-0000-0000-000000000000'"
      })
  void takesAPlaceholderForNoId(String id) {
    String json = "{'type':'page','messageId':'m','userId':" + id + "%s}";

    assertThat(refused(quoted(json.formatted("")), SHOP).reason()).isEqualTo(Refusal.NO_ID);
    assertThat(accepted(quoted(json.formatted(",'anonymousId':'a9'")), SHOP).sender())
        .isEqualTo(Id.anonymous("a9"));
  }

  @Test
  void readsANumberAsAnId() {
    assertThat(accepted(quoted("{'type':'page','userId':4200}"), SHOP).userId()).isEqualTo("4200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'a\\u0000b'", "{'id':1}", "['u1']", "'\\ud83d'"})
  void refusesAnIdThatCannotBeOne(String id) {
    assertThat(refused(quoted("{'type':'page','userId':" + id + "}"), SHOP).reason())
        .isEqualTo(Refusal.BAD_ID);
  }

  @Test
  void refusesAnIdLongerThan512Characters() {
    accepted(quoted("{'type':'page','userId':'" + "x".repeat(512) + "'}"), SHOP);
    assertThat(
            refused(quoted("{'type':'page','userId':'" + "x".repeat(513) + "'}"), SHOP).message())
        .isEqualTo("userId has 513 characters, at most 512 are taken");
  }

  @Test
  void makesTheSameMessageIdOfTheSameBytesFromTheSameSource() {
    String json = quoted("{'type':'page','userId':'u1','name':'Home'}");

    assertThat(accepted(json, SHOP).id())
        .isEqualTo(accepted(json, Envelope.of("shop", Origin.SERVER, NOW.plusSeconds(9))).id());
    assertThat(accepted(json, SHOP).id().messageId())
        .isNotEqualTo(accepted(json, SITE).id().messageId());
  }

  @Test
  void makesAnotherMessageIdForTheSameBytesOnAnotherRoute() {
    String json = quoted("{'userId':'u1','name':'Home'}");
    StoredSignal page = accepted(json, SHOP.of(Kind.PAGE));

    assertThat(accepted(json, SHOP.of(Kind.PAGE)).id()).isEqualTo(page.id());
    assertThat(accepted(json, SHOP.of(Kind.SCREEN)).id()).isNotEqualTo(page.id());
  }

  @Test
  void readsEveryKind() {
    assertThat(content("'type':'identify','traits':{'plan':'pro'}"))
        .isEqualTo(new Content.Identify(Data.of("plan", "pro")));
    assertThat(content("'type':'alias','previousId':'a7'")).isEqualTo(new Content.Alias("a7"));
    assertThat(content("'type':'group','groupId':7,'traits':{'size':3}"))
        .isEqualTo(new Content.Group("7", Data.of("size", 3)));
    assertThat(content("'type':'page','name':'Home','properties':[]"))
        .isEqualTo(new Content.Page("Home", Data.EMPTY));
    assertThat(content("'type':'screen'")).isEqualTo(new Content.Screen(null, Data.EMPTY));
    assertThat(
            content("'type':'feedback','text':'so slow','rating':2,'properties':{'about':'bus'}"))
        .isEqualTo(new Content.Feedback("so slow", Data.of("about", "bus", "rating", 2)));
    assertThat(content("'type':'asked','question':'Why?'"))
        .isEqualTo(new Content.Asked("Why?", Data.EMPTY));
    assertThat(content("'type':'observed','text':'tired','by':'kim'"))
        .isEqualTo(new Content.Observed("tired", "kim", Data.EMPTY));
    assertThat(content("'type':'gesture','option':'call','by':'kim'"))
        .isEqualTo(new Content.Gesture("call", null, "kim", Data.EMPTY));
    assertThat(content("'type':'handled','moment':'77','act':'hand-over','by':'kim','why':'x'"))
        .isEqualTo(new Content.Handled("77", Content.Handled.Act.HAND_OVER, "kim", "x"));
    assertThat(content("'type':'consent','purpose':'ask','given':true"))
        .isEqualTo(new Content.Consent(Content.Consent.Purpose.ASK, true));
    assertThat(
            content(
                "'type':'corrected','first':'user:a','second':'anonymous:b','verdict':'different','by':'kim'"))
        .isEqualTo(
            new Content.Corrected(
                Id.user("a"), Id.anonymous("b"), Content.Corrected.Verdict.DIFFERENT, "kim"));
    assertThat(content("'type':'corrected','limit':50000,'by':'kim','why':'a till'"))
        .isEqualTo(new Content.Raised(50_000, "kim", "a till"));
    assertThat(
            content(
                "'type':'understood','feedback':{'source':'s','messageId':'m'},'sentiment':-0.5"))
        .isEqualTo(
            new Content.Understood(new SignalId("s", "m"), OptionalDouble.of(-0.5), Data.EMPTY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'type':'track' | MISSING | event",
        "'type':'track','event':' ' | MISSING | event",
        "'type':'track','event':{} | BAD_VALUE | event",
        "'type':'track','event':'E','properties':'x' | BAD_VALUE | properties",
        "'type':'alias' | MISSING | previousId",
        "'type':'alias','previousId':'null' | MISSING | previousId",
        "'type':'group' | MISSING | groupId",
        "'type':'feedback' | MISSING | text",
        "'type':'feedback','text':'x','rating':[] | BAD_VALUE | rating",
        "'type':'handled','moment':'x','act':'leave','by':'b' | BAD_VALUE | act",
        "'type':'consent','purpose':'ask','given':'yes' | BAD_VALUE | given",
        "'type':'corrected','first':'a','second':'user:a','verdict':'same','by':'b' | BAD_VALUE | second",
        "'type':'corrected','limit':0,'by':'b' | BAD_VALUE | limit",
        "'type':'corrected','limit':1000001,'by':'b' | BAD_VALUE | limit",
        "'type':'corrected','limit':2.5,'by':'b' | BAD_VALUE | limit",
        "'type':'corrected','limit':'50000','by':'b' | BAD_VALUE | limit",
        "'type':'corrected','limit':5,'first':'a','second':'b','by':'b' | BAD_VALUE | limit",
        "'type':'corrected','limit':50000 | MISSING | by",
        "'type':'understood','feedback':{} | MISSING | feedback",
        "'type':'understood','feedback':{'source':'s','messageId':'m'},'sentiment':2 | BAD_VALUE | sentiment",
        "'type':'dance' | UNKNOWN_KIND | type",
        "'event':'E' | UNKNOWN_KIND | type",
        "'type':'page','messageId':{} | BAD_MESSAGE_ID | messageId",
      })
  void saysWhatAMessageLacks(String part, Refusal reason, String field) {
    Received.Refused refused = refused(quoted("{'userId':'u1'," + part + "}"), SHOP);

    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused.message()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'gesture','option':'call','by':'kim'",
        "'type':'handled','moment':'7','act':'take','by':'kim'",
        "'type':'observed','text':'x','by':'kim'",
        "'type':'asked','question':'x'",
        "'type':'corrected','first':'a','second':'b','verdict':'same','by':'kim'",
        "'type':'understood','feedback':{'source':'s','messageId':'m'}",
        "'type':'consent','purpose':'ask','given':true"
      })
  void refusesHearsayAboutWhatOnlyAServerKnows(String part) {
    assertThat(refused(quoted("{'userId':'u1'," + part + "}"), SITE).reason())
        .isEqualTo(Refusal.HEARSAY);
  }

  @Test
  void letsADeviceConsentForItself() {
    accepted(quoted("{'anonymousId':'a1','type':'consent','purpose':'ask','given':true}"), SITE);
  }

  @Test
  void believesTheRouteBeforeTheType() {
    assertThat(accepted(quoted("{'type':'x','userId':'u'}"), SHOP.of(Kind.IDENTIFY)).kind())
        .isEqualTo(Kind.IDENTIFY);
  }

  @Test
  void forgetsTheWriteKeyAndMergesTheBatchsContext() {
    Batch batch =
        Batch.read(
            bytes(
                quoted(
                    "{'writeKey':'K','sentAt':'2026-03-01T12:00:00Z','context':{'ip':'9','lib':{'n':1.50}},'batch':"
                        + "[{'type':'page','userId':'u1','writeKey':'K','context':{'ip':'1'}}, 7]}")));

    assertThat(batch.writeKey()).contains("K");
    assertThat(batch.messages()).hasSize(2);
    StoredSignal stored =
        ((Received.Accepted) MessageReader.read(batch.messages().getFirst(), SHOP.in(batch)))
            .signal();
    assertThat(new String(stored.body(), StandardCharsets.UTF_8))
        .isEqualTo(quoted("{'type':'page','userId':'u1','context':{'ip':'1','lib':{'n':1.50}}}"));
    assertThat(MessageReader.read(batch.messages().get(1), SHOP.in(batch)))
        .isInstanceOf(Received.Refused.class);
  }

  @Test
  void refusesOneDeepMessageAndNotTheBatchAroundIt() {
    String deep =
        "{\"type\":\"page\",\"userId\":\"u\",\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "}";
    Batch batch = Batch.read(bytes("{\"batch\":[" + deep + "," + TRACK + "]}"));

    assertThat(MessageReader.read(batch.messages().get(0), SHOP))
        .isInstanceOf(Received.Refused.class);
    assertThat(MessageReader.read(batch.messages().get(1), SHOP))
        .isInstanceOf(Received.Accepted.class);
  }

  @Test
  void refusesAMessageOverTheLimit() {
    byte[] large = bytes(track("'x':'" + "y".repeat(Envelope.MESSAGE_LIMIT) + "'"));

    assertThat(((Received.Refused) MessageReader.read(large, SHOP)).reason())
        .isEqualTo(Refusal.TOO_LARGE);
    assertThat(MessageReader.read(large, SHOP.upTo(Envelope.RECORD_LIMIT)))
        .isInstanceOf(Received.Accepted.class);
  }

  @Property(tries = 3_000)
  void neverThrowsWhateverTheBytes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) {
    Random random = new Random(seed);
    byte[] bytes = bytes(TRACK);
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;

    Received received = MessageReader.read(Arrays.copyOf(bytes, length), SHOP);

    if (received instanceof Received.Accepted(StoredSignal stored)) {
      assertThat(StoredSignal.decode(stored.encode())).isEqualTo(stored);
      assertThat(stored.signal().compareTo(stored.signal(Set.of()))).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "[]",
        "{",
        "{}x",
        "{\"a\":}",
        "{\"userId\":\"\u0001\"}",
        "nul",
        "{\"a\":1e999999999}"
      })
  void refusesWhatIsNoJsonObject(String text) {
    assertThat(MessageReader.read(bytes(text), SHOP)).isInstanceOf(Received.Refused.class);
  }

  @Test
  void refusesTextInAnotherEncoding() {
    byte[] latin =
        "{\"type\":\"page\",\"userId\":\"Jürgen\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = TRACK.getBytes(StandardCharsets.UTF_16);

    assertThat(((Received.Refused) MessageReader.read(latin, SHOP)).message())
        .contains("not UTF-8");
    assertThat(MessageReader.read(wide, SHOP)).isInstanceOf(Received.Refused.class);
  }

  private static Content content(String part) {
    StoredSignal stored = accepted(quoted("{'userId':'u1','messageId':'m'," + part + "}"), SHOP);
    assertThat(StoredSignal.of(stored.signal(), NOW).signal()).isEqualTo(stored.signal());
    return stored.signal().content();
  }

  private static StoredSignal accepted(String json, Envelope envelope) {
    Received received = MessageReader.read(bytes(json), envelope);
    assertThat(received).as(json).isInstanceOf(Received.Accepted.class);
    return ((Received.Accepted) received).signal();
  }

  private static Received.Refused refused(String json, Envelope envelope) {
    Received received = MessageReader.read(bytes(json), envelope);
    assertThat(received).as(json).isInstanceOf(Received.Refused.class);
    return (Received.Refused) received;
  }

  private static String track(String part) {
    return quoted("{'type':'track','userId':'u1','event':'E'," + part + "}");
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
