package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.audit.AuditKey;
import dev.attune.audit.AuditTrail;
import dev.attune.customer.Data;
import dev.attune.playbook.Role;
import dev.attune.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the audit, and what is not. */
class AuditTest {
  @TempDir private Path directory;
  private Running running;

  @BeforeEach
  void start() {
    running = Running.on(directory);
    running.intake(
        "/v1/batch",
        """
        {"batch": [
          {"type": "identify", "userId": "mara-7", "traits": {"name": "Mara Lindqvist"}},
          {"type": "track", "event": "Support Contacted", "userId": "mara-7",
           "properties": {"topic": "a very private matter"}}]}
        """);
    running.customer("mara-7", customer -> !customer.isEmpty());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private List<Data> entries(String query) {
    AttuneServer server = running.server;
    server.engine().await(server.engine().progress().appended());
    return Running.list(running.get("/api/audit?limit=500&" + query).json(), "entries");
  }

  private static List<String> whats(List<Data> entries) {
    return entries.stream().map(entry -> String.valueOf(entry.text("what"))).toList();
  }

  @Test
  void hasEveryLookUpOfAPersonAndWhomItWasAbout() {
    Visitor ana = Visitor.with(running, Role.FRONT_LINE, Optional.empty());
    assertThat(ana.get("/api/customers/mara-7").status()).isEqualTo(200);
    assertThat(ana.get("/api/customers/user:mara-7/timeline").status()).isEqualTo(200);
    assertThat(ana.get("/api/customers/nobody").status()).isEqualTo(404);

    List<Data> looks = entries("what=/api/customers/");

    assertThat(whats(looks))
        .containsExactly(
            "GET /api/customers/{id}",
            "GET /api/customers/{id}/timeline",
            "GET /api/customers/{id}");
    assertThat(looks)
        .allSatisfy(entry -> {
          assertThat(entry.text("who")).startsWith("person:p");
          assertThat(entry.text("from")).isEqualTo("127.0.0.1");
        });
    String mara = looks.getLast().text("about");
    assertThat(mara).matches("[0-9a-f]{32}");
    assertThat(looks.get(1).text("about")).isEqualTo(mara);
    assertThat(looks.getFirst().text("about")).isNull();
    assertThat(entries("about=mara-7")).hasSize(2);
    assertThat(entries("about=somebody-else")).isEmpty();
  }

  @Test
  void hasWhatIsDoneAndHoldsNothingThatACustomerWrote() {
    running.post("/api/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\"]}");
    Visitor sam = Visitor.with(running, Role.STEWARD, Optional.empty());
    sam.post("/api/customers/mara-7/raise-limit", Data.of("to", 999_999, "reason", "a reason"));
    new Visitor(running)
        .post("/api/session", Data.of("name", "my password by mistake", "password", "x"));
    new Visitor(running).post("/api/session", Data.of("name", "p0", "password", "x"));
    running.post("/api/people/p0/end", "");

    List<Data> all = entries("");

    assertThat(whats(all))
        .contains(
            "POST /api/tokens",
            "POST /api/people",
            "person-added",
            "first-sign-in",
            "sign-in",
            "sign-in-refused",
            "POST /api/customers/{id}/raise-limit",
            "POST /api/people/{name}/end");
    String text = all.stream().map(Json::text).reduce("", String::concat);
    assertThat(text)
        .doesNotContain("mara-7", "Lindqvist", "private", "a reason", "my password", Visitor.WORDS);
    List<Data> refused = entries("what=sign-in-refused");
    assertThat(refused.get(0).text("of")).isEqualTo("p0");
    assertThat(refused.get(1).text("of")).isNull();
    assertThat(entries("what=person-added").getFirst().text("of")).isEqualTo("p0 role=steward");
  }

  @Test
  void goesAlongWholeHoweverLong() {
    Visitor sam = Visitor.with(running, Role.STEWARD, Optional.empty());
    for (int i = 0; i < 1_100; i++) {
      assertThat(sam.get("/api/customers/mara-7").status()).isEqualTo(200);
    }

    assertThat(sam.get("/audit.csv?what=/api/customers").body().lines().count()).isEqualTo(1_101);
  }

  @Test
  void leavesOutWhatProgramsRead() {
    int before = entries("").size();
    running.get("/api/customers/mara-7");
    running.get("/api/segments");

    assertThat(whats(entries("")).stream().filter(what -> what.contains("segments"))).isEmpty();
    assertThat(entries("what=customers")).isEmpty();
    assertThat(entries("").size()).as("asking is in it").isGreaterThan(before);
  }

  @Test
  void namesTheEntryThatSomebodyChangedInTheStore() {
    for (int i = 0; i < 5; i++) {
      running.post("/api/tokens", "{\"name\":\"t%d\",\"scopes\":[\"read\"]}".formatted(i));
    }
    Data whole = running.get("/api/audit/verify").json();
    assertThat(whole.get("whole")).isEqualTo(true);
    String head = String.valueOf(whole.text("head"));
    assertThat(running.get("/api/audit/verify?head=" + head).json().get("whole")).isEqualTo(true);
    assertThat(running.get("/api/audit/verify?head=7").status()).isEqualTo(400);
    String key = running.server.engine().settingKeys("audit/").get(2);
    String line =
        new String(running.server.engine().setting(key).orElseThrow(), StandardCharsets.UTF_8);

    running
        .server
        .engine()
        .putSetting(
            key,
            Optional.of(line.replace("token:admin", "token:eve").getBytes(StandardCharsets.UTF_8)));

    Data broken = running.get("/api/audit/verify").json();
    assertThat(broken.get("whole")).isEqualTo(false);
    assertThat(broken.get("first")).isEqualTo(3L);
    assertThat(broken.text("reason")).contains("not as it was written");
  }

  @Test
  void isVerifiedAndExportedFromTheCommandLine() throws IOException {
    for (int i = 0; i < 3; i++) {
      running.post("/api/tokens", "{\"name\":\"t%d\",\"scopes\":[\"read\"]}".formatted(i));
    }
    String data = running.server.data().toString();
    Path file = directory.resolve("audit.jsonl");

    assertThat(Main.run("audit", "verify", "--data", data)).isEqualTo(0);
    assertThat(Main.run("audit", "export", "--data", data, "--out", file.toString())).isEqualTo(0);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines.size()).isGreaterThanOrEqualTo(4);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(Json.read(lines.get(i)).get("n")).isEqualTo((long) i + 1);
    }
    assertThat(Main.run("audit", "export", "--data", data, "--out", file.toString())).isEqualTo(2);
    String cut = "999:" + "0".repeat(64);
    assertThat(Main.run("audit", "verify", "--data", data, "--head", cut)).isEqualTo(1);
  }

  @Test
  void goesOnAfterARestartUnderTheSameKey() throws IOException {
    running.post("/api/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\"]}");
    Path data = running.server.data();
    long before = running.server.auditing().head().sequence();
    running.close();
    assertThat(Files.getPosixFilePermissions(data.resolve("AUDIT-KEY")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    try (AttuneServer again = AttuneServer.start(ServerConfig.local(data))) {
      again.answer(
          Request.local("POST", "/api/people/nobody/end", new byte[0])
              .withBearer(again.tokens().own()));
      assertThat(again.auditing().trail().verify(Optional.empty()))
          .isEqualTo(new AuditTrail.Verdict.Whole(again.auditing().head()));
      assertThat(again.auditing().head().sequence()).isEqualTo(before + 1);
    }
    running = Running.on(Files.createDirectory(directory.resolve("other")));
  }

  @Test
  void letsItsKeyLieElsewhere() throws IOException {
    Path place = directory.resolve("AUDIT-KEY");
    Path elsewhere = directory.resolve("safe/key");
    AuditKey.link(place, elsewhere);
    AuditKey made = AuditKey.of(place);

    assertThat(made).isNotNull();
    assertThat(elsewhere).isRegularFile();
    assertThat(Files.isSymbolicLink(place)).isTrue();
    AuditKey.link(place, elsewhere);
  }

  @Test
  void keepsUpWithManyWhoLookAtOnce() {
    List<Visitor> people = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      people.add(Visitor.with(running, Role.FRONT_LINE, Optional.empty()));
    }
    long before = running.server.auditing().head().sequence();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 400; i++) {
        Visitor who = people.get(i % people.size());
        threads.execute(() -> assertThat(who.get("/api/customers/mara-7").status()).isEqualTo(200));
      }
    }
    assertThat(running.server.auditing().head().sequence()).isEqualTo(before + 400);
    assertThat(running.get("/api/audit/verify").json().get("whole")).isEqualTo(true);
  }
}
