package dev.attune.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.attune.customer.Data;
import dev.attune.playbook.Hours;
import dev.attune.playbook.Team;
import dev.attune.playbook.Team.Channel;
import dev.attune.playbook.Urgency;
import dev.attune.wire.Json;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People are told: through a push service, a mail server and a chat room on this machine. */
class NoticesTest {
  private static final Instant LATER = Instant.parse("2026-12-31T00:00:00Z");
  private static final Team CARE =
      new Team(
          "care",
          Optional.empty(),
          Optional.empty(),
          ZoneId.of("Europe/Berlin"),
          new Hours(
              Stream.of(DayOfWeek.values())
                  .filter(day -> day.compareTo(DayOfWeek.FRIDAY) <= 0)
                  .map(day -> new Hours.Span(day, LocalTime.of(8, 0), LocalTime.of(18, 0)))
                  .toList()),
          Set.of(Channel.EMAIL),
          true);

  private static final SSLContext TLS = Certificates.of("push.example");

  private final SetClock clock = new SetClock("2026-03-04T10:00:00Z");
  private final MemoryFeed feed = new MemoryFeed(clock);
  private final MemoryMoments moments = new MemoryMoments(feed, clock, CARE);
  private final MemoryShelf shelf = new MemoryShelf();
  private final Browser browser = Browser.fresh();
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final Receiver push = Receiver.secure(TLS);
  private final Receiver chat = Receiver.plain();
  private final Courier courier =
      new Courier(
          new AddressGuard(List.of(AddressRange.of("127.0.0.1"))),
          host -> List.of(InetAddress.getLoopbackAddress()),
          TLS::getSocketFactory,
          Courier.LIMIT);
  private final Vapid vapid = new Vapid(shelf, "mailto:attune@example.com");
  private PreferenceBook preferences = new PreferenceBook(shelf);
  private List<Recipient> people = List.of(person("ann", Optional.empty()));
  private Notices notices = notices();

  @BeforeEach
  void start() {
    mail.start();
    vapid.makeKey();
    chooseAll("ann");
    notices = notices();
  }

  @AfterEach
  void stop() {
    notices.close();
    mail.stop();
    push.close();
    chat.close();
    courier.close();
  }

  private static Recipient person(String name, Optional<Locale> language) {
    return new Recipient(name, Optional.of(name + "@example.com"), language);
  }

  private void chooseAll(String name) {
    Preferences unused =
        preferences.change(
            name,
            each ->
                new Preferences(
                    Optional.of(Set.of(Channel.values())),
                    Optional.of(new Chat(Chat.Shape.SLACK, chat.url())),
                    List.of(browser.subscription(endpoint(name)))));
  }

  private String endpoint(String name) {
    return "https://push.example:" + push.port() + "/" + name;
  }

  private Notices notices() {
    Recipients all =
        new Recipients() {
          @Override
          public List<Recipient> of(Optional<String> team) {
            return team.equals(Optional.of("care")) ? people : List.of();
          }

          @Override
          public Optional<Recipient> named(String name) {
            return Optional.of(person(name, Optional.empty()));
          }

          @Override
          public List<Recipient> stewards() {
            return people;
          }
        };
    Optional<Mailer> mailer =
        mail.getSmtp() == null || !mail.isRunning()
            ? Optional.empty()
            : Optional.of(mailer(mail.getSmtp().getPort()));
    return new Notices(
        new Notices.Means(
            shelf,
            feed,
            moments,
            all,
            preferences,
            courier,
            vapid,
            mailer,
            () -> "https://attune.example.com",
            clock));
  }

  private Mailer mailer(int port) {
    return new Mailer(
        new MailServer(
            "127.0.0.1",
            port,
            MailServer.Security.NONE,
            Optional.empty(),
            "Attune <attune@example.com>"),
        clock);
  }

  /** Lets the deciding thread's work be done until something holds. */
  private void turnUntil(BooleanSupplier holds) {
    Until.holds(() -> {
      notices.turn();
      return holds.getAsBoolean();
    });
  }

  /** Lets everything be done that there is to do now. */
  private void rest() {
    for (int i = 0; i < 3; i++) {
      notices.turn();
      Until.holds(notices::isQuiet);
    }
  }

  private List<Data> pushed() {
    return push.messages.stream().map(each -> Json.read(browser.read(each.body()))).toList();
  }

  private MimeMessage[] mailed() {
    return mail.getReceivedMessages();
  }

  @Test
  void reachesAPersonInAllThreeWaysWithinFiveSecondsAndOnce() throws Exception {
    notices.start();
    Until.holds(() -> notices.isReading());
    long opened = System.nanoTime();
    moments.opens("m1", Urgency.HIGH, LATER);
    Until.holds(
        () -> push.messages.size() == 1 && chat.messages.size() == 1 && mailed().length == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - opened)).isLessThan(Duration.ofSeconds(5));

    assertThat(pushed().getFirst())
        .isEqualTo(
            Data.of(
                "title", "Third contact",
                "body", "Open until Dec 31, 2026, 1:00\u202fAM.",
                "url", "https://attune.example.com/moments/m1",
                "tag", "m1"));
    assertThat(push.messages.getFirst().headers())
        .containsEntry("content-encoding", "aes128gcm")
        .containsEntry("urgency", "high")
        .containsEntry("topic", "m1")
        .containsEntry("ttl", "86400");
    assertThat(chat.messages.getFirst().json().text("text"))
        .startsWith("Third contact\n")
        .endsWith("\nhttps://attune.example.com/moments/m1");
    assertThat(mailed()[0].getSubject()).isEqualTo("Third contact");
    Until.holds(() -> notices.offered("ann").equals(List.of("m1")) && notices.isQuiet());
    notices.close();
    assertThat(push.messages).hasSize(1);
    assertThat(chat.messages).hasSize(1);
    assertThat(mailed()).hasSize(1);
    assertThat(notices.told(Channel.PUSH)).isEqualTo(1);
  }

  @Test
  void tellsWhoPromisedOfThatAlthoughTheyAreInAnotherTeam() {
    chooseAll("bob");
    moments.opens("m1", Urgency.NORMAL, LATER);
    moments.promiser = Optional.of("bob");
    moments.opens("m2", Urgency.NORMAL, LATER);
    moments.promiser = Optional.of("ann");
    moments.opens("m3", Urgency.NORMAL, LATER);
    turnUntil(() -> push.messages.size() == 4 && notices.isQuiet());

    assertThat(notices.offered("ann")).containsExactlyInAnyOrder("m1", "m2", "m3");
    assertThat(notices.offered("bob")).containsExactly("m2");
  }

  @Test
  void saysWhoItIsToThePushService() throws Exception {
    moments.opens("m1", Urgency.NORMAL, LATER);
    turnUntil(() -> push.messages.size() == 1);

    String authorization = push.messages.getFirst().headers().getOrDefault("authorization", "");
    assertThat(authorization).startsWith("vapid t=");
    String[] parts = authorization.substring("vapid t=".length()).split(", k=", 2);
    String[] token = parts[0].split("\\.", 3);
    Data claims = Json.read(PushKeys.bytes(token[1]));
    assertThat(claims.text("aud")).isEqualTo("https://push.example:" + push.port());
    assertThat(claims.text("sub")).isEqualTo("mailto:attune@example.com");
    assertThat(claims.get("exp"))
        .isEqualTo(clock.instant().plus(Duration.ofHours(12)).getEpochSecond());
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(PushKeys.publicKey(PushKeys.bytes(parts[1])));
    signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(PushKeys.bytes(token[2]))).isTrue();
  }

  @Test
  void waitsForWorkingHoursOnTheDayAfterTheClockIsPutForward() {
    clock.set("2026-03-27T17:00:00Z"); // Friday, 18:00 in Berlin
    moments.opens("m1", Urgency.HIGH, LATER);
    rest();
    clock.set("2026-03-30T05:59:59Z"); // Monday, 07:59:59: summer time since Sunday
    rest();
    assertThat(push.messages).isEmpty();

    clock.set("2026-03-30T06:00:00Z");
    turnUntil(() -> push.messages.size() == 1 && mailed().length == 1);
  }

  @Test
  void waitsForWorkingHoursOnTheDayAfterTheClockIsPutBack() {
    clock.set("2026-10-23T16:00:00Z"); // Friday, 18:00 in Berlin
    moments.opens("m1", Urgency.HIGH, LATER);
    rest();
    clock.set("2026-10-26T06:59:59Z"); // Monday, 07:59:59: winter time since Sunday
    rest();
    assertThat(push.messages).isEmpty();

    clock.set("2026-10-26T07:00:00Z");
    turnUntil(() -> push.messages.size() == 1);
  }

  @Test
  void offersTheMostUrgentAndThenThoseWithTheLeastTimeLeft() {
    for (int i = 0; i < 25; i++) {
      Urgency urgency = i < 3 ? Urgency.LOW : i < 23 ? Urgency.NORMAL : Urgency.HIGH;
      moments.opens("m" + i, urgency, LATER.minus(Duration.ofHours(i)));
    }
    rest();

    List<String> first =
        Stream.concat(
                Stream.of("m24", "m23"),
                IntStream.iterate(22, i -> i - 1).limit(18).mapToObj(i -> "m" + i))
            .toList();
    assertThat(notices.offered("ann")).isEqualTo(first);
    assertThat(notices.waiting()).containsEntry("care", 5L);
    assertThat(push.messages).hasSize(20);

    moments.closes("m10");
    turnUntil(() -> push.messages.size() == 21);
    assertThat(notices.offered("ann")).hasSize(20).endsWith("m4").doesNotContain("m10");
    assertThat(notices.waiting()).containsEntry("care", 4L);
  }

  @Test
  void leavesAttentionForOthersWhenSomebodyTakesAMoment() {
    people = List.of(person("ann", Optional.empty()), person("bob", Optional.empty()));
    moments.attention = 1;
    moments.opens("m1", Urgency.HIGH, LATER);
    moments.opens("m2", Urgency.LOW, LATER);
    rest();
    assertThat(notices.offered("ann")).containsExactly("m1");
    assertThat(notices.offered("bob")).containsExactly("m1");

    moments.takes("m1", "ann");
    clock.pass(Duration.ofSeconds(5));
    rest();
    assertThat(notices.offered("ann")).containsExactly("m1");
    assertThat(notices.offered("bob")).containsExactly("m2");
  }

  @Test
  void saysNothingOfWhatIsTakenClosedOrOverBeforeItCouldBeSaid() {
    push.manner = Receiver.status(503);
    moments.opens("taken", Urgency.HIGH, LATER);
    moments.opens("closed", Urgency.HIGH, LATER);
    moments.opens("over", Urgency.HIGH, clock.instant().plusSeconds(4));
    rest();
    int tried = push.messages.size();
    assertThat(tried).isEqualTo(3);
    push.manner = Receiver.status(201);
    moments.takes("taken", "bob");
    moments.closes("closed");
    clock.pass(Duration.ofMinutes(1));
    rest();

    assertThat(push.messages).hasSize(tried);
  }

  @Test
  void triesAgainWhatCouldNotBeSaidButNothingThatCould() {
    push.manner = Receiver.status(503);
    moments.opens("m1", Urgency.HIGH, LATER);
    rest();
    push.manner = Receiver.status(201);
    clock.pass(Duration.ofSeconds(6));
    turnUntil(() -> push.messages.size() == 2);
    rest();

    assertThat(chat.messages).hasSize(1);
    assertThat(mailed()).hasSize(1);
    assertThat(notices.failed(Channel.PUSH)).isEqualTo(1);
  }

  @Test
  void forgetsABrowserThatIsGone() {
    push.manner = Receiver.status(410);
    moments.opens("m1", Urgency.HIGH, LATER);
    rest();

    assertThat(preferences.of("ann").pushes()).isEmpty();
    assertThat(new PreferenceBook(shelf).of("ann")).isEqualTo(preferences.of("ann"));
  }

  @Test
  void tellsNobodyTwiceAfterARestart() {
    moments.opens("m1", Urgency.HIGH, LATER);
    rest();
    notices.close();
    notices = notices();
    rest();

    assertThat(push.messages).hasSize(1);
    assertThat(chat.messages).hasSize(1);
    assertThat(mailed()).hasSize(1);
  }

  @Test
  void tellsAgainUnderTheSameNameWhatItCouldNotNoteAsTold() throws Exception {
    moments.opens("m1", Urgency.HIGH, LATER);
    shelf.breakDown();
    Until.holds(() -> {
      boolean kept = true;
      try {
        notices.turn();
      } catch (IllegalStateException e) {
        kept = false;
      }
      return !kept && mailed().length == 1 && push.messages.size() == 1;
    });
    Until.holds(notices::isQuiet);
    shelf.mend();
    notices = notices();
    turnUntil(() -> mailed().length == 2 && push.messages.size() == 2);

    assertThat(mailed()[0].getMessageID()).isEqualTo(mailed()[1].getMessageID());
    assertThat(pushed().get(0)).isEqualTo(pushed().get(1));
  }

  @Test
  void tellsARoomOnceHoweverManyReadIt() {
    people = List.of(person("ann", Optional.empty()), person("bob", Optional.empty()));
    chooseAll("bob");
    moments.opens("m1", Urgency.HIGH, LATER);
    rest();

    assertThat(chat.messages).hasSize(1);
    assertThat(push.messages).hasSize(2);
    assertThat(mailed()).hasSize(2);
  }

  @Test
  void tellsWhoHasNotChosenAsTheTeamIsTold() {
    people = List.of(person("eve", Optional.empty()));
    moments.opens("m1", Urgency.HIGH, LATER);
    rest();

    assertThat(mailed()).hasSize(1);
    assertThat(push.messages).isEmpty();
  }

  @Test
  void saysAFirstNameOnlyWhereTheStewardWantsItAndSpeaksTheirLanguage() {
    people = List.of(person("ann", Optional.of(Locale.GERMAN)));
    moments.opens("m1", Urgency.HIGH, LATER);
    turnUntil(() -> push.messages.size() == 1);
    preferences.sayFirstName(true);
    moments.opens("m2", Urgency.HIGH, LATER);
    turnUntil(() -> push.messages.size() == 2);

    assertThat(pushed().get(0).text("body")).isEqualTo("Offen bis 31.12.2026, 01:00.");
    assertThat(pushed().get(1).text("body")).isEqualTo("Ann, offen bis 31.12.2026, 01:00.");
    assertThat(new PreferenceBook(shelf).saysFirstName()).isTrue();
  }

  @Test
  void writesMailThatNothingInATitleCanBend() throws Exception {
    moments.opens(
        "m1", "Late\r\nBcc: all@example.com <b>&amp;</b> <!channel>", Urgency.HIGH, LATER);
    turnUntil(() -> mailed().length == 1 && chat.messages.size() == 1);

    MimeMessage message = mailed()[0];
    assertThat(message.getSubject())
        .isEqualTo("Late  Bcc: all@example.com <b>&amp;</b> <!channel>");
    assertThat(Arrays.toString(message.getAllRecipients())).isEqualTo("[ann@example.com]");
    assertThat(message.getHeader("Bcc")).isNull();
    String html = com.icegreen.greenmail.util.GreenMailUtil.getBody(message);
    assertThat(html)
        .contains("&lt;b&gt;&amp;amp;&lt;/b&gt;", "https://attune.example.com/moments/m1");
    assertThat(chat.messages.getFirst().json().text("text")).contains("&lt;!channel&gt;");
  }

  @Test
  void tellsStewardsThatAWebhookIsSwitchedOff() {
    Webhook webhook =
        new Webhook(
            "orders",
            Target.of("https://x.example"),
            "https://x.example",
            List.of(new Webhook.Key(SigningSecret.fresh(), Optional.empty())),
            Optional.empty(),
            false,
            clock.instant());
    notices.tellOff(webhook, new Standing.Off("answered 410", clock.instant()));
    Until.holds(() -> mailed().length == 1 && push.messages.size() == 1);

    assertThat(pushed().getFirst().text("title")).isEqualTo("The webhook orders is switched off");
  }
}
