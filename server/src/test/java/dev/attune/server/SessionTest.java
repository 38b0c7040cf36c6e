package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.playbook.Role;
import dev.attune.wire.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in, staying so, and what others try meanwhile. */
class SessionTest {
  @TempDir private static Path directory;
  private static Running running;

  @BeforeAll
  static void start() {
    running = Running.on(directory);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static Visitor visitor(Role role) {
    return Visitor.with(running, role, Optional.empty());
  }

  private static String nameOf(Visitor visitor) {
    Data person = Running.object(visitor.get("/api/session").json(), "person");
    return String.valueOf(person.text("name"));
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request, Data body) {
    return request
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(Json.text(body)));
  }

  private static Data credentials(String name, String password) {
    return Data.of("name", name, "password", password);
  }

  @Test
  void setsCookiesThatScriptsCannotReadAndOtherSitesDoNotSend() {
    String name = nameOf(visitor(Role.LEAD));
    Visitor visitor = new Visitor(running);
    List<String> cookies =
        Visitor.cookiesOf(visitor.post("/api/session", credentials(name, Visitor.WORDS)));

    int port = running.server.port();
    assertThat(cookies).hasSize(2);
    assertThat(cookies.get(0))
        .matches(
            "attune-%d=attune_session_[a-z2-7]{32}; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax"
                .formatted(port));
    assertThat(cookies.get(1)).startsWith("attune-device-" + port + "=" + name + "~");
  }

  /**
   * Anywhere but on the machine itself there is TLS, and the cookie keeps to it and to this host.
   */
  @Test
  void isStricterWhereThereIsANetwork() {
    Request tls = request(Map.of("host", "attune.example.com", Proxies.SCHEME, "https"));
    assertThat(Cookie.SESSION.set(tls, "x", Duration.ofSeconds(5)))
        .isEqualTo("__Host-attune=x; Max-Age=5; Path=/; HttpOnly; SameSite=Lax; Secure");
    Request plain = request(Map.of("host", "attune.example.com"));
    assertThat(Cookie.SESSION.name(plain)).isEmpty();
    assertThat(running.server.answer(plain).status()).isEqualTo(403);
    assertThat(running.server.answer(plain).text()).contains("needs-tls");
    Request ipv6 = request(Map.of("host", "[::1]:8080"));
    assertThat(Cookie.SESSION.name(ipv6)).contains("attune-8080");
  }

  private static Request request(Map<String, String> headers) {
    Request local =
        Request.local("POST", "/api/session", Json.write(credentials("nobody", "nothing at all")));
    return new Request(
        local.method(),
        local.path(),
        Map.of(),
        Map.of(),
        headers,
        local.entity(),
        "local",
        Optional.empty());
  }

  @Test
  void makesANewSessionAtEachSignInAndEndsTheOneBefore() {
    Visitor visitor = visitor(Role.LEAD);
    String name = nameOf(visitor);
    Visitor thief = new Visitor(running);
    thief.cookies.putAll(visitor.cookies);
    assertThat(thief.get("/api/session").status()).isEqualTo(200);

    visitor.post("/api/session", credentials(name, Visitor.WORDS));

    assertThat(visitor.cookies).isNotEqualTo(thief.cookies);
    assertThat(thief.get("/api/session").status()).isEqualTo(401);
    assertThat(visitor.get("/api/session").status()).isEqualTo(200);
  }

  @Test
  void takesNoSessionThatSomebodyMadeUp() {
    Visitor visitor = new Visitor(running);
    String cookie = "attune-" + running.server.port();
    String planted = "attune_session_" + "a".repeat(32);
    visitor.cookies.put(cookie, planted);
    assertThat(visitor.get("/api/session").status()).isEqualTo(401);
    String name = nameOf(visitor(Role.LEAD));

    visitor.post("/api/session", credentials(name, Visitor.WORDS));

    assertThat(visitor.cookies.get(cookie)).isNotEqualTo(planted);
    visitor.cookies.put(cookie, planted);
    assertThat(visitor.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void refusesAWrongPasswordAndAnUnknownNameAlike() {
    String name = nameOf(visitor(Role.LEAD));
    Visitor visitor = new Visitor(running);
    Running.Reply wrong = visitor.post("/api/session", credentials(name, "wrong words here"));
    Running.Reply unknown = visitor.post("/api/session", credentials("nobody", "wrong words here"));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.code()).isEqualTo("wrong-password");
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(Visitor.cookiesOf(wrong)).isEmpty();
  }

  @Test
  void endsEverySessionWhenThePasswordChanges() {
    Visitor visitor = visitor(Role.FRONT_LINE);
    String name = nameOf(visitor);
    Visitor phone = new Visitor(running);
    phone.post("/api/session", credentials(name, Visitor.WORDS));
    assertThat(Running.list(visitor.get("/api/sessions").json(), "sessions")).hasSize(2);
    Data wrong = Data.of("old", "not the old one", "password", "early train to Ulm");
    assertThat(visitor.post("/api/session/password", wrong).code()).isEqualTo("wrong-password");

    Running.Reply changed =
        visitor.post(
            "/api/session/password",
            Data.of("old", Visitor.WORDS, "password", "early ship to Ulm"));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(phone.get("/api/session").status()).isEqualTo(401);
    assertThat(visitor.get("/api/session").status()).isEqualTo(200);
    assertThat(Running.list(visitor.get("/api/sessions").json(), "sessions")).hasSize(1);
  }

  @Test
  void endsASessionByItsOwnerOrASteward() {
    Visitor visitor = visitor(Role.FRONT_LINE);
    String name = nameOf(visitor);
    Visitor phone = new Visitor(running);
    phone.post("/api/session", credentials(name, Visitor.WORDS));
    String ofPhone = String.valueOf(phone.get("/api/session").json().text("id"));

    assertThat(visitor.delete("/api/sessions/" + ofPhone).status()).isEqualTo(204);
    assertThat(phone.get("/api/session").status()).isEqualTo(401);
    Visitor other = visitor(Role.FRONT_LINE);
    String mine = String.valueOf(visitor.get("/api/session").json().text("id"));
    assertThat(other.delete("/api/sessions/" + mine).status()).isEqualTo(404);
    Visitor steward = visitor(Role.STEWARD);
    assertThat(steward.delete("/api/people/" + name + "/sessions").status()).isEqualTo(200);
    assertThat(visitor.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void signsOut() {
    Visitor visitor = visitor(Role.LEAD);
    Map<String, String> before = Map.copyOf(visitor.cookies);

    Running.Reply out = visitor.form("/sign-out", Map.of("formKey", visitor.formKey));

    assertThat(out.status()).isEqualTo(303);
    assertThat(out.header("Location")).isEqualTo("/sign-in");
    assertThat(out.header("Clear-Site-Data")).contains("storage");
    visitor.cookies.putAll(before);
    assertThat(visitor.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void shutsOutWhoEndedAtOnce() {
    Visitor visitor = visitor(Role.LEAD);
    assertThat(visitor.get("/api/segments").status()).isEqualTo(200);

    running.post("/api/people/" + nameOf(visitor) + "/end", "");

    assertThat(visitor.get("/api/segments").status()).isEqualTo(401);
  }

  @Test
  void changesWhatARoleMayAtOnce() {
    Visitor visitor = visitor(Role.LEAD);
    String name = nameOf(visitor);
    running.send(
        running
            .request("/api/people/" + name)
            .header("Authorization", "Bearer " + running.token)
            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"role\":\"front-line\"}")));

    assertThat(visitor.get("/api/segments").status()).isEqualTo(403);
    assertThat(visitor.get("/api/segments").code()).isEqualTo("missing-role");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "something"})
  void refusesWhatAForeignPageSends(String site) {
    Visitor steward = visitor(Role.STEWARD);
    Data body = Data.of("name", "evil", "scopes", List.of("admin"));

    Running.Reply reply =
        steward.send(
            json(
                steward
                    .bare("/api/tokens")
                    .header("Sec-Fetch-Site", site)
                    .header("Attune-Form-Key", steward.formKey),
                body));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("foreign-page");
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example, 403",
    "null, 403",
    "http://127.0.0.1:1, 403",
    "http://localhost, 403",
    "HERE, 201"
  })
  void looksAtTheOriginWhereABrowserSaysNoMore(String origin, int status) {
    Visitor steward = visitor(Role.STEWARD);
    String said = origin.equals("HERE") ? running.server.url() : origin;
    Data body = Data.of("name", "made from " + origin, "scopes", List.of("read"));

    Running.Reply reply =
        steward.send(json(steward.bare("/api/tokens").header("Origin", said), body));

    assertThat(reply.status()).isEqualTo(status);
  }

  @Test
  void refusesWhoSaysNothingOfWhereItComesFrom() {
    Visitor steward = visitor(Role.STEWARD);
    Data body = Data.of("name", "silent", "scopes", List.of("read"));

    assertThat(steward.send(json(steward.bare("/api/tokens"), body)).code())
        .isEqualTo("foreign-page");
  }

  @Test
  void asksFormsForTheSessionsOwnToken() {
    Visitor steward = visitor(Role.STEWARD);
    Visitor other = visitor(Role.STEWARD);

    assertThat(steward.form("/sign-out", Map.of()).code()).isEqualTo("bad-form-token");
    assertThat(steward.form("/sign-out", Map.of("formKey", other.formKey)).code())
        .isEqualTo("bad-form-token");
    Running.Reply text =
        steward.send(
            steward
                .bare("/api/tokens")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "text/plain")
                .POST(
                    HttpRequest.BodyPublishers.ofString("{\"name\":\"x\",\"scopes\":[\"read\"]}")));
    assertThat(text.code()).isEqualTo("no-form-token");
    assertThat(steward.get("/api/session").status()).isEqualTo(200);
  }

  @Test
  void letsNoForeignPageSignSomebodyIn() {
    String name = nameOf(visitor(Role.LEAD));
    Visitor visitor = new Visitor(running);
    Running.Reply reply =
        visitor.send(
            json(
                visitor.bare("/api/session").header("Sec-Fetch-Site", "cross-site"),
                credentials(name, Visitor.WORDS)));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(visitor.cookies).isEmpty();
    Running.Reply form =
        visitor.send(
            visitor
                .bare("/api/session")
                .header("Content-Type", "text/plain")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        Json.text(credentials(name, Visitor.WORDS)))));
    assertThat(form.status()).isEqualTo(415);
  }

  @Test
  void refusesNamesThatPointHere() {
    Visitor steward = visitor(Role.STEWARD);
    Request rebound =
        new Request(
            "GET",
            "/api/session",
            Map.of(),
            Map.of(),
            Map.of(
                "host", "evil.example:" + running.server.port(),
                "cookie",
                    "attune-"
                        + running.server.port()
                        + "="
                        + steward.cookies.values().iterator().next()),
            Request.Entity.NONE,
            "127.0.0.1",
            Optional.empty());

    assertThat(ServerConfig.local(directory).misdirected(rebound)).isPresent();
    assertThat(running.server.answer(rebound).status())
        .as("even past that, a cookie counts where it was set only")
        .isEqualTo(401);
  }

  @Test
  void slowsGuessingDown() throws IOException {
    try (Running other = Running.on(Files.createDirectory(directory.resolve("guessed")))) {
      Visitor victim = Visitor.with(other, Role.LEAD, Optional.empty());
      Data person = Running.object(victim.get("/api/session").json(), "person");
      String name = String.valueOf(person.text("name"));
      Running.Reply reply = new Visitor(other).post("/api/session", credentials(name, "guess 0"));
      int guesses = 1;
      while (reply.status() == 401 && guesses < 20) {
        reply = new Visitor(other).post("/api/session", credentials(name, "guess " + guesses));
        guesses++;
      }
      assertThat(reply.status()).isEqualTo(429);
      assertThat(guesses).isLessThanOrEqualTo(6);
      assertThat(Long.parseLong(reply.header("Retry-After"))).isPositive();
      assertThat(victim.post("/api/session", credentials(name, Visitor.WORDS)).status())
          .as("the victim's own browser is known")
          .isEqualTo(200);
    }
  }
}
