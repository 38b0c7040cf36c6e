package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.server.Running.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Rehearsing, comparing and going back, over HTTP and on the command line. */
class RehearsalApiTest {
  private static final String MORE =
      Running.PLAYBOOK.replace("facts.contacts14 >= 3", "facts.contacts14 >= 1");

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir private static Path directory;
  private static LocalDate started;
  private static Running running;
  private static Path file;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws IOException {
    started = LocalDate.now(BERLIN);
    running = Running.on(directory);
    file = Files.writeString(directory.resolve("more.yaml"), MORE);
    for (int i = 0; i < 3; i++) {
      track("ana", "Support Contacted", i);
      track("ben", "Ride Completed", i);
    }
    running.customer(
        "ana", each -> Long.valueOf(3).equals(Running.object(each, "facts").get("contacts14")));
    running.customer(
        "ben", each -> Long.valueOf(3).equals(Running.object(each, "facts").get("rides")));
  }

  private static void track(String user, String event, int number) {
    running.intake(
        "/v1/track",
        "{\"userId\":\"%s\",\"event\":\"%s\",\"messageId\":\"%s%d\"}"
            .formatted(user, event, user, number));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void countsDaysInThePlaybooksZone() {
    String tokyo = MORE.replace("Europe/Berlin", "Asia/Tokyo");
    Reply asked = running.post("/api/playbook/rehearsals?days=7&to=2026-03-01", tokyo);
    Data done =
        running.eventually(
            () -> running.get(asked.header("Location")), each -> "done".equals(each.text("state")));

    Data result = Running.object(done, "result");
    assertThat(result.text("to")).isEqualTo("2026-02-28T15:00:00Z");
    assertThat(result.text("from")).isEqualTo("2026-02-21T15:00:00Z");
    assertThat(running.post("/api/playbook/rehearsals?to=2026-02-30", tokyo).code())
        .isEqualTo("bad-parameter");
  }

  @Test
  void rehearsesInTheBackground() {
    Reply asked = running.post("/api/playbook/rehearsals?days=30&people=2", MORE);
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.json().get("expectedSeconds")).isInstanceOf(Number.class);
    assertThat(asked.json().text("expectationRestsOn")).isEqualTo("a guess");
    String place = asked.header("Location");
    Data done =
        running.eventually(() -> running.get(place), each -> "done".equals(each.text("state")));

    Data result = Running.object(done, "result");
    Data kind = Running.list(result, "kinds").getFirst();
    assertThat(kind.text("kind")).isEqualTo("third-contact");
    assertThat(kind.get("count")).isEqualTo(1L);
    Data example = Running.list(kind, "examples").getFirst();
    assertThat(example.text("customer")).isEqualTo("user:ana");
    assertThat(Running.object(Running.object(example, "evidence"), "values").toString())
        .contains("contacts14");
    Data riders = Running.list(result, "segments").getFirst();
    assertThat(riders.get("members")).isEqualTo(1L);
    Data today = Running.list(riders, "days").getLast();
    assertThat(LocalDate.parse(String.valueOf(today.text("day"))))
        .isBetween(started, LocalDate.now(BERLIN));
    assertThat(today.get("count")).isEqualTo(1L);
    assertThat(result.get("momentsAPersonADay")).isEqualTo(0.5);
    assertThat(result.text("historyFrom")).isNotNull();
    Data against = Running.object(result, "against");
    assertThat(Running.list(against, "rules").getFirst().text("name")).isEqualTo("third-contact");
    assertThat(Running.list(running.get("/api/playbook/rehearsals").json(), "rehearsals"))
        .extracting(each -> each.text("id"))
        .contains(done.text("id"));
    Reply cancelled = delete(place);
    assertThat(cancelled.json().text("state")).isEqualTo("done");
  }

  @Test
  void refusesWhatCannotBeRehearsed() {
    String path = "/api/playbook/rehearsals";
    Reply bad = running.post(path, MORE.replace("count:", "cuont:"));
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.code()).isEqualTo("bad-playbook");
    assertThat(Running.list(bad.json(), "problems").getFirst().get("line")).isEqualTo(5L);
    assertThat(running.post(path + "?days=0", MORE).code()).isEqualTo("bad-parameter");
    assertThat(running.post(path + "?from=yesterday", MORE).code()).isEqualTo("bad-parameter");
    assertThat(running.post(path + "?people=none", MORE).code()).isEqualTo("bad-parameter");
    assertThat(
            running.post(path + "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", MORE).code())
        .isEqualTo("bad-range");
    assertThat(running.get(path + "/none").code()).isEqualTo("no-such-rehearsal");
    assertThat(delete(path + "/none").status()).isEqualTo(404);
  }

  @Test
  void asksForScopes() {
    String reader = running.server.tokens().add("reader", Set.of(Scope.READ)).secret().reveal();
    for (HttpRequest.Builder request :
        List.of(
            running
                .request("/api/playbook/rehearsals")
                .POST(HttpRequest.BodyPublishers.ofString(MORE)),
            running.request("/api/playbook/rehearsals/x").DELETE(),
            running
                .request("/api/playbook/versions/1/adopt")
                .POST(HttpRequest.BodyPublishers.noBody()))) {
      assertThat(running.send(request.copy()).status()).isEqualTo(401);
      assertThat(running.send(request.copy().header("Authorization", "Bearer " + reader)).status())
          .isEqualTo(403);
    }
    HttpRequest.Builder diff =
        running.request("/api/playbook/diff").POST(HttpRequest.BodyPublishers.ofString(MORE));
    assertThat(running.send(diff.copy()).status()).isEqualTo(401);
    assertThat(running.send(diff.header("Authorization", "Bearer " + reader)).status())
        .isEqualTo(200);
  }

  @Test
  void adoptsOnlyOnTopOfWhatTheCallerKnowsAndGoesBack() {
    long held = version();
    String other = Running.PLAYBOOK.replace("Bikes", "Other " + held);
    assertThat(adopt(other, held).status()).isEqualTo(200);
    Reply late = adopt(MORE, held);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("adopted-meanwhile");
    assertThat(Running.object(late.json(), "current").get("version")).isEqualTo(held + 1);
    assertThat(late.json().text("detail")).contains("you worked from version " + held);

    Reply same = running.post("/api/playbook/versions/" + (held + 1) + "/adopt", "");
    assertThat(same.status()).isEqualTo(409);
    assertThat(same.code()).isEqualTo("holds-already");
    assertThat(running.post("/api/playbook/versions/999/adopt", "").code())
        .isEqualTo("no-such-version");
    Data back =
        running.eventually(
            () -> running.post("/api/playbook/versions/" + held + "/adopt?by=Kim", ""),
            each -> true);
    assertThat(back.get("version")).isEqualTo(held + 2);
    assertThat(back.text("adoptedBy")).isEqualTo("Kim");
    Data newest = Running.list(running.get("/api/playbook/versions").json(), "versions").getFirst();
    assertThat(newest.get("sameAs")).isInstanceOf(Long.class);
    assertThat(running.get("/api/playbook").json().text("text"))
        .isEqualTo(running.get("/api/playbook/versions/" + held).json().text("text"));
  }

  @Test
  void worksOnTheCommandLine() {
    String data = running.server.data().toString();
    assertThat(run("playbook", "rehearse", file.toString(), "--days", "30", "--data", data))
        .isZero();
    assertThat(out.toString())
        .contains("1 moments in", "third-contact: 1, for 1 customers", "user:ana")
        .contains("third-contact: 1, was 1 (1 new, 1 gone: another customer or instant")
        .contains("in riders: 1 (entered 1, left 0)")
        .contains("changed  moments.third-contact");
    assertThat(
            run(
                "playbook",
                "rehearse",
                file.toString(),
                "--days",
                "3660",
                "--until",
                "2001-03-01",
                "--data",
                data))
        .isZero();
    assertThat(out.toString()).contains("1991-02-22 to 2001-03-01: 0.0 a day");
    assertThat(run("playbook", "rehearse", file.toString(), "--days", "3660", "--data", data))
        .isZero();
    assertThat(run("playbook", "diff", file.toString(), "--data", data)).isEqualTo(1);
    assertThat(out.toString()).contains("changed  moments.third-contact", "  - {", "  + {");
    assertThat(run("playbook", "diff", "1", "1", "--data", data)).isZero();
    assertThat(out.toString()).contains("they say the same");
    assertThat(run("playbook", "history", "--data", data)).isZero();
    assertThat(out.toString()).contains("   1  20");
    assertThat(run("playbook", "rollback", "77", "--data", data)).isEqualTo(1);
    assertThat(err.toString()).contains("there is no version '77'");
  }

  private static long version() {
    return running.get("/api/playbook").json().get("version") instanceof Long number ? number : 0;
  }

  /** Adopts; after the customers are folded under the version before. */
  private static Reply adopt(String text, long basedOn) {
    Reply reply = running.put("/api/playbook?based-on=" + basedOn, text);
    while (reply.status() == 503) {
      Thread.onSpinWait();
      reply = running.put("/api/playbook?based-on=" + basedOn, text);
    }
    return reply;
  }

  private static Reply delete(String path) {
    return running.send(
        running.request(path).header("Authorization", "Bearer " + running.token).DELETE());
  }

  private int run(String... args) {
    err.getBuffer().setLength(0);
    out.getBuffer().setLength(0);
    CommandLine line = Main.commandLine(args);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
