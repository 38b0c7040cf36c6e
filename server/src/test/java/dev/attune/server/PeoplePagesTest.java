package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.playbook.Role;
import dev.attune.wire.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stewards see and do of people by pages, and everybody of themselves. */
class PeoplePagesTest {
  private static final Pattern LINK = Pattern.compile("ticket=(attune_link_[A-Za-z0-9_-]+)");
  private static final String PLAYBOOK =
      Running.PLAYBOOK
          + """
          options:
            voucher: { title: A voucher, cost: 20 }
          teams:
            care: { zone: Europe/Berlin, hours: { mon-fri: 07:00-20:00, sat: 09:00-16:00 }, default: true }
            night: { zone: Europe/Berlin, hours: always, channels: [chat] }
          trust:
            currency: EUR
            front-line: { per-gesture: 100, per-day: 500 }
            auto: { per-gesture: 5 }
            team-per-day: { night: 800 }
          """;

  @TempDir private static Path directory;
  private static Running running;
  private static Visitor steward;
  private static Visitor lead;
  private static Visitor frontLine;

  @BeforeAll
  static void start() {
    running = Running.on(directory, PLAYBOOK);
    steward = Visitor.with(running, Role.STEWARD, Optional.empty());
    lead = Visitor.with(running, Role.LEAD, Optional.empty());
    frontLine = Visitor.with(running, Role.FRONT_LINE, Optional.of("care"));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static Running.Reply form(Visitor visitor, String path, String... fields) {
    Map<String, String> form = new HashMap<>(Map.of("formKey", visitor.formKey));
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return visitor.form(path, form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/audit", "/audit.csv", "/webhooks"})
  void keepsFromOthersWhatIsTheStewards(String path) {
    assertThat(steward.get(path).status()).isEqualTo(200);
    assertThat(lead.get(path).status()).isEqualTo(403);
    assertThat(frontLine.get(path).status()).isEqualTo(403);
    assertThat(new Visitor(running).get(path).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/people", "/people.csv", "/people/p0"})
  void letsLeadsReadWhoWorksHereWithWhatTrustAndChangeNothing(String path) {
    Running.Reply read = lead.get(path);

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body())
        .contains("p0")
        .doesNotContain("action=\"/people", "/people/p0/", "\"/audit");
    assertThat(steward.get(path).status()).isEqualTo(200);
    assertThat(frontLine.get(path).status()).isEqualTo(403);
    assertThat(new Visitor(running).get(path).status()).isEqualTo(401);
    for (String act : List.of("", "/budget", "/link", "/sessions/end", "/end")) {
      assertThat(form(lead, "/people/p2" + act).status()).as(act).isEqualTo(403);
    }
  }

  @Test
  void leadsOnlyWhereOneMayGo() {
    assertThat(steward.get("/today").body()).contains("/people", "/audit", "/webhooks");
    assertThat(lead.get("/today").body())
        .contains("href=\"/spending\"", "href=\"/people\"")
        .doesNotContain("\"/audit\"", "\"/webhooks\"");
    assertThat(frontLine.get("/today").body())
        .doesNotContain("\"/spending\"")
        .contains("\"/grace\"");
    assertThat(frontLine.get("/spending").status()).isEqualTo(403);
  }

  @Test
  void saysAllThatIsWrongBesideItsFieldAndKeepsWhatWasTyped() {
    Running.Reply reply =
        form(
            steward, "/people", "title", " ", "name", "Ana B", "role", "boss", "team", "day",
            "email", "ana");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body())
        .contains(
            "value=\"Ana B\"",
            "value=\"ana\"",
            "id=\"p-title\"",
            "id=\"p-name\"",
            "id=\"p-role\"",
            "The playbook has no team “day”.",
            "id=\"p-email\"");
    assertThat(running.get("/api/people/Ana%20B").status()).isEqualTo(404);
  }

  @Test
  void addsSomebodyWithAnAddressThatIsShownOnceAndGoodOnce() {
    Running.Reply added =
        form(steward, "/people", "title", "Bea", "name", "bea", "role", "front-line", "team", "");
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.header("Cache-Control")).isEqualTo("no-store");
    Matcher link = LINK.matcher(added.body());
    assertThat(link.find()).isTrue();
    assertThat(added.body()).contains(running.server.url() + "/first-sign-in?ticket=");
    assertThat(steward.get("/people").body()).contains("Bea").doesNotContain("attune_link_");

    Visitor bea = new Visitor(running);
    Data first = Data.of("ticket", link.group(1), "password", Visitor.WORDS);
    assertThat(bea.post("/api/session/first", first).status()).isEqualTo(200);
    assertThat(bea.get("/account").body()).contains("Bea", "€100.00", "€500.00 left");
    assertThat(new Visitor(running).post("/api/session/first", first).status()).isEqualTo(404);

    Running.Reply twice =
        form(steward, "/people", "title", "Bea", "name", "bea", "role", "lead", "team", "");
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.body()).contains("Somebody has the name “bea”");
  }

  private static String person(String name) {
    Data body = Data.of("name", name, "title", name, "role", "front-line");
    assertThat(running.post("/api/people", Json.text(body)).status()).isEqualTo(201);
    return "/people/" + name;
  }

  @Test
  void lowersABudgetFromTheNextDayAndRaisesItAtOnce() {
    String page = person("cem");
    assertThat(steward.get(page).body())
        .as("an amount of their own begins as the role's")
        .containsPattern("name=\"per-day\"[^>]*value=\"500\"");
    Running.Reply lowered =
        form(steward, page + "/budget", "whose", "own", "per-gesture", "40", "per-day", "200,50");
    assertThat(lowered.status()).as(lowered.body()).isEqualTo(303);
    Running.Reply shown = steward.get(lowered.header("Location"));
    assertThat(shown.body())
        .contains("The lower budget holds from", "then €40.00", "€100.00", "value=\"200.50\"");
    assertThat(steward.get("/people").body()).contains("lowered from");

    form(steward, page + "/budget", "whose", "own", "per-gesture", "150", "per-day", "700");
    assertThat(steward.get(page).body()).contains("€150.00", "€700.00 left");
    form(steward, page + "/budget", "whose", "role");
    assertThat(steward.get(page).body()).contains("then €100.00");
  }

  @Test
  void takesNoBudgetThatIsNone() {
    String page = person("dan");
    Running.Reply none = form(steward, page + "/budget", "whose", "own");
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.body()).contains("Say at least one amount");
    Running.Reply bad = form(steward, page + "/budget", "whose", "own", "per-day", "a lot");
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.body()).contains("value=\"a lot\"", "“a lot” is no amount");
    assertThat(Running.list(running.get("/api/people/dan").json(), "budgets")).isEmpty();
  }

  @Test
  void changesWhatIsSaidOfSomebody() {
    String page = person("eva");
    Running.Reply wrong =
        form(
            steward, page, "title", "Eva", "role", "lead", "team", "night", "zone", "Mars/Olympus");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("value=\"Mars/Olympus\"", "There is no time zone");
    Running.Reply right =
        form(
            steward,
            page,
            "title",
            "Eva F",
            "role",
            "lead",
            "team",
            "night",
            "zone",
            "Asia/Tokyo",
            "language",
            "de",
            "email",
            "eva@example.com");
    assertThat(right.status()).isEqualTo(303);
    Data eva = running.get("/api/people/eva").json();
    assertThat(List.of(eva.text("title"), eva.text("role"), eva.text("team"), eva.text("zone")))
        .containsExactly("Eva F", "lead", "night", "Asia/Tokyo");
  }

  @Test
  void endsSessionsResetsTheSignInAndRemoves() {
    Visitor flo = Visitor.with(running, Role.FRONT_LINE, Optional.empty());
    String name =
        flo.get("/api/session").json().get("person") instanceof Data person
            ? String.valueOf(person.text("name"))
            : "";
    String page = "/people/" + name;
    assertThat(steward.get(page).body()).contains("/sessions/", "just now");
    form(steward, page + "/sessions/end");
    assertThat(flo.get("/account").status()).isEqualTo(401);
    assertThat(steward.get(page).body()).contains("Nowhere now.");

    Running.Reply again = form(steward, page + "/link");
    assertThat(LINK.matcher(again.body()).find()).isTrue();
    assertThat(form(steward, page + "/end").status()).isEqualTo(303);
    assertThat(steward.get(page).body()).contains("Let them come back").doesNotContain("/budget\"");
  }

  @Test
  void keepsTheLastSteward() {
    Running.Reply refused = form(steward, "/people/p0/end");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("This is the only steward who can sign in");
    Running.Reply demoted =
        form(steward, "/people/p0", "title", "p0", "role", "lead", "team", "", "zone", "");
    assertThat(demoted.body()).contains("This is the only steward who can sign in");
    assertThat(steward.get("/people").status()).isEqualTo(200);
  }

  @Test
  void showsTeamsAndTrustAsThePlaybookSays() {
    assertThat(steward.get("/people").body())
        .contains(
            "Mon–Fri 07:00–20:00, Sat 09:00–16:00",
            "Day and night",
            "together €800.00 a day",
            "€100.00 at once · €500.00 a day");
  }

  @Test
  void findsSomebodyByNameOrTeam() {
    String page = person("zoe");
    assertThat(steward.get("/people?q=ZO").body()).contains(page).doesNotContain("/people/p0\"");
    assertThat(steward.get("/people?q=nobody-at-all").body()).contains("Nobody is called so.");
  }

  @Test
  void exportsNoFormula() {
    Data body = Data.of("name", "formula", "title", "=1+1", "role", "lead");
    running.post("/api/people", Json.text(body));
    assertThat(steward.get("/people.csv").body()).contains("formula,'=1+1,lead,care,invited");
  }

  @Test
  void changesThePasswordOnlyOfWhoKnowsIt() {
    Visitor gil = Visitor.with(running, Role.FRONT_LINE, Optional.empty());
    Running.Reply wrong = form(gil, "/password", "old", "no", "password", "a boat on the Spree");
    assertThat(wrong.header("Location")).isEqualTo("/account?problem=wrong-password#password");
    assertThat(gil.get("/account?problem=wrong-password").body())
        .contains("This is not your password.", "id=\"p-old\"");
    Running.Reply weak = form(gil, "/password", "old", Visitor.WORDS, "password", "short");
    assertThat(gil.get(weak.header("Location").replaceFirst("#.*", "")).body())
        .contains("id=\"p-password\"");
    Running.Reply done =
        form(gil, "/password", "old", Visitor.WORDS, "password", "a boat on the Spree");
    assertThat(done.header("Location")).isEqualTo("/account?done=password#password");
    assertThat(gil.get("/account?done=password").body()).contains("Your password is changed.");
  }

  @Test
  void saysHowOneIsTold() {
    Visitor hal = Visitor.with(running, Role.FRONT_LINE, Optional.of("night"));
    assertThat(hal.get("/account").body()).contains("<small>In a chat room</small>");
    Running.Reply wrong =
        form(hal, "/account/told", "how", "own", "chat", "on", "email", "on", "url", "slack");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("value=\"slack\"", "id=\"p-url\"", "Nobody knows your e-mail");
    form(hal, "/account", "address", "hal@example.com", "language", "");
    Running.Reply right =
        form(
            hal,
            "/account/told",
            "how",
            "own",
            "chat",
            "on",
            "email",
            "on",
            "shape",
            "teams",
            "url",
            "https://hooks.example.com/secret-part");
    assertThat(right.status()).as(right.body()).isEqualTo(303);
    assertThat(hal.get("/account").body())
        .contains("A chat room at hooks.example.com")
        .doesNotContain("secret-part");
    assertThat(hal.get("/api/notices/mine").body()).contains("email", "chat");
    form(hal, "/account/told", "how", "usual", "no-room", "on");
    assertThat(hal.get("/api/notices/mine").json().get("channels")).isNull();
  }

  @Test
  void speaksTheLanguageOfTheAccount() {
    Visitor ivo = Visitor.with(running, Role.FRONT_LINE, Optional.empty());
    assertThat(form(ivo, "/account", "address", "", "language", "de").status()).isEqualTo(303);
    assertThat(ivo.get("/account").body()).contains("Mein Konto");
    form(ivo, "/account", "address", "no address", "language", "de");
    assertThat(form(ivo, "/account", "address", "no address", "language", "de").body())
        .contains("id=\"p-address\"", "value=\"no address\"");
  }

  @Test
  void stopsWhatAttuneGivesByItself() {
    assertThat(steward.get("/spending").body()).contains("Stop it at once");
    assertThat(lead.get("/spending").body()).doesNotContain("Stop it at once");
    assertThat(form(lead, "/spending/auto", "on", "false").status()).isEqualTo(403);
    form(steward, "/spending/auto", "on", "false");
    assertThat(running.get("/api/grace/auto").json().get("on")).isEqualTo(false);
    assertThat(steward.get("/spending").body()).contains("Let it give again");
    assertThat(form(steward, "/spending/auto", "on", "maybe").status()).isEqualTo(422);
    form(steward, "/spending/auto", "on", "true");
  }

  @Test
  void countsWhatWasGiven() {
    running.intake("/v1/identify", "{\"userId\":\"mara\",\"traits\":{\"name\":\"Mara\"}}");
    running.customer("mara", found -> true);
    Data given =
        Data.of("id", "gesture-of-kai", "customer", "mara", "option", "voucher", "by", "kai");
    assertThat(running.post("/api/gestures", Json.text(given)).status()).isEqualTo(200);
    assertThat(lead.get("/spending").body())
        .contains("A voucher", "€20.00", "kai", "not known yet")
        .doesNotContain("href=\"/people/");
    assertThat(lead.get("/spending.csv").body())
        .containsPattern("voucher,A voucher,,,[^,]*Z,1,20,EUR,0,0,0,0,,");
    assertThat(lead.get("/spending?days=0").status()).isEqualTo(400);
  }
}
