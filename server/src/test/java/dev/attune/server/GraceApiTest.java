package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.playbook.Role;
import dev.attune.wire.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraceApiTest {
  private static final String PLAYBOOK =
      """
      playbook: Bikes
      zone: Europe/Berlin
      facts:
        contacts14: { count: Support Contacted, within: 14d }
      moments:
        third-contact:
          when: signal.event == 'Support Contacted' && facts.contacts14 >= 3
          title: Third contact
          feels: unheard
          say: I will see this through.
          options: [sorry, voucher, hotel, car]
      options:
        sorry:   { title: Say sorry, cost: 0 }
        voucher: { title: A voucher, cost: 20, does: { webhook: vouchers } }
        hotel:   { title: A night in a hotel, cost: 120, does: { task: Book a hotel }, undo: 60s }
        car:     { title: A car, cost: 35, does: { task: Send a car }, undo: 60s }
      teams:
        care: { zone: Europe/Berlin, default: true }
      trust:
        currency: EUR
        front-line: { per-gesture: 50, per-day: 60 }
        lead: { per-gesture: 500 }
      """;

  @TempDir private Path directory;
  private Running running;

  @BeforeEach
  void start() {
    running = Running.on(directory);
    assertThat(running.put("/api/playbook", PLAYBOOK).status()).isEqualTo(200);
    for (int i = 0; i < 3; i++) {
      running.intake(
          "/v1/track",
          json("userId", "ada", "event", "Support Contacted", "messageId", "contact-" + i));
    }
    running.eventually(
        () -> running.get("/api/moments"), found -> Print.list(found, "moments").size() == 1);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private String moment() {
    return String.valueOf(
        Print.list(running.get("/api/moments").json(), "moments").getFirst().text("id"));
  }

  private Data choose(Object... namesAndValues) {
    Running.Reply reply = running.post("/api/gestures", json(namesAndValues));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private static String json(Object... namesAndValues) {
    return new String(Json.write(Data.of(namesAndValues)), StandardCharsets.UTF_8);
  }

  @Test
  void showsThePersonFirstAndThenWhatFits() {
    Data offers = running.get("/api/customers/ada/offers?by=ana&moment=" + moment()).json();

    assertThat(offers.text("feels")).isEqualTo("unheard");
    assertThat(offers.text("say")).isEqualTo("I will see this through.");
    assertThat(offers.text("currency")).isEqualTo("EUR");
    List<Data> options = Print.list(offers, "offers");
    assertThat(options)
        .extracting(option -> option.text("option"))
        .containsExactly("sorry", "voucher", "car", "hotel");
    assertThat(options.get(1).text("leftAfter")).isEqualTo("40");
    assertThat(options.getLast().get("within")).isEqualTo(false);
    assertThat(Print.list(options.getLast(), "reasons").getFirst().text("limit"))
        .isEqualTo("per-gesture");
    assertThat(Print.object(offers, "somethingElse").text("upTo")).isEqualTo("50");
  }

  @Test
  void givesOnceHoweverOftenItIsSent() {
    String moment = moment();
    Object[] body = {
      "id", "0f6f3c1a-1", "customer", "ada", "option", "voucher", "moment", moment, "by", "ana"
    };

    Data first = choose(body);

    assertThat(first.text("state")).isEqualTo("promised");
    assertThat(first.text("kind")).isEqualTo("third-contact");
    assertThat(choose(body)).isEqualTo(first);
    Data shown = running.get("/api/gestures/0f6f3c1a-1").json();
    assertThat(shown.text("state")).isEqualTo("promised");
    assertThat(Print.object(shown, "sequel").get("known")).isEqualTo(false);
    assertThat(Print.list(running.get("/api/customers/ada/gestures").json(), "gestures"))
        .containsExactly(first);
    assertThat(Print.list(running.get("/api/gestures?moment=" + moment).json(), "gestures"))
        .containsExactly(first);
    assertThat(Print.list(running.get("/api/budget?by=ana").json(), "limits").get(1).text("spent"))
        .isEqualTo("20");
    Running.Reply other =
        running.post("/api/gestures", json("id", "0f6f3c1a-1", "customer", "ada", "option", "car"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("id-in-use");
  }

  @Test
  void undoesASlipAndKeepsAPromise() {
    choose("id", "gesture-1", "customer", "ada", "option", "car", "by", "ana");

    assertThat(running.post("/api/gestures/gesture-1/confirm", "{}").code())
        .isEqualTo("not-possible");
    assertThat(running.post("/api/gestures/gesture-1/undo", "{}").json().text("state"))
        .isEqualTo("undone");
    assertThat(running.post("/api/gestures/gesture-1/undo", "{}").status()).isEqualTo(200);
    choose("id", "gesture-2", "customer", "ada", "option", "voucher", "by", "ana");
    assertThat(
            running
                .post("/api/gestures/gesture-2/fail", json("why", "no vouchers left"))
                .json()
                .text("state"))
        .isEqualTo("failed");
    assertThat(running.post("/api/gestures/gesture-2/confirm", "{}").json().text("state"))
        .isEqualTo("delivered");
    assertThat(running.post("/api/gestures/nothing-1/confirm", "{}").code())
        .isEqualTo("no-such-gesture");
  }

  @Test
  void reachesSomebodyWhoseBudgetCoversIt() {
    Data refused = choose("id", "gesture-1", "customer", "ada", "option", "hotel", "by", "ana");
    assertThat(refused.text("state")).isEqualTo("refused");
    assertThat(
            running.post("/api/gestures/gesture-1/take", json("by", "lea", "role", "lead")).code())
        .isEqualTo("not-asked");
    running.post("/api/gestures/gesture-1/ask", "{}");

    assertThat(Print.list(running.get("/api/asks?by=bob").json(), "asks")).isEmpty();
    assertThat(Print.list(running.get("/api/asks?by=ana").json(), "asks")).hasSize(1);
    assertThat(Print.list(running.get("/api/asks?by=lea&role=lead").json(), "asks")).hasSize(1);
    assertThat(running.post("/api/gestures/gesture-1/take", json("by", "bob")).code())
        .isEqualTo("beyond-budget");
    Data taken =
        running.post("/api/gestures/gesture-1/take", json("by", "lea", "role", "lead")).json();

    assertThat(taken.text("by")).isEqualTo("lea");
    assertThat(taken.text("state")).isEqualTo("held");
    assertThat(Print.list(running.get("/api/asks?by=lea&role=lead").json(), "asks")).isEmpty();
  }

  @Test
  void showsWhatIsAskedToWhoeverLooksWhateverTheHour() {
    String free =
        LocalDate.now(ZoneOffset.UTC)
            .plusDays(3)
            .getDayOfWeek()
            .getDisplayName(TextStyle.SHORT, Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    String rest = "  rest: { zone: UTC, hours: { " + free + ": 00:00-00:01 } }\n  care:";
    assertThat(running.put("/api/playbook", PLAYBOOK.replace("  care:", rest)).status())
        .isEqualTo(200);
    choose("id", "gesture-1", "customer", "ada", "option", "hotel", "by", "ana");
    running.post("/api/gestures/gesture-1/ask", "{}");

    Data seen = running.get("/api/asks?by=lea&role=lead&team=rest").json();

    assertThat(seen.get("onDuty")).isEqualTo(false);
    assertThat(Print.list(seen, "asks")).hasSize(1);
  }

  @Test
  void givesSomethingElseToSomebodyWhoIsNotKnownYet() {
    Data met = Data.of("name", "A tired traveller", "booking", "x7 kq-2");
    Data first =
        choose("id", "gesture-1", "met", met, "words", "A coffee", "amount", "3.50", "by", "ana");

    assertThat(first.text("state")).isEqualTo("delivered");
    assertThat(first.text("title")).isEqualTo("A coffee");
    String customer = String.valueOf(first.text("customer"));
    assertThat(customer).startsWith("anonymous:met-");
    assertThat(
            Print.object(running.get("/api/customers/" + customer).json(), "traits").text("name"))
        .isEqualTo("A tired traveller");
    Data again = choose("id", "gesture-2", "met", Data.of("booking", "X7KQ2"), "option", "sorry");
    assertThat(again.text("customer")).as("one booking is one person").isEqualTo(customer);

    running.post("/api/customers/ada/merge", json("other", customer));

    assertThat(Print.list(running.get("/api/customers/ada/gestures").json(), "gestures"))
        .hasSize(2);
  }

  @Test
  void givesToASelectedGroupEachByItself() {
    for (String user : List.of("bob", "eve", "kay")) {
      running.intake("/v1/track", "{\"userId\": \"%s\", \"event\": \"Ride\"}".formatted(user));
      running.eventually(() -> running.get("/api/customers/" + user), found -> true);
    }
    Object[] body = {
      "id",
      "group-0001",
      "customers",
      List.of("bob", "eve", "kay", "bob"),
      "option",
      "voucher",
      "by",
      "ana"
    };

    List<Data> became = Print.list(choose(body), "gestures");

    assertThat(became)
        .extracting(each -> each.text("state"))
        .containsExactly("promised", "promised", "promised");
    assertThat(Print.list(choose(body), "gestures")).isEqualTo(became);
    assertThat(running.get("/api/budget?by=ana").body()).contains("\"spent\":\"60\"");
  }

  @Test
  void opensTheMomentThatAPersonSees() {
    running.intake("/v1/track", "{\"userId\": \"bob\", \"event\": \"Ride\"}");
    running.eventually(() -> running.get("/api/customers/bob"), found -> true);
    Object[] seen = {"id", "seen-0001", "customer", "bob", "happening", "He lost his bag"};

    Data opened = running.post("/api/moments", json(seen)).json();

    String moment = String.valueOf(Print.list(opened, "moments").getFirst().text("moment"));
    Data shown = running.get("/api/moments/" + moment).json();
    assertThat(shown.text("kind")).isEqualTo("something-else");
    assertThat(shown.text("state")).isEqualTo("open");
    assertThat(running.post("/api/moments", json(seen)).json()).isEqualTo(opened);
    assertThat(running.get("/api/moments/" + moment).json().get("triggers")).isEqualTo(1L);
    Data gesture =
        choose("id", "gesture-1", "customer", "bob", "kind", "third-contact", "option", "voucher");
    assertThat(gesture.text("kind")).isEqualTo("third-contact");
    assertThat(running.get("/api/moments/" + gesture.text("moment")).json().text("feels"))
        .isEqualTo("unheard");
    assertThat(code("id", "gesture-2", "customer", "bob", "kind", "nonsense", "option", "car"))
        .isEqualTo("no-such-kind");
  }

  @Test
  void opensAPromiseAtRiskUntilItIsKept() {
    choose("id", "gesture-1", "customer", "ada", "option", "voucher", "by", "ana");
    running.post("/api/gestures/gesture-1/fail", "{}");

    List<Data> open =
        Print.list(running.get("/api/moments?kind=promise-at-risk").json(), "moments");

    assertThat(open).hasSize(1);
    assertThat(open.getFirst().text("key")).isEqualTo("gesture-1");
    running.post("/api/gestures/gesture-1/confirm", "{}");
    assertThat(Print.list(running.get("/api/moments?kind=promise-at-risk").json(), "moments"))
        .isEmpty();
  }

  @Test
  void aPersonWhoIsSignedInActsAsThemselves() {
    Visitor ana = Visitor.with(running, Role.FRONT_LINE, Optional.of("care"));
    String name = "p" + (running.server.accounts().people().all().size() - 1);

    Running.Reply given =
        ana.post(
            "/api/gestures",
            Data.of(
                "id",
                "gesture-1",
                "customer",
                "ada",
                "option",
                "voucher",
                "by",
                "lea",
                "role",
                "lead"));

    assertThat(given.status()).as(given.body()).isEqualTo(200);
    assertThat(given.json().text("by")).isEqualTo(name);
    assertThat(Print.list(ana.get("/api/budget").json(), "limits").getFirst().text("amount"))
        .as("the front line's, whatever the body says")
        .isEqualTo("50");
    assertThat(ana.get("/api/customers/ada/offers").status()).isEqualTo(200);
    assertThat(ana.get("/api/gestures").status()).as("no lists").isEqualTo(403);
    assertThat(ana.get("/api/grace/accounts").status()).isEqualTo(403);
    assertThat(ana.post("/api/grace/auto", Data.of("on", false)).status()).isEqualTo(403);
  }

  @Test
  void honoursEachGestureOfAPhoneByItself() {
    running.post("/api/lends", json("id", "lend-0002", "amount", 40, "by", "ana"));
    Data odd =
        Data.of(
            "id", "odd-gesture-1", "customer", "0101234\u001d21", "option", "car", "quoted", "35");
    Data good = Data.of("id", "good-gesture-1", "customer", "bea", "words", "A meal", "amount", 5);
    Running.Reply given =
        running.post("/api/lends/lend-0002/gestures", json("gestures", List.of(odd, good)));
    assertThat(given.status()).as(given.body()).isEqualTo(200);
    List<Data> became = Print.list(given.json(), "gestures");
    assertThat(became.getFirst().text("problem")).isNotEmpty();
    assertThat(became.get(1).text("id")).isEqualTo("good-gesture-1");
    assertThat(became.get(1).get("problem")).isNull();
  }

  @Test
  void lendsToAPhoneAndHonoursWhatItGave() {
    Data lent =
        running.post("/api/lends", json("id", "lend-0001", "amount", 40, "by", "ana")).json();
    assertThat(lent.text("state")).isEqualTo("open");
    Data gesture = Data.of("id", "offline-1", "customer", "ada", "option", "car", "quoted", "35");
    Data beyond =
        Data.of("id", "offline-2", "customer", "unknown", "words", "A meal", "amount", 20);

    Running.Reply given =
        running.post("/api/lends/lend-0001/gestures", json("gestures", List.of(gesture, beyond)));

    assertThat(given.status()).as(given.body()).isEqualTo(200);
    List<Data> became = Print.list(given.json(), "gestures");
    assertThat(became).extracting(each -> each.get("over")).containsExactly(false, true);
    assertThat(running.post("/api/lends/lend-0001/return", "{}").json().text("state"))
        .isEqualTo("ended");
    assertThat(running.get("/api/budget?by=ana").body()).contains("\"spent\":\"55\"");
  }

  @Test
  void saysWhatIsWrongWithARequest() {
    assertThat(code("customer", "ada", "option", "sorry")).isEqualTo("bad-id");
    assertThat(code("id", "gesture-1", "option", "sorry")).isEqualTo("bad-value");
    assertThat(code("id", "gesture-1", "customer", "ada")).isEqualTo("missing-member");
    assertThat(code("id", "gesture-1", "customer", "nobody", "option", "sorry"))
        .isEqualTo("no-such-customer");
    assertThat(code("id", "gesture-1", "customer", "ada", "option", "sorry", "moment", "x"))
        .isEqualTo("no-such-moment");
    assertThat(code("id", "gesture-1", "customer", "ada", "words", "x", "amount", "-1"))
        .isEqualTo("bad-amount");
    assertThat(code("id", "gesture-1", "customer", "ada", "words", "x", "amount", "1.005"))
        .isEqualTo("bad-amount");
    assertThat(code("id", "gesture-1", "customer", "ada", "option", "sorry", "team", "none"))
        .isEqualTo("no-such-team");
    assertThat(code("id", "gesture-1", "customer", "ada", "option", "sorry", "role", "king"))
        .isEqualTo("bad-value");
    assertThat(code("id", "gesture-1", "met", Data.EMPTY, "option", "sorry"))
        .isEqualTo("missing-member");
  }

  private String code(Object... namesAndValues) {
    return running.post("/api/gestures", json(namesAndValues)).code();
  }
}
