package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.pages.Place;
import dev.attune.playbook.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages for signing in send, and where that leads. */
class SignInFormsTest {
  @TempDir private Path directory;

  @Test
  void leadsFromTheFirstStartToASignedInSteward() {
    try (Running running = Running.on(directory)) {
      String address = running.server.firstSignIn().orElseThrow();
      assertThat(address).startsWith(running.server.url() + "/first-sign-in?ticket=attune_link_");
      String link = address.substring(address.indexOf('=') + 1);
      Visitor sam = new Visitor(running);
      Running.Reply bad =
          sam.form(
              "/first-sign-in",
              Map.of("ticket", link, "name", "sam", "title", "Sam W", "password", "short"));
      assertThat(bad.status()).isEqualTo(422);
      assertThat(bad.body()).contains("At least 12 characters", link, "value=\"sam\"");
      assertThat(bad.body()).doesNotContain("value=\"short\"");

      Running.Reply in =
          sam.form(
              "/first-sign-in",
              Map.of("ticket", link, "name", "sam", "title", "Sam", "password", Visitor.WORDS));

      assertThat(in.header("Location")).isEqualTo("/");
      assertThat(Running.object(sam.get("/api/session").json(), "person").text("role"))
          .isEqualTo("steward");
      Running.Reply again =
          new Visitor(running)
              .form(
                  "/first-sign-in",
                  Map.of("ticket", link, "name", "eve", "title", "Eve", "password", Visitor.WORDS));
      assertThat(again.status()).isEqualTo(404);
      assertThat(again.body()).contains("used already");
    }
    try (AttuneServer later = AttuneServer.start(ServerConfig.local(directory.resolve("data")))) {
      assertThat(later.firstSignIn()).as("a steward exists").isEmpty();
    }
  }

  @Test
  void letsTheFirstStewardTypeTheirNameAnew() {
    try (Running running = Running.on(directory)) {
      String address = running.server.firstSignIn().orElseThrow();
      String link = address.substring(address.indexOf('=') + 1);
      Running.Reply misnamed =
          new Visitor(running)
              .form(
                  "/first-sign-in",
                  Map.of("ticket", link, "name", "Sam W", "password", Visitor.WORDS));
      assertThat(misnamed.status()).isEqualTo(422);
      assertThat(misnamed.body())
          .contains("value=\"Sam W\"", "letters a to z")
          .as("a name that will not do can be typed anew")
          .doesNotContain("readonly");
    }
  }

  @Test
  void leadsBackWithWhatWentWrongAndThenOn() {
    try (Running running = Running.on(directory)) {
      Visitor ana = Visitor.with(running, Role.LEAD, Optional.empty());
      Data person = Running.object(ana.get("/api/session").json(), "person");
      String name = String.valueOf(person.text("name"));
      Visitor visitor = new Visitor(running);
      String back = "/moments?state=open&kind=late";
      Running.Reply wrong =
          visitor.form("/sign-in", Map.of("name", name, "password", "wrong one", "next", back));
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.body())
          .contains("do not belong together", name, "/moments?state=open&amp;kind=late");
      assertThat(visitor.cookies).isEmpty();

      Running.Reply in =
          visitor.form("/sign-in", Map.of("name", name, "password", Visitor.WORDS, "next", back));

      assertThat(in.status()).isEqualTo(303);
      assertThat(in.header("Location")).isEqualTo(back);
      assertThat(visitor.get("/api/session").status()).isEqualTo(200);
      Running.Reply away =
          visitor.form(
              "/sign-in",
              Map.of("name", name, "password", Visitor.WORDS, "next", "//evil.example"));
      assertThat(away.header("Location")).isEqualTo("/");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "",
        "/a b",
        "/a\r\nSet-Cookie: x=y",
        "/sign-in",
        "/sign-in?next=/x",
        "evil",
        "/\u00e4"
      })
  void leadsNowhereElse(String where) {
    assertThat(SignedOut.local(where)).isEqualTo("/");
  }

  @Property
  void leadsOnlyToThisServer(@ForAll String where) {
    URI here = URI.create("https://attune.example.com/");
    String local = SignedOut.local(where);
    assertThat(local).startsWith("/").doesNotStartWith("//");
    if (local.matches("[A-Za-z0-9/?&=._~-]*")) {
      assertThat(here.resolve(local).getHost()).isEqualTo("attune.example.com");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, text/html, '', 303, /sign-in?next=%2Fx%3Fa%3Db%2520c",
    "POST, text/html, http://127.0.0.1/moments/7?x=y, 303, /sign-in?next=%2Fmoments%2F7%3Fx%3Dy",
    "POST, text/html, '', 303, /sign-in",
    "GET, application/json, '', 401, ''"
  })
  void leadsToSigningInAndFromThereBack(
      String method, String accept, String referer, int status, String location) {
    Request request =
        new Request(
            method,
            "/x",
            Map.of(),
            Map.of("a", "b c"),
            Map.of("accept", accept, "referer", referer),
            Request.Entity.NONE,
            "10.0.0.1",
            Optional.empty());
    Answer answer = SignedOut.answer(request, Refusal.caller(401, SignedOut.CODE, "sign in first"));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().getOrDefault("Location", "")).isEqualTo(location);
  }

  @Test
  void tellsPartsOfPagesThatTheWholePageHasToGo() {
    Request part =
        new Request(
            "GET",
            "/parts/desk",
            Map.of(),
            Map.of(),
            Map.of("hx-request", "true", "hx-current-url", "http://127.0.0.1:8080/moments?a=b"),
            Request.Entity.NONE,
            "10.0.0.1",
            Optional.empty());
    Answer answer = SignedOut.answer(part, Refusal.caller(401, SignedOut.CODE, "sign in first"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers()).containsEntry("HX-Redirect", "/sign-in?next=%2Fmoments%3Fa%3Db");
  }

  @Test
  void leadsFromEveryPlaceToSigningInWhoeverIsNotIn() {
    try (Running running = Running.on(directory)) {
      Visitor nobody = new Visitor(running);
      for (Place place : Place.values()) {
        assertThat(browse(nobody, place.href()).header("Location"))
            .as(place.href())
            .isEqualTo(SignedOut.signIn(place.href()));
      }
      assertThat(browse(nobody, "/api/moments").status()).as("for programs").isEqualTo(401);
      assertThat(nobody.get("/today").status()).as("a program").isEqualTo(401);
    }
  }

  private static Running.Reply browse(Visitor visitor, String path) {
    return visitor.send(visitor.request(path).header("Accept", "text/html,*/*").GET());
  }
}
