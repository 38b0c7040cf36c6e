package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.engine.Entry;
import dev.attune.engine.Reject;
import dev.attune.server.Running.Reply;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over HTTP, with a real engine below. */
class ApiTest {
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

  @Test
  void showsACustomerByAnyOfTheirIds() {
    running.intake(
        "/v1/identify",
        "{\"userId\":\"ana/1\",\"anonymousId\":\"dev1\",\"traits\":{\"plan\":\"pro\"}}");
    running.intake(
        "/v1/track",
        "{\"userId\":\"ana/1\",\"event\":\"Ride Completed\",\"properties\":{\"fare\":3.5}}");

    Data byUser =
        running.customer(
            "ana/1", data -> Long.valueOf(1).equals(Running.object(data, "facts").get("rides")));
    Data byDevice = running.customer("anonymous:dev1", data -> true);
    assertThat(byUser.text("id")).isEqualTo("user:ana/1");
    assertThat(byDevice.text("id")).isEqualTo("user:ana/1");
    assertThat(byUser.get("ids")).isEqualTo(List.of("user:ana/1", "anonymous:dev1"));
    assertThat(Running.list(byUser, "links").getFirst().text("how")).isEqualTo("seen");
    assertThat(Running.object(byUser, "facts").get("spent")).isEqualTo(3.5);
    assertThat(Running.list(byUser, "segments").getFirst().text("name")).isEqualTo("riders");
  }

  @Test
  void answersNotFoundForUnknownCustomersRulesSegmentsAndMoments() {
    assertThat(running.get("/api/customers/nobody").code()).isEqualTo("no-such-customer");
    assertThat(running.get("/api/customers/nobody/timeline").code()).isEqualTo("no-such-customer");
    assertThat(running.get("/api/customers/nobody/why/riders").code())
        .isEqualTo("no-such-customer");
    assertThat(running.get("/api/segments/none").code()).isEqualTo("no-such-segment");
    assertThat(running.get("/api/moments/none").code()).isEqualTo("no-such-moment");
    assertThat(running.get("/api/customers/" + "x".repeat(600)).code()).isEqualTo("bad-id");
    assertThat(running.get("/api/moments?limit=0").code()).isEqualTo("bad-parameter");
    assertThat(running.get("/api/moments?state=lost").code()).isEqualTo("bad-parameter");
    assertThat(running.get("/api/moments?newer-than=yesterday").code()).isEqualTo("bad-parameter");
    assertThat(running.get("/api/moments?cursor=%F0%9F%92%A9").status()).isEqualTo(400);
  }

  @Test
  void saysWhySomebodyIsInASegmentOrNot() {
    ride("why1", 3);
    running.customer("why1", data -> Running.list(data, "segments").size() == 2);

    Data why = running.get("/api/customers/why1/why/regulars").json();
    assertThat(why.get("holds")).isEqualTo(true);
    Data comparison = Running.list(why, "comparisons").getFirst();
    assertThat(comparison.text("text")).contains("facts.rides30 >= 3");
    assertThat(comparison.text("held")).isEqualTo("true");
    assertThat(Running.list(comparison, "readings").getFirst().get("value")).isEqualTo(3L);
    assertThat(Running.list(Running.list(why, "facts").getFirst(), "signals")).hasSize(3);
    assertThat(why.text("mayChangeAt")).isNotNull();
    assertThat(running.get("/api/customers/why1/why/none").code()).isEqualTo("no-such-rule");
  }

  @Test
  void namesEachSignalOfOneInstantThatAClaimRestsOn() {
    String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60).toString();
    List<String> events =
        List.of("Ride Requested", "Ride Completed", "Ride Completed", "Ride Completed");
    for (int i = 0; i < events.size(); i++) {
      running.intake(
          "/v1/track",
          "{\"userId\":\"tied\",\"event\":\"%s\",\"timestamp\":\"%s\",\"messageId\":\"tied%d\"}"
              .formatted(events.get(i), at, i));
    }
    running.customer("tied", data -> Running.list(data, "segments").size() == 2);

    Data why = running.get("/api/customers/tied/why/regulars").json();
    List<Data> signals = Running.list(Running.list(why, "facts").getFirst(), "signals");
    assertThat(signals).hasSize(3).allMatch(each -> "Ride Completed".equals(each.text("event")));
    assertThat(signals.stream().map(each -> each.text("messageId")).distinct()).hasSize(3);
    assertThat(why.text("kind")).isEqualTo("segment");
  }

  @Test
  void listsMembersAndTransitions() {
    ride("member", 1);
    Data members =
        running.eventually(
            () -> running.get("/api/segments/riders/members?limit=500"),
            data -> data.toString().contains("user:member"));
    assertThat(Running.list(members, "members")).isNotEmpty();
    Data transitions = running.get("/api/segments/riders/transitions").json();
    assertThat(Running.list(transitions, "transitions"))
        .anySatisfy(each -> {
          assertThat(each.text("customer")).isEqualTo("user:member");
          assertThat(each.text("change")).isEqualTo("entered");
        });
    assertThat(Running.list(running.get("/api/segments").json(), "segments"))
        .extracting(each -> each.text("name"))
        .containsExactly("riders", "regulars");
  }

  @Test
  void pagesThroughATimeline() {
    ride("pages", 25);
    running.customer(
        "pages", data -> Long.valueOf(25).equals(Running.object(data, "facts").get("rides")));

    Data first = running.get("/api/customers/pages/timeline?limit=10").json();
    Data second =
        running
            .get(
                "/api/customers/pages/timeline?limit=10&cursor="
                    + Paths.encoded(String.valueOf(first.text("next"))))
            .json();
    Data third =
        running
            .get(
                "/api/customers/pages/timeline?limit=10&cursor="
                    + Paths.encoded(String.valueOf(second.text("next"))))
            .json();
    assertThat(Running.list(first, "signals")).hasSize(10);
    assertThat(Running.list(second, "signals")).hasSize(10);
    assertThat(Running.list(third, "signals")).hasSize(5);
    assertThat(third.text("next")).isNull();
  }

  @Test
  void showsWhatSomebodyDidWithAMomentAtOnce() {
    String id = moment("worn");

    Data taken = running.post("/api/moments/" + id + "/take", "{\"by\":\"Ana\"}").json();
    assertThat(taken.text("takenBy")).isEqualTo("Ana");
    assertThat(taken.text("state")).isEqualTo("open");
    Data closed =
        running.post("/api/moments/" + id + "/close", "{\"by\":\"Ana\",\"why\":\"called\"}").json();
    assertThat(closed.text("state")).isEqualTo("closed");
    assertThat(closed.text("ending")).isEqualTo("closed");
    Reply again = running.post("/api/moments/" + id + "/take", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("moment-not-open");
    assertThat(running.get("/api/moments?kind=third-contact&state=closed").body()).contains(id);
  }

  @Test
  void dismissesAMomentAndShowsItsEvidence() {
    String id = moment("tired");

    Data shown = running.get("/api/moments/" + id).json();
    assertThat(shown.text("say")).isEqualTo("I will see this through.");
    assertThat(shown.text("settlesAt")).isEqualTo(shown.text("foundAt"));
    assertThat(Running.object(Running.object(shown, "evidence"), "values").get("facts.contacts14"))
        .isEqualTo(3L);
    assertThat(Running.list(Running.object(shown, "evidence"), "signals")).hasSize(3);
    assertThat(running.get("/api/moments?kind=third-contact&newer-than=1h").body()).contains(id);
    assertThat(running.get("/api/moments?kind=third-contact&older-than=1h").body())
        .doesNotContain(id);
    assertThat(running.get("/api/moments?segment=riders").body()).doesNotContain(id);
    assertThat(running.post("/api/moments/" + id + "/dismiss", "{}").json().text("ending"))
        .isEqualTo("dismissed");
  }

  @Test
  void joinsAndCutsAtOnce() {
    ride("left", 1);
    ride("right", 2);
    running.customer(
        "right", data -> Long.valueOf(2).equals(Running.object(data, "facts").get("rides")));
    running.customer("left", data -> true);

    Data joined =
        running.post("/api/customers/left/merge", "{\"other\":\"right\",\"by\":\"Ana\"}").json();
    assertThat(joined.get("ids")).isEqualTo(List.of("user:left", "user:right"));
    assertThat(Running.object(joined, "facts").get("rides")).isEqualTo(3L);
    assertThat(running.get("/api/customers/right").json().text("id")).isEqualTo("user:left");
    Data cut = running.post("/api/customers/left/unmerge", "{\"other\":\"right\"}").json();
    assertThat(cut.get("ids")).isEqualTo(List.of("user:left"));
    assertThat(running.get("/api/customers/right").json().text("id")).isEqualTo("user:right");
    assertThat(running.post("/api/customers/left/merge", "{\"other\":\"left\"}").code())
        .isEqualTo("same-id");
    assertThat(running.post("/api/customers/left/merge", "{\"other\":\"nobody\"}").status())
        .isEqualTo(404);
    assertThat(running.post("/api/customers/left/merge", "{}").code()).isEqualTo("missing-member");
  }

  @Test
  void raisesALimitAndKeepsWhoSaidSoAndWhy() {
    ride("till", 1);
    running.customer("till", data -> true);

    Reply raised =
        running.post(
            "/api/customers/till/raise-limit",
            "{\"to\":30000,\"reason\":\"the till of a shop\",\"by\":\"Ana\"}");
    assertThat(raised.json().get("setAside")).isEqualTo(false);
    assertThat(running.get("/api/customers/till/timeline?limit=1").body())
        .contains("\"kind\":\"corrected\"", "\"limit\":30000", "the till of a shop", "Ana");
    for (String to : List.of("20000", "1000001", "2.5", "\"30000\"", "null")) {
      assertThat(
              running
                  .post("/api/customers/till/raise-limit", "{\"to\":" + to + ",\"reason\":\"x\"}")
                  .code())
          .as("to %s", to)
          .isEqualTo("bad-limit");
    }
    assertThat(running.post("/api/customers/till/raise-limit", "{\"to\":30000}").code())
        .isEqualTo("missing-member");
    assertThat(
            running
                .post("/api/customers/nobody/raise-limit", "{\"to\":30000,\"reason\":\"x\"}")
                .status())
        .isEqualTo(404);
  }

  @Test
  void saysInWhichLineAPlaybookIsNoText() {
    byte[] latin = "playbook: X\nzone: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

    Reply refused =
        running.send(
            running
                .request("/api/playbook/check")
                .header("Authorization", "Bearer " + running.token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(latin)));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("bad-encoding");
    assertThat(refused.body()).contains("line 2 is something else");
  }

  @Test
  void givesTheSchemaToEditors() {
    Reply schema = running.send(running.request("/api/playbook/schema.json"));

    assertThat(schema.status()).isEqualTo(200);
    assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
    assertThat(schema.json().text("title")).isEqualTo("Attune playbook");
  }

  @Test
  void checksAndAdoptsPlaybooksWholeOrNotAtAll() {
    Data before = running.get("/api/playbook").json();
    Reply bad =
        running.put(
            "/api/playbook", Running.PLAYBOOK.replace("facts.rides >= 1", "facts.ridez >= 1"));
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.code()).isEqualTo("bad-playbook");
    Data problem = Running.list(bad.json(), "problems").getFirst();
    assertThat(problem.get("line")).isEqualTo(10L);
    assertThat(problem.text("hint")).contains("rides");
    assertThat(running.get("/api/playbook").json()).isEqualTo(before);
    assertThat(running.post("/api/playbook/check", "playbook: [").json().get("good"))
        .isEqualTo(false);
    assertThat(running.post("/api/playbook/check", Running.PLAYBOOK).json().get("good"))
        .isEqualTo(true);

    Data adopted =
        running.put("/api/playbook?by=Ana", Running.PLAYBOOK.replace("Bikes", "More bikes")).json();
    assertThat(adopted.text("adoptedBy")).isEqualTo("Ana");
    assertThat(running.get("/api/playbook").json().text("name")).isEqualTo("More bikes");
    Data read = running.get("/api/playbook").json();
    Data checked = running.post("/api/playbook/check", Print.text(read, "text")).json();
    assertThat(Running.list(checked, "sentences")).isEqualTo(Running.list(read, "sentences"));
    assertThat(Running.list(read, "sentences"))
        .contains(
            Data.of(
                "about", "segment",
                "name", "riders",
                "line", 10L,
                "text", "Customers with at least 1 completed ride.",
                "more", List.of()));
    assertThat(Running.list(running.get("/api/playbook/versions").json(), "versions").size())
        .isGreaterThan(1);
  }

  @Test
  void makesShowsAndRevokesSourcesAndTokens() {
    Data made = running.post("/api/sources", "{\"name\":\"till\",\"kind\":\"server\"}").json();
    String key = String.valueOf(made.text("writeKey"));
    assertThat(running.intake("/v1/page", key, "{\"userId\":\"t\"}").status()).isEqualTo(200);
    assertThat(running.post("/api/sources", "{\"name\":\"till\"}").status()).isEqualTo(409);
    assertThat(running.post("/api/sources", "{\"name\":\"No Name\"}").code()).isEqualTo("bad-name");
    assertThat(running.get("/api/sources").body()).contains("till").doesNotContain(key, "hash");
    assertThat(running.post("/api/sources/till/revoke", "").status()).isEqualTo(200);
    assertThat(running.intake("/v1/page", key, "{\"userId\":\"t\"}").status()).isEqualTo(401);
    assertThat(running.post("/api/sources", "{\"name\":\"till\"}").status()).isEqualTo(201);

    Data token = running.post("/api/tokens", "{\"name\":\"reader\",\"scopes\":[\"read\"]}").json();
    String secret = String.valueOf(token.text("token"));
    assertThat(
            running
                .send(running.request("/api/segments").header("Authorization", "Bearer " + secret))
                .status())
        .isEqualTo(200);
    assertThat(running.get("/api/tokens").body()).contains("reader").doesNotContain(secret, "hash");
    assertThat(running.post("/api/tokens", "{\"name\":\"x\",\"scopes\":[\"all\"]}").code())
        .isEqualTo("bad-scope");
    running.post("/api/tokens/reader/revoke", "");
    assertThat(
            running
                .send(running.request("/api/segments").header("Authorization", "Bearer " + secret))
                .status())
        .isEqualTo(401);
  }

  @Test
  void importsLinesAndNamesTheRefusedOnes() {
    Reply reply =
        running.post(
            "/api/import?source=past",
            "{\"type\":\"track\",\"userId\":\"old\",\"event\":\"Ride Completed\",\"timestamp\":\"2020-01-01T00:00:00Z\"}\n\nnonsense\n"
                + "{\"type\":\"track\",\"userId\":\"old\",\"event\":\"Ride Completed\",\"timestamp\":\"2020-01-02T00:00:00Z\"}");

    assertThat(reply.json().get("accepted")).isEqualTo(2L);
    assertThat(Running.list(reply.json(), "refused").getFirst().get("line")).isEqualTo(3L);
    Data customer =
        running.customer(
            "old", data -> Long.valueOf(2).equals(Running.object(data, "facts").get("rides")));
    assertThat(Running.object(customer, "facts").get("rides30")).isEqualTo(0L);
    assertThat(running.post("/api/import", "{}").code()).isEqualTo("bad-parameter");
  }

  @Test
  void replaysRejectsByTheRulesOfTheirArrival() {
    running.intake("/v1/batch", "{\"batch\":[{\"type\":\"nonsense\",\"userId\":\"again\"}]}");
    Data counts =
        running.eventually(
            () -> running.get("/api/rejects/counts"),
            data -> data.toString().contains("unknown-kind"));
    assertThat(Running.list(counts, "counts")).isNotEmpty();
    Data replayed = running.post("/api/rejects/replay?reason=unknown-kind", "").json();
    assertThat(replayed.get("taken")).isEqualTo(0L);
    assertThat(replayed.get("stillRefused")).isEqualTo(1L);
  }

  @Test
  void listsWhatWasReplayedAsTaken() {
    byte[] good =
        "{\"type\":\"track\",\"event\":\"Ride Completed\",\"userId\":\"replayed\"}"
            .getBytes(StandardCharsets.UTF_8);
    Instant before = Instant.now().minusSeconds(60);
    // As it would lie there if an earlier version had not known of such a thing.
    running
        .server
        .engine()
        .appendAndWait(
            new Entry.Rejects(
                List.of(
                    new Reject("shop", before, "older", "not known", null, "batch", good, true))));
    running.eventually(
        () -> running.get("/api/rejects?reason=older"),
        data -> Running.list(data, "rejects").size() == 1);

    assertThat(running.post("/api/rejects/replay?reason=older", "").json().get("taken"))
        .isEqualTo(1L);
    assertThat(Running.list(running.get("/api/rejects?reason=older").json(), "rejects")).isEmpty();
    assertThat(Running.list(running.get("/api/rejects?reason=older&state=taken").json(), "rejects"))
        .singleElement()
        .satisfies(reject -> assertThat(reject.get("taken")).isEqualTo(true));
    assertThat(running.post("/api/rejects/replay?reason=older", "").json().get("taken"))
        .isEqualTo(0L);
    assertThat(running.get("/api/customers/user:replayed").status()).isEqualTo(200);
  }

  @Test
  void tellsHealthAndNumbers() {
    assertThat(running.send(running.request("/health/live")).json().get("live")).isEqualTo(true);
    assertThat(running.send(running.request("/health/ready")).json().get("ready")).isEqualTo(true);
    assertThat(running.get("/metrics").body())
        .contains(
            "attune_journal_syncs_total ",
            "attune_moments_open{kind=\"third-contact\"} ",
            "attune_http_answers_total{status=\"2xx\"} ");
    assertThat(running.get("/api/catalogue").status()).isEqualTo(200);
    assertThat(running.get("/api/progress").json().get("sweeping")).isNotNull();
  }

  private static void ride(String user, int times) {
    StringBuilder batch = new StringBuilder("{\"batch\":[");
    for (int i = 0; i < times; i++) {
      batch
          .append(i > 0 ? "," : "")
          .append(
              "{\"type\":\"track\",\"event\":\"Ride Completed\",\"userId\":\"%s\",\"messageId\":\"%s-%d\"}"
                  .formatted(user, user, i));
    }
    assertThat(running.intake("/v1/batch", batch + "]}").status()).isEqualTo(200);
  }

  private static String moment(String user) {
    for (int i = 0; i < 3; i++) {
      running.intake(
          "/v1/track",
          "{\"userId\":\"%s\",\"event\":\"Support Contacted\",\"messageId\":\"%s-%d\"}"
              .formatted(user, user, i));
    }
    Data customer = running.customer(user, data -> !Running.list(data, "moments").isEmpty());
    return String.valueOf(Running.list(customer, "moments").getFirst().text("id"));
  }
}
