package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.people.Person;
import dev.attune.playbook.Role;
import dev.attune.wire.Json;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stewards do about people. */
class PeopleApiTest {
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

  private static Running.Reply patch(String name, String body) {
    return running.send(
        running
            .request("/api/people/" + name)
            .header("Authorization", "Bearer " + running.token)
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void addsSomebodyWhoThenSignsIn() {
    Running.Reply added =
        running.post(
            "/api/people",
            """
            {"name": "ana", "title": "Ana Maier", "role": "front-line", "email": "ana@example.com",
             "zone": "Europe/Lisbon", "language": "pt"}
            """);
    assertThat(added.status()).isEqualTo(201);
    Data ana = added.json();
    assertThat(ana.text("state")).isEqualTo("invited");
    assertThat(ana.text("link"))
        .startsWith(running.server.url() + "/first-sign-in?ticket=attune_link_");
    String ticket = String.valueOf(ana.text("link")).replaceFirst(".*ticket=", "");
    Visitor visitor = new Visitor(running);
    Running.Reply whose = visitor.post("/api/session/link", Data.of("ticket", ticket));
    assertThat(whose.json()).isEqualTo(Data.of("name", "ana", "title", "Ana Maier"));

    Running.Reply in =
        visitor.post("/api/session/first", Data.of("ticket", ticket, "password", Visitor.WORDS));

    assertThat(in.status()).isEqualTo(200);
    Data person = running.get("/api/people/ana").json();
    assertThat(person.text("state")).isEqualTo("active");
    assertThat(person.text("zone")).isEqualTo("Europe/Lisbon");
    assertThat(Json.text(person)).doesNotContain("argon2", ticket, "hash");
    assertThat(visitor.post("/api/session/link", Data.of("ticket", ticket)).code())
        .isEqualTo("bad-link");
  }

  @Test
  void changesWhatIsSaidAndKeepsTheRest() {
    running.post(
        "/api/people",
        "{\"name\":\"bo\",\"title\":\"Bo\",\"role\":\"lead\",\"email\":\"bo@example.com\"}");

    assertThat(patch("bo", "{\"role\":\"front-line\",\"email\":null}").status()).isEqualTo(200);

    Data bo = running.get("/api/people/bo").json();
    assertThat(bo.text("role")).isEqualTo("front-line");
    assertThat(bo.text("title")).isEqualTo("Bo");
    assertThat(bo.names()).doesNotContain("email");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":\"Cy\",\"role\":\"lead\"} | 422 | missing-member",
        "{\"name\":\"Cy\",\"title\":\"Cy\",\"role\":\"lead\"} | 422 | bad-name",
        "{\"name\":\"cy\",\"title\":\"Cy\",\"role\":\"boss\"} | 422 | bad-role",
        "{\"name\":\"cy\",\"title\":\"Cy\",\"role\":\"lead\",\"team\":\"none\"} | 422 | no-such-team",
        "{\"name\":\"cy\",\"title\":\"Cy\",\"role\":\"lead\",\"zone\":\"Berlin\"} | 422 | bad-zone",
        "{\"name\":\"cy\",\"title\":\"Cy\",\"role\":\"lead\",\"rol\":\"x\"} | 422 | unknown-member",
        "{\"name\":\"cy\",\"title\":\"Cy\",\"role\":\"lead\",\"email\":7} | 422 | bad-email",
        "{\"name\":\"cy\" | 400 | bad-json"
      })
  void refusesWhatCannotBe(String body, int status, String code) {
    Running.Reply reply = running.post("/api/people", body.strip());

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(code.strip());
    assertThat(running.get("/api/people/cy").status()).isEqualTo(404);
  }

  @Test
  void keepsEveryBudgetThatWasSet() {
    running.post("/api/people", "{\"name\":\"di\",\"title\":\"Di\",\"role\":\"lead\"}");
    assertThat(running.put("/api/people/di/budget", "{\"perGesture\":\"12.50\"}").status())
        .isEqualTo(200);
    assertThat(running.put("/api/people/di/budget", "{\"perDay\":200}").status()).isEqualTo(200);
    assertThat(running.put("/api/people/di/budget", "{\"ofRole\":true}").status()).isEqualTo(200);

    List<Data> budgets = Running.list(running.get("/api/people/di").json(), "budgets");

    assertThat(budgets).hasSize(3);
    assertThat(budgets.get(0).text("perGesture")).isEqualTo("12.50");
    assertThat(budgets.get(1).text("perDay")).isEqualTo("200");
    assertThat(budgets.get(2).get("ofRole")).isEqualTo(true);
    for (String bad :
        List.of("{}", "{\"perDay\":1.5}", "{\"perDay\":\"-1\"}", "{\"perWeek\":\"1\"}")) {
      assertThat(running.put("/api/people/di/budget", bad).status()).as(bad).isEqualTo(422);
    }
    assertThat(Running.list(running.get("/api/people/di").json(), "budgets")).hasSize(3);
  }

  @Test
  void remembersEverybodyAfterARestart() {
    Path data = directory.resolve("again");
    String cookie;
    try (AttuneServer first = AttuneServer.start(ServerConfig.local(data))) {
      first.accounts().people().add(Person.of("eli", "Eli", Role.LEAD));
      cookie = first.accounts().sessions().begin("eli", "Firefox", "10.0.0.1").secret().reveal();
    }
    try (AttuneServer second = AttuneServer.start(ServerConfig.local(data))) {
      assertThat(second.accounts().people().live("eli")).isPresent();
      assertThat(second.accounts().sessions().of("eli")).hasSize(1);
      assertThat(cookie).startsWith("attune_session_");
      assertThat(second.firstSignIn()).as("there is no steward yet").isPresent();
    }
  }

  @Test
  void saysWhoIsInATeam() {
    assertThat(Running.list(running.get("/api/teams").json(), "teams")).isEmpty();
    assertThat(Visitor.with(running, Role.LEAD, Optional.empty()).get("/api/teams").status())
        .isEqualTo(200);
  }
}
