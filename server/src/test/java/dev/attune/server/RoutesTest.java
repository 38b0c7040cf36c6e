package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.people.Secret;
import dev.attune.playbook.Role;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every route there is. */
class RoutesTest {
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

  private static List<Route> routes() {
    List<Route> routes = running.server.router().routes();
    assertThat(routes).hasSizeGreaterThan(40);
    return routes;
  }

  /** What programs may ask for, and the document therefore tells. */
  private static List<Route> ofTheApi() {
    List<Route> ofTheApi = routes().stream().filter(route -> !route.isPage()).toList();
    assertThat(ofTheApi).hasSizeGreaterThan(40);
    return ofTheApi;
  }

  @Test
  void documentsEveryRouteAndNoOther() {
    Set<String> documented = new TreeSet<>();
    Print.object(OpenApi.document(), "paths")
        .forEach((path, operations) ->
            ((Data) operations)
                .names().stream()
                    .filter(name -> !name.equals("parameters"))
                    .forEach(
                        method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    Set<String> real = new TreeSet<>();
    ofTheApi().forEach(route -> real.add(route.method() + " " + route.template()));

    assertThat(documented).isEqualTo(real);
    assertThat(running.send(running.request("/api/openapi.json")).json())
        .isEqualTo(OpenApi.document());
  }

  @Test
  void documentsWhoMayUseEveryRoute() {
    for (Route route : ofTheApi()) {
      Data operation =
          Print.object(
              Print.object(Print.object(OpenApi.document(), "paths"), route.template()),
              route.method().toLowerCase(Locale.ROOT));
      String security = Print.value(operation.get("security"));
      String expected =
          switch (route.access()) {
            case Access.Anyone anyone -> "";
            case Access.WriteKey key ->
                key.inBody()
                    ? "{\"writeKey\": []}, {\"writeKeyInBody\": []}"
                    : "{\"writeKey\": []}";
            case Access.Bearer bearer ->
                "{\"token\": [\"%s\"]}".formatted(bearer.scope().word())
                    + (bearer.beside().contains(Role.FRONT_LINE)
                        ? ", {\"session\": [\"front-line\"]}"
                        : "");
            case Access.Person person ->
                "{\"session\": [%s]}"
                    .formatted(
                        person.roles().stream()
                            .map(role -> '"' + role.word() + '"')
                            .collect(Collectors.joining(", ")));
          };
      assertThat(security).as(route.method() + " " + route.template()).isEqualTo(expected);
    }
  }

  @Test
  void refusesEveryCallerWithoutATokenOrKey() {
    for (Route route : routes()) {
      if (route.access() instanceof Access.Anyone) {
        continue;
      }
      Answer answer = running.server.answer(local(route));
      String what = route.method() + " " + route.template();
      assertThat(answer.status()).as(what).isIn(401, 400);
      if (answer.status() == 400) {
        assertThat(answer.text()).as(what).contains("\"empty-body\"");
      }
    }
  }

  @Test
  void refusesEveryTokenWithoutTheScope() {
    for (Route route : routes()) {
      if (!(route.access() instanceof Access.Bearer bearer)) {
        continue;
      }
      Set<Scope> others = EnumSet.complementOf(EnumSet.of(bearer.scope(), Scope.ADMIN));
      Secret token =
          running
              .server
              .tokens()
              .add("all but " + route.method() + route.template(), others)
              .secret();
      Answer answer = running.server.answer(local(route).withBearer(token));
      assertThat(answer.status()).as(route.method() + " " + route.template()).isEqualTo(403);
      assertThat(answer.text()).contains("\"missing-scope\"", bearer.scope().word());
    }
  }

  @Test
  void answersNeverWithAFailureWhateverTheBody() {
    for (Route route : routes()) {
      for (String body : List.of("", "{}", "[]", "{\"a\":", "\u0000\u0001", "playbook: x")) {
        Request request =
            Request.local(
                    route.method(),
                    path(route) + (route.template().equals("/api/import") ? "?source=x" : ""),
                    body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .withBearer(running.server.tokens().own());
        Answer answer = running.server.answer(request);
        assertThat(answer.status())
            .as("%s %s %s: %s", route.method(), route.template(), body, answer.text())
            .isLessThan(500);
        answer.download().ifPresent(Download::close);
      }
    }
  }

  @Test
  void tellsAbsentPathsFromImpossibleMethods() {
    assertThat(running.get("/nowhere").status()).isEqualTo(404);
    assertThat(running.get("/nowhere").code()).isEqualTo("no-such-route");
    Running.Reply wrong = running.post("/api/segments", "{}");
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    Running.Reply head =
        running.send(
            running
                .request("/api/segments")
                .header("Authorization", "Bearer " + running.token)
                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  private static Request local(Route route) {
    return Request.local(route.method(), path(route), new byte[0]);
  }

  private static String path(Route route) {
    return route.template().replaceAll("\\{[a-zA-Z]+}", "x");
  }
}
