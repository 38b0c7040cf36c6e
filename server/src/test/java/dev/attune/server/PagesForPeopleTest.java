package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.people.Secret;
import dev.attune.playbook.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages show to whom, and what forms on them do. */
class PagesForPeopleTest {
  @TempDir private static Path directory;
  private static Running running;
  private static Visitor steward;
  private static Visitor frontLine;

  @BeforeAll
  static void start() {
    running = Running.on(directory);
    steward = Visitor.with(running, Role.STEWARD, Optional.empty());
    frontLine = Visitor.with(running, Role.FRONT_LINE, Optional.empty());
    angry("mara");
    running.server.engine().await(running.server.engine().progress().appended());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static void angry(String customer) {
    String body =
        "{\"userId\":\"%s\",\"text\":\"Nobody tells me.\",\"properties\":{\"rating\":1}}"
            .formatted(customer);
    Request request =
        Request.local("POST", "/api/feedback", body.getBytes(StandardCharsets.UTF_8))
            .withBearer(Objects.requireNonNull(Secret.presented(running.serverKey)));
    assertThat(running.server.answer(request).status()).isEqualTo(200);
  }

  private static Data openMoment() {
    Object moments = running.get("/api/moments?state=all&kind=unhappy").json().get("moments");
    assertThat(moments).isInstanceOf(List.class);
    return (Data) ((List<?>) Objects.requireNonNull(moments)).getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/today", "/moments", "/customers", "/customers?q=mara", "/customers/user:mara"})
  void showsTheFrontLineWhoNeedsThem(String path) {
    Running.Reply reply = frontLine.get(path);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(reply.body()).doesNotContain("href=\"/sources\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/moments.csv",
        "/segments",
        "/segments/riders",
        "/segments/riders/members.csv",
        "/sources",
        "/sources/shop",
        "/catalogue.csv",
        "/system"
      })
  void keepsListsAndExportsFromTheFrontLine(String path) {
    assertThat(frontLine.get(path).status()).isEqualTo(403);
    assertThat(steward.get(path).status()).isEqualTo(200);
    assertThat(new Visitor(running).get(path).status()).isEqualTo(401);
  }

  @Test
  void listsNobodyToTheFrontLineUntilTheyAsk() {
    assertThat(frontLine.get("/customers").body()).doesNotContain("user:mara");
    assertThat(frontLine.get("/customers?q=mara").body()).contains("user:mara");
    assertThat(steward.get("/customers").body()).contains("user:mara");
  }

  @Test
  void takesAndClosesAMomentByForm() {
    angry("jo");
    running.server.engine().await(running.server.engine().progress().appended());
    String id = String.valueOf(openMoment().text("id"));

    Running.Reply forged = frontLine.form("/moments/" + id + "/take", Map.of());
    assertThat(forged.status()).isEqualTo(403);

    Map<String, String> form = Map.of("formKey", frontLine.formKey, "back", "/moments");
    Running.Reply taken = frontLine.form("/moments/" + id + "/take", form);
    assertThat(taken.status()).as(taken.body()).isEqualTo(303);
    assertThat(taken.header("Location")).isEqualTo("/moments");
    assertThat(frontLine.get("/moments/" + id).body())
        .contains("You look after it")
        .doesNotContain(id + "/take");
    assertThat(steward.get("/moments/" + id).body()).contains("p1 looks after it", "Take over");
    Map<String, String> over = Map.of("formKey", steward.formKey, "back", "/moments");
    assertThat(steward.form("/moments/" + id + "/take", over).status()).isEqualTo(303);
    assertThat(steward.get("/moments/" + id).body()).contains("You look after it");
    assertThat(frontLine.get("/moments/" + id).body()).contains("p0 looks after it", "Take over");

    frontLine.form("/moments/" + id + "/close", form);
    // Once more changes nothing, and is no mistake.
    assertThat(frontLine.form("/moments/" + id + "/close", form).status()).isEqualTo(303);
    assertThat(frontLine.get("/moments/" + id).body()).contains("Dealt with just now");
  }

  @Test
  void recordsWhatACustomerAllows() {
    angry("rex");
    running.server.engine().await(running.server.engine().progress().appended());
    assertThat(frontLine.get("/customers/user:rex").body())
        .contains("until they object", "not until they allow it")
        .doesNotContain("They object to moments");
    assertThat(running.get("/api/moments").body()).contains("user:rex");

    String path = "/customers/user:rex/consent";
    assertThat(frontLine.form(path, consent("serve", "no")).header("Location"))
        .isEqualTo("/customers/user:rex#consent");

    assertThat(frontLine.get("/customers/user:rex").body())
        .contains("They object to moments and grace", "refused on");
    assertThat(running.get("/api/moments").body()).doesNotContain("user:rex");
    asksNobodyForThem();
    frontLine.form(path, consent("serve", "yes"));
    frontLine.form(path, consent("tell", "yes"));
    assertThat(frontLine.get("/customers/user:rex").body())
        .contains("allowed on")
        .doesNotContain("They object to moments");
    assertThat(frontLine.form(path, consent("sell", "yes")).status()).isEqualTo(422);
    assertThat(frontLine.form(path, consent("serve", "maybe")).status()).isEqualTo(422);
    assertThat(frontLine.form(path, Map.of("purpose", "serve", "given", "no")).status())
        .isEqualTo(403);
  }

  private static void asksNobodyForThem() {
    Map<String, String> given =
        Map.of(
            "formKey", frontLine.formKey,
            "id", "page-of-rex",
            "option", "something-else",
            "words", "a coffee",
            "amount", "0");
    String refused = frontLine.form("/grace/customers/user:rex/give", given).header("Location");
    assertThat(frontLine.get(refused).body())
        .contains("They object to being given anything")
        .doesNotContain("Ask those who can");
    Running.Reply asked = frontLine.form(refused + "/ask", Map.of("formKey", frontLine.formKey));
    assertThat(asked.status()).isEqualTo(409);
  }

  @Test
  void helpsAllWhomTheSameBefell() {
    angry("pia");
    angry("pam");
    running.server.engine().await(running.server.engine().progress().appended());
    String kind = String.valueOf(openMoment().text("kind"));
    assertThat(frontLine.get("/moments?kind=" + kind).body()).contains("/grace/group?kind=" + kind);

    assertThat(frontLine.get("/grace/group?kind=" + kind).body()).contains("user:pia", "user:pam");
    assertThat(frontLine.get("/grace/group?segment=riders").body()).doesNotContain("user:");
  }

  @Test
  void keepsWhatWasTypedForManyWhereTheAmountIsNone() {
    angry("una");
    running.server.engine().await(running.server.engine().progress().appended());
    Map<String, String> given =
        Map.of(
            "formKey", frontLine.formKey,
            "id", "group-of-una",
            "ids", "user:una",
            "kind", "",
            "happening", "the lift is broken",
            "option", "something-else",
            "words", "a coffee",
            "amount", "a lot");

    Running.Reply refused = frontLine.form("/grace/group/give", given);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("id=\"else-problem\"", "value=\"a coffee\"", "value=\"a lot\"")
        .containsPattern("value=\"something-else\" checked");
  }

  @Test
  void findsWhoWaitsByTheirName() {
    running.intake("/v1/identify", "{\"userId\":\"uma\",\"traits\":{\"name\":\"Uma Thorn\"}}");
    angry("uma");
    running.server.engine().await(running.server.engine().progress().appended());

    assertThat(frontLine.get("/grace/find?q=uma%20thorn").header("Location"))
        .isEqualTo("/grace/customers/user:uma");
    assertThat(frontLine.get("/grace/find?q=Ulla").header("Location")).contains("find-none");
    assertThat(frontLine.get("/customers?q=Ulla").body()).contains("Names are not searched");
  }

  @Test
  void saysWhyInWordsAndWhatHappened() {
    String why = steward.get("/customers/user:mara/why/regulars").body();
    assertThat(why).contains("href=\"/segments/regulars\"", "The customer has at least 3 ");
    assertThat(frontLine.get("/customers/user:mara/why/regulars").body())
        .doesNotContain("href=\"/segments/");

    String moment = steward.get("/moments/" + openMoment().text("id")).body();
    assertThat(moment).contains("<span>“Nobody tells me.”</span>");
  }

  @Test
  void rehearsesWhatWouldHaveNoticedWhatWasMissed() {
    for (String each : List.of("tia", "tom")) {
      String lost = "{\"event\":\"Umbrella: Lost #2\",\"userId\":\"%s\"}".formatted(each);
      assertThat(running.intake("/v1/track", lost).status()).isEqualTo(200);
      Map<String, String> said =
          Map.of("formKey", frontLine.formKey, "customer", "user:" + each, "text", "Umbrella!");
      running.server.engine().await(running.server.engine().progress().appended());
      assertThat(frontLine.form("/missed", said).status()).isEqualTo(303);
    }
    assertThat(steward.get("/missed").body()).contains("Umbrella: Lost #2");

    Map<String, String> draft = Map.of("formKey", steward.formKey, "about", "umbrella");
    Running.Reply begun = steward.form("/missed/rehearse", draft);
    assertThat(begun.status()).as(begun.body()).isEqualTo(303);
    running.eventually(
        () -> running.get("/api/progress"),
        data -> steward.get(begun.header("Location")).body().contains("missed-umbrella"));
    assertThat(
            steward
                .form("/missed/rehearse", Map.of("formKey", steward.formKey, "about", "hats"))
                .status())
        .isEqualTo(404);
  }

  private static Map<String, String> consent(String purpose, String given) {
    return Map.of("formKey", frontLine.formKey, "purpose", purpose, "given", given);
  }

  @Test
  void leadsNowhereElse() {
    Map<String, String> form =
        Map.of("formKey", steward.formKey, "theme", "dark", "back", "https://evil.example/");
    Running.Reply reply = steward.form("/look", form);
    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location")).isEqualTo("/today");
    assertThat(steward.get("/today").body()).contains("data-theme=\"dark\"");
  }

  @Test
  void saysBesideTheFieldWhatIsWrongWithASource() {
    Running.Reply reply =
        steward.form(
            "/sources",
            Map.of("formKey", steward.formKey, "name", "No Such Name!", "kind", "browser"));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body())
        .contains("value=\"No Such Name!\"", "aria-invalid=\"true\"")
        .contains("value=\"browser\" checked");
    Running.Reply made =
        steward.form(
            "/sources", Map.of("formKey", steward.formKey, "name", "till", "kind", "server"));
    assertThat(made.body()).contains("attune_server_", "“till” is ready");
    assertThat(steward.get("/sources").body()).doesNotContain("attune_server_");
  }
}
