package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.engine.MomentQuery;
import dev.attune.people.Person;
import dev.attune.people.Sessions;
import dev.attune.playbook.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks all routes with every role, with nothing, with a source's key, with a token of each scope
 * and with somebody of another brand, and holds who is let in against {@code routes.txt}: one line
 * a route, so that a new route fails here until somebody says who may use it.
 *
 * <pre>
 *   GET /api/moments/{id}    read admin steward lead front-line
 * </pre>
 */
class RouteWalkTest {
  private static final String TABLE = "routes.txt";
  private static final String NONE = "nobody";
  private static final String SOURCE = "source";
  private static final String OTHER_BRAND = "other-brand";

  private static final String PLAYBOOK =
      """
      playbook: Two brands
      teams:
        north: { brand: North, default: true }
        south: { brand: South }
      moments:
        late: { when: signal.event == 'Late', team: north }
      """;

  private static final byte[] SIGNAL =
      """
      {"type":"track","event":"Walked","userId":"walker","messageId":"w1","batch":[]}
      """
          .getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;

  /** One who asks: as whom, and by which headers. */
  private interface Credential {
    Map<String, String> headers();
  }

  @Test
  void letsInWhomTheTableNamesAndNobodyElse() throws IOException {
    Path playbook = Files.writeString(directory.resolve("playbook.yaml"), PLAYBOOK);
    ServerConfig config = ServerConfig.local(directory.resolve("data")).withPlaybook(playbook);
    try (AttuneServer server = AttuneServer.start(config)) {
      String key = server.addServerSource("shop");
      Map<String, String> ids = happen(server, key);
      Map<String, Credential> everybody = everybody(server, key);
      Map<String, String> real = new TreeMap<>();
      for (Route route : server.router().routes()) {
        Set<String> letIn = new LinkedHashSet<>();
        everybody.forEach((who, credential) -> {
          if (isLetIn(server, route, ids, credential)) {
            letIn.add(who);
          }
        });
        real.put(
            route.method() + " " + route.template(),
            letIn.containsAll(everybody.keySet()) ? "anyone" : String.join(" ", letIn));
      }
      assertThat(real).hasSizeGreaterThan(80);
      assertThat(text(real)).isEqualTo(text(table()));
    }
  }

  private static String text(Map<String, String> table) {
    StringBuilder text = new StringBuilder();
    table.forEach((route, who) -> text.append("%-58s %s\n".formatted(route, who)));
    return text.toString();
  }

  private static Map<String, String> table() throws IOException {
    Map<String, String> table = new TreeMap<>();
    try (InputStream in =
        Objects.requireNonNull(RouteWalkTest.class.getResourceAsStream(TABLE), TABLE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
        List<String> words = Arrays.asList(line.strip().split(" +", -1));
        if (words.size() > 1) {
          table.put(
              String.join(" ", words.subList(0, 2)),
              String.join(" ", words.subList(2, words.size())));
        }
      }
    }
    return table;
  }

  /** A customer of the northern brand who is in a moment. */
  private static Map<String, String> happen(AttuneServer server, String key) {
    String batch =
        """
        {"batch": [
          {"type": "identify", "userId": "mara", "traits": {"brand": "North"}},
          {"type": "track", "event": "Late", "userId": "mara"}]}
        """;
    Request sent =
        request(
            "POST",
            "/v1/batch",
            Map.of("authorization", "Bearer " + key),
            batch.getBytes(StandardCharsets.UTF_8));
    assertThat(server.answer(sent).status()).isEqualTo(200);
    server.engine().await(server.engine().progress().appended());
    String moment = server.engine().moments(MomentQuery.open()).items().getFirst().id();
    return Map.of("customers", "mara", "moments", moment);
  }

  private static Map<String, Credential> everybody(AttuneServer server, String key) {
    Map<String, Credential> everybody = new LinkedHashMap<>();
    everybody.put(NONE, Map::of);
    everybody.put(SOURCE, () -> Map.of("authorization", "Bearer " + key));
    for (Scope scope : Scope.values()) {
      String token =
          server.tokens().add("walks with " + scope.word(), Set.of(scope)).secret().reveal();
      everybody.put(scope.word(), () -> Map.of("authorization", "Bearer " + token));
    }
    for (Role role : Role.values()) {
      everybody.put(role.word(), person(server, role, "north"));
    }
    everybody.put(OTHER_BRAND, person(server, Role.FRONT_LINE, "south"));
    return everybody;
  }

  /** Somebody who is signed in anew for each request: some of them end their session. */
  private static Credential person(AttuneServer server, Role role, String team) {
    String name = role.word() + "." + team;
    Person plain = Person.of(name, name, role);
    Person person =
        new Person(
            name,
            name,
            plain.email(),
            role,
            Optional.of(team),
            plain.zone(),
            plain.language(),
            List.of());
    server.accounts().people().add(person);
    return () -> {
      Sessions.Begun begun = server.accounts().sessions().begin(name, "a test", "local");
      return Map.of(
          "host",
          "127.0.0.1:" + server.port(),
          "cookie",
          "attune-" + server.port() + "=" + begun.secret().reveal(),
          "sec-fetch-site",
          "same-origin",
          "attune-form-key",
          SameOrigin.token(begun.secret()));
    };
  }

  private static boolean isLetIn(
      AttuneServer server, Route route, Map<String, String> ids, Credential credential) {
    List<String> path = new ArrayList<>();
    String before = "";
    for (String part : route.template().split("/", -1)) {
      path.add(part.startsWith("{") ? ids.getOrDefault(before, "x") : part);
      before = part;
    }
    Map<String, String> headers = new LinkedHashMap<>(credential.headers());
    headers.put("content-type", "application/json");
    byte[] body =
        route.isIntake() || route.template().startsWith("/api/feedback") ? SIGNAL : new byte[0];
    Answer answer = server.answer(request(route.method(), String.join("/", path), headers, body));
    answer.download().ifPresent(Download::close);
    String what = route.method() + " " + route.template() + ": " + answer.text();
    assertThat(answer.status()).as(what).isNotEqualTo(500);
    boolean isOutOfSight =
        answer.status() == 404
            && (answer.text().contains("no-such-customer")
                || answer.text().contains("no-such-moment"));
    return answer.status() != 401 && answer.status() != 403 && !isOutOfSight;
  }

  private static Request request(
      String method, String path, Map<String, String> headers, byte[] body) {
    Request local = Request.local(method, path, body);
    return new Request(
        method,
        path,
        Map.of(),
        Map.of("source", "shop"),
        headers,
        local.entity(),
        local.address(),
        Optional.empty());
  }
}
