package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.people.Secret;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages about the playbook, without a browser: every form works without a script. */
class PlaybookPagesTest {
  private static final String EVIL = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>";

  @TempDir private Path directory;
  private Running running;
  private Secret ana;
  private Secret bo;

  @BeforeEach
  void start() {
    running = Running.on(directory);
    ana = editor("ana");
    bo = editor("bo");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private Secret editor(String name) {
    return running.server.tokens().add(name, Set.of(Scope.WRITE_PLAYBOOK)).secret();
  }

  private Running.Reply get(Secret who, String path) {
    return running.send(
        running.request(path).header("Authorization", "Bearer " + who.reveal()).GET());
  }

  private Running.Reply post(Secret who, String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(each -> Paths.encoded(each.getKey()) + "=" + Paths.encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return running.send(
        running
            .request(path)
            .header("Authorization", "Bearer " + who.reveal())
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Map<String, String> moment(String title) {
    return new LinkedHashMap<>(
        Map.of(
            "opening", "nth",
            "nth.event", "Ride Late",
            "nth.times", "2",
            "nth.within", "30",
            "nth.within.unit", "d",
            "title", title));
  }

  private String heldText() {
    return running.server.engine().versions().getFirst().text();
  }

  @Test
  void makesAMomentAdoptsItAndGoesBack() {
    Running.Reply made = post(ana, "/playbook/edit/moments", moment("Late again"));
    assertThat(made.status()).isEqualTo(303);
    assertThat(made.header("Location")).isEqualTo("/playbook/edit#moments-late-again");
    assertThat(heldText()).isEqualTo(Running.PLAYBOOK);
    assertThat(get(ana, "/playbook/edit").body())
        .contains("Opens on the second “Ride Late” in 30 days.", "Late again", "tag is-added");
    assertThat(get(ana, "/playbook/difference").body())
        .contains("Opens on the second “Ride Late” in 30 days.", "Adopt as version 2");

    Running.Reply adopted = post(ana, "/playbook/adopt", Map.of("basedOn", "1"));
    assertThat(adopted.header("Location")).isEqualTo("/playbook/history?adopted=2");
    assertThat(heldText()).contains("late-again:", "facts.rideLate30 >= 2");
    assertThat(heldText().lines().toList()).containsSubsequence(Running.PLAYBOOK.lines().toList());
    assertThat(get(ana, "/playbook/difference").body()).contains("You have no draft");

    assertThat(get(ana, "/playbook/history/1").body())
        .contains("What going back to version 1 would change", "Late again");
    post(ana, "/playbook/history/1", Map.of("basedOn", "2"));
    assertThat(heldText()).isEqualTo(Running.PLAYBOOK);
    assertThat(get(ana, "/playbook/history").body()).contains("Again as version 1.", "Version 3");
  }

  @Test
  void showsWhatWasAdoptedMeanwhileAndOverwritesNothing() {
    post(ana, "/playbook/edit/moments", moment("Of Ana"));
    post(bo, "/playbook/edit/moments", moment("Of Bo"));
    assertThat(post(bo, "/playbook/adopt", Map.of("basedOn", "1")).status()).isEqualTo(303);

    Running.Reply refused = post(ana, "/playbook/adopt", Map.of("basedOn", "1"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body())
        .contains("Version 2 was adopted meanwhile by bo", "Of Bo", "Of Ana", "onto version 2")
        .doesNotContain("Adopt as version");
    assertThat(heldText()).contains("of-bo").doesNotContain("of-ana");

    // What they decided on is what they saw.
    assertThat(post(ana, "/playbook/rebase", Map.of("version", "1")).status()).isEqualTo(409);
    assertThat(post(ana, "/playbook/rebase", Map.of("version", "2")).status()).isEqualTo(303);
    assertThat(post(ana, "/playbook/adopt", Map.of("basedOn", "1")).status()).isEqualTo(409);
    assertThat(post(ana, "/playbook/adopt", Map.of("basedOn", "2")).status()).isEqualTo(303);
    assertThat(heldText()).contains("of-bo", "of-ana");

    post(bo, "/playbook/edit/moments", moment("Another"));
    Running.Reply stale = post(ana, "/playbook/history/1", Map.of("basedOn", "2"));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(heldText()).contains("of-bo", "of-ana");
  }

  @Test
  void keepsWhatWasTypedWhereItIsRefused() {
    Map<String, String> fields = moment("");
    fields.put("feels", "tired of it");
    fields.put("nth.times", "often");
    Running.Reply refused = post(ana, "/playbook/edit/moments", fields);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "tired of it", "value=\"often\"", "“often” is no whole number", "This is missing.");
    assertThat(get(ana, "/playbook/difference").body()).contains("You have no draft");
  }

  @Test
  void beginsAFormAsTheAddressSaysAndTakesNothing() {
    Running.Reply begun =
        get(ana, "/playbook/edit/moments?title=Cold%20%3Cb%3Ecars&nth.event=Ride%20Late&formKey=x");

    assertThat(begun.body())
        .contains("value=\"Cold &lt;b>cars\"", "value=\"Ride Late\"")
        .doesNotContain("<b>cars", "value=\"x\"");
    assertThat(get(ana, "/playbook/edit").body()).doesNotContain("Ride Late");
  }

  @Test
  void goesOnWhereItIsWrong() {
    Map<String, String> fields = moment("Late again");
    fields.put("expires", "soon");
    assertThat(post(ana, "/playbook/edit/moments", fields).body())
        .containsPattern("name=\"expires\"[^>]* autofocus");
    Running.Reply twice =
        post(
            ana,
            "/playbook/edit/trust",
            Map.of("whose", "front-line", "currency", "EUR", "per-gesture", "15"));
    assertThat(twice.status()).isEqualTo(303);
    Running.Reply again =
        post(
            ana,
            "/playbook/edit/trust",
            Map.of("whose", "front-line", "currency", "EUR", "per-gesture", "9"));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body()).contains("They have a budget already");
  }

  @Test
  void saysBesideTheFieldWhatTheCheckSays() {
    Map<String, String> fields =
        Map.of("opening", "becomes", "becomes.condition", "facts.ridez >= 3", "title", "Often");
    Running.Reply told = post(ana, "/playbook/check/moments", fields);

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.body())
        .containsPattern(
            "id=\"told-becomes-condition\" hx-swap-oob=\"true\">[^<]*ridez[^<]*did you mean rides");
    assertThat(get(ana, "/playbook/difference").body()).contains("You have no draft");
  }

  @Test
  void escapesWhateverIsTyped() {
    Map<String, String> fields = moment(EVIL);
    fields.put("feels", EVIL);
    fields.put("say", EVIL);
    assertThat(post(ana, "/playbook/edit/moments", fields).status()).isEqualTo(303);
    String name = "script-alert-x-script-img-src-x-onerror-alert-1";
    for (String path :
        new String[] {
          "/playbook/edit",
          "/playbook/edit/moments/" + name,
          "/playbook/difference",
          "/playbook/text"
        }) {
      Running.Reply page = get(ana, path);
      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.body()).as(path).doesNotContain("<script>alert", "<img").contains("alert");
    }
    Map<String, String> refused = new LinkedHashMap<>(fields);
    refused.put("nth.event", "");
    assertThat(post(ana, "/playbook/edit/moments", refused).body())
        .doesNotContain("<script>alert", "<img");
    String text = "playbook: " + EVIL + "\nmoments: { '" + EVIL.replace("'", "''") + "': 1 }\n";
    assertThat(post(ana, "/playbook/text/check", Map.of("text", text, "was", "")).body())
        .doesNotContain("<script>alert", "<img");
  }

  @Test
  void keepsTheTextAsItIsTypedWhateverIsWrongWithIt() {
    String was = was(get(ana, "/playbook/text").body());
    String text = "playbook: Bikes\r\nmoments: [";
    assertThat(post(ana, "/playbook/text", Map.of("text", text, "was", was)).status())
        .isEqualTo(303);

    assertThat(get(ana, "/playbook/text").body())
        .contains("playbook: Bikes\nmoments: [", "keeps it from being adopted");
    assertThat(get(ana, "/playbook/edit").body()).contains("cannot be read back yet");
    assertThat(post(ana, "/playbook/adopt", Map.of("basedOn", "1")).status()).isEqualTo(422);
    assertThat(heldText()).isEqualTo(Running.PLAYBOOK);

    // Another window began as something else: it is told, and overwrites nothing.
    Running.Reply elsewhere =
        post(ana, "/playbook/text", Map.of("text", "playbook: Other\n", "was", was));
    assertThat(elsewhere.status()).isEqualTo(409);
    assertThat(elsewhere.body()).contains("changed elsewhere", "playbook: Other");
    assertThat(get(ana, "/playbook/text").body()).contains("moments: [");
  }

  private static String was(String page) {
    return page.replaceFirst("(?s).*name=\"was\" value=\"([0-9a-f]+)\".*", "$1");
  }

  @Test
  void throwsADraftAwayAndBringsItBack() {
    post(ana, "/playbook/edit/moments", moment("Late again"));
    post(ana, "/playbook/discard", Map.of());
    assertThat(get(ana, "/playbook").body()).contains("Bring it back");
    post(ana, "/playbook/bring-back", Map.of());
    assertThat(get(ana, "/playbook/edit").body()).contains("Late again");
  }

  @Test
  void takesReadyRulesAndRemovesSome() {
    Running.Reply taken =
        post(ana, "/playbook/library", Map.of("from", "shipped", "name", "gone-quiet"));
    assertThat(taken.header("Location")).isEqualTo("/playbook/library#shipped-gone-quiet");
    assertThat(get(ana, "/playbook/edit").body())
        .contains("A regular who has gone quiet", "drifting");

    post(ana, "/playbook/remove", Map.of("section", "moments", "name", "unhappy"));
    assertThat(get(ana, "/playbook/edit").body()).contains("rule is-removed");
    post(ana, "/playbook/keep", Map.of("section", "moments", "name", "unhappy"));
    assertThat(get(ana, "/playbook/edit").body()).doesNotContain("rule is-removed");
  }

  @Test
  void keepsDraftsApart() {
    post(ana, "/playbook/edit/moments", moment("Late again"));
    assertThat(get(bo, "/playbook/edit").body()).doesNotContain("Late again");
  }

  @Test
  void keepsDraftsOverARestart() {
    ServerConfig config = ServerConfig.local(directory.resolve("other"));
    Secret cy;
    try (AttuneServer first = AttuneServer.start(config)) {
      cy = first.tokens().add("cy", Set.of(Scope.WRITE_PLAYBOOK)).secret();
      byte[] removed = "section=moments&name=gone-quiet".getBytes(StandardCharsets.UTF_8);
      first.answer(Request.local("POST", "/playbook/remove", removed).withBearer(cy));
    }
    try (AttuneServer second = AttuneServer.start(config)) {
      Answer page =
          second.answer(Request.local("GET", "/playbook/edit", new byte[0]).withBearer(cy));
      assertThat(page.text()).contains("rule is-removed\" id=\"moments-gone-quiet\"");
    }
  }

  @Test
  void isForEditorsOnly() {
    Secret reader =
        running
            .server
            .tokens()
            .add("reader", EnumSet.complementOf(EnumSet.of(Scope.ADMIN, Scope.WRITE_PLAYBOOK)))
            .secret();
    for (String path :
        new String[] {"/playbook", "/playbook/edit", "/playbook/text", "/playbook/history"}) {
      assertThat(get(reader, path).status()).as(path).isEqualTo(403);
      assertThat(running.send(running.request(path).GET()).status()).as(path).isEqualTo(401);
    }
  }

  @Test
  void completesNamesInConditionsAndText() {
    Running.Reply condition =
        post(ana, "/playbook/complete", Map.of("in", "condition", "before", "facts.ri"));
    assertThat(condition.body()).contains("\"text\":\"rides\"", "\"text\":\"rides30\"");
    Running.Reply text =
        post(ana, "/playbook/complete", Map.of("in", "text", "before", "playbook: A\nmom"));
    assertThat(text.body()).contains("\"text\":\"moments: \"");
  }

  @Test
  void rehearsesWithPictures() {
    post(ana, "/playbook/edit/moments", moment("Late again"));
    Running.Reply started = post(ana, "/playbook/rehearse", Map.of("days", "30", "people", "3"));
    assertThat(started.status()).isEqualTo(303);
    String path = started.header("Location");
    running.eventually(() -> running.get("/api" + path), data -> "done".equals(data.text("state")));

    assertThat(get(ana, path).body())
        .contains("It would have opened no moment in", "Late again", "Opens on the second");
    assertThat(post(ana, "/playbook/rehearse", Map.of("days", "x")).status()).isEqualTo(422);
  }
}
