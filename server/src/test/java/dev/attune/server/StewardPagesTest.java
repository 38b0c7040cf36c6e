package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.pages.Language;
import dev.attune.pages.Words;
import dev.attune.playbook.Role;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit and the webhooks by pages. */
class StewardPagesTest {
  @TempDir private static Path directory;
  private static Running running;
  private static Visitor steward;

  @BeforeAll
  static void start() {
    running = Running.on(directory);
    steward = Visitor.with(running, Role.STEWARD, Optional.empty());
    for (int i = 0; i < 70; i++) {
      form("/people/p0", "title", "Sam " + i);
    }
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static Running.Reply form(String path, String... fields) {
    Map<String, String> form = new HashMap<>(Map.of("formKey", steward.formKey));
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return steward.form(path, form);
  }

  private static String today() {
    return LocalDate.now(ZoneId.of("Europe/Berlin")).toString();
  }

  @Test
  void showsWhoDidWhatNewestFirstAndGoesOn() {
    Running.Reply first = steward.get("/audit?what=person-changed");
    assertThat(first.body().split("class=\"audit-did\"", -1)).hasSize(61);
    assertThat(first.body()).contains("Sam 69", "changed what is said of somebody", "before=");
    String next = first.body().replaceAll("(?s).*href=\"(/audit\\?[^\"]*before=\\d+)\".*", "$1");
    Running.Reply rest = steward.get(next.replace("&amp;", "&"));
    assertThat(rest.body().split("class=\"audit-did\"", -1)).hasSize(11);
  }

  @Test
  void looksForWhoWhatAndWhen() {
    assertThat(steward.get("/audit?who=person:p0&what=sign-in").body()).contains("signed in");
    assertThat(steward.get("/audit?who=person:nobody").body()).contains("Nothing like that");
    assertThat(steward.get("/audit?from=" + today() + "&to=" + today()).body()).contains("Sam 69");
    assertThat(steward.get("/audit?to=2020-01-01").body()).contains("Nothing like that");
    assertThat(steward.get("/audit?from=2999-01-01").body()).contains("Nothing like that");
    Running.Reply wrong = steward.get("/audit?from=soon&about=what");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("id=\"p-from\"", "value=\"soon\"");
    assertThat(steward.get("/audit?from=2026-02-02&to=2026-01-01").body()).contains("id=\"p-to\"");
  }

  @Test
  void doesNotSayThatNothingWasDoneAboutSomebodyWhomItDoesNotKnow() {
    for (String typed : List.of("Mara%20Lindqvist", "user:nobody")) {
      Running.Reply reply = steward.get("/audit?about=" + typed);
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.body())
          .contains("id=\"p-about\"", "We know nobody by this id")
          .doesNotContain("Nothing like that");
      assertThat(steward.get("/audit.csv?about=" + typed).status()).isEqualTo(422);
    }
  }

  @Test
  void hasWordsForWhateverItWritesDown() {
    int checked = 0;
    for (Route route : running.server.router().routes()) {
      boolean isAsked =
          route.access() instanceof Access.Bearer || route.access() instanceof Access.Person;
      if (!isAsked || route.audited() == Route.Audited.NEVER) {
        continue;
      }
      String what = route.method() + " " + route.template();
      for (Language language : Language.values()) {
        Words words = Words.of(language, ZoneOffset.UTC, Instant.EPOCH);
        assertThat(AuditWords.said(what, words)).as(what + ", " + language).isNotEmpty();
      }
      checked++;
    }
    assertThat(checked).isGreaterThan(80);
  }

  @Test
  void verifiesTheChain() {
    Running.Reply verified = form("/audit/verify");
    assertThat(verified.status()).isEqualTo(200);
    assertThat(verified.body())
        .contains("entries are as they were written")
        .containsPattern("id=\"head\"[^>]*>\\d+:[0-9a-f]{64}<");
  }

  @Test
  void exportsWithItsFilters() {
    assertThat(steward.get("/audit.csv?what=person-changed").body().lines().count()).isEqualTo(71);
    assertThat(steward.get("/audit.csv?what=sign-in").body())
        .contains("person:p0")
        .doesNotContain("person-changed");
    assertThat(steward.get("/audit.csv?from=soon").status()).isEqualTo(422);
    // That somebody took it along is in it.
    assertThat(steward.get("/audit?what=audit.csv").body()).contains("took the audit along");
  }

  @Test
  void addsAWebhookAndShowsItsSecretOnce() {
    Running.Reply wrong =
        form("/webhooks", "name", "1 no", "url", "ftp://x", "hears", "some", "recording", "on");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("value=\"1 no\"", "value=\"ftp://x\"", "id=\"p-name\"", "id=\"p-url\"")
        .contains("Tick at least one kind.");

    Running.Reply made =
        form(
            "/webhooks",
            "name",
            "orders",
            "url",
            "https://orders.example.com/in",
            "hears",
            "some",
            "kind-opened",
            "on");
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(made.body()).contains("whsec_");
    assertThat(steward.get("/webhooks/orders").body())
        .contains("Moment opened")
        .doesNotContain("whsec_");
    assertThat(form("/webhooks", "name", "orders", "url", "https://o.example.com").body())
        .contains("There is one of this name");

    assertThat(form("/webhooks/orders/rotate").body()).contains("whsec_", "Two secrets sign now");
    form("/webhooks/orders/off");
    assertThat(steward.get("/webhooks").body()).contains("Switched off just now");
    form("/webhooks/orders/on");
    assertThat(steward.get("/webhooks/orders").body()).contains("Switch off");
    assertThat(form("/webhooks/orders/resend").header("Location"))
        .isEqualTo("/webhooks/orders?done=resent");
    assertThat(form("/webhooks/orders/remove").status()).isEqualTo(303);
    assertThat(steward.get("/webhooks/orders").status()).isEqualTo(404);
  }

  @Test
  void refusesAnAddressToWhichNothingWouldBeSent() {
    Running.Reply refused =
        form("/webhooks", "name", "inside", "url", "https://10.0.0.5/x", "hears", "options");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("which is private; if it is yours, start Attune with --allow-address 10.0.0.5");
    assertThat(steward.get("/webhooks/inside").status()).isEqualTo(404);
  }

  @Test
  void saysThatATestWasNotTaken() {
    form("/webhooks", "name", "inside", "url", "https://localhost:9/in", "hears", "options");
    Running.Reply tested = form("/webhooks/inside/test");
    assertThat(tested.status()).isEqualTo(200);
    assertThat(tested.body()).contains("Not taken:", "127.0.0.1");
    form("/webhooks/inside/remove");
  }
}
