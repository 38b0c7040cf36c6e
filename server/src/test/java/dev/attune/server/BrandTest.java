package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.people.Person;
import dev.attune.playbook.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom, and which moments, the front line of a brand sees. */
class BrandTest {
  private static final String PLAYBOOK =
      """
      playbook: Two brands
      protected: [brand]
      teams:
        care: { default: true }
        north: { brand: North }
        south: { brand: South }
      segments:
        all: facts.seen >= 1
      facts:
        seen: { count: Seen }
      moments:
        late: { when: signal.event == 'Late', team: north }
        lost: { when: signal.event == 'Lost' }
      """;

  private static final String HAPPENED =
      """
      {"batch": [
        {"type": "identify", "userId": "nora", "traits": {"brand": "North"}},
        {"type": "identify", "userId": "sol", "traits": {"brand": "South"}},
        {"type": "identify", "userId": "both", "traits": {"brand": ["North", "South"]}},
        {"type": "identify", "userId": "odd", "traits": {"brand": {"name": "North"}}},
        {"type": "track", "event": "Seen", "userId": "plain"},
        {"type": "track", "event": "Late", "userId": "nora"},
        {"type": "track", "event": "Late", "userId": "sol"},
        {"type": "track", "event": "Late", "userId": "both"},
        {"type": "track", "event": "Lost", "userId": "nora"},
        {"type": "track", "event": "Lost", "userId": "plain"}]}
      """;

  private static final List<String> EVERYBODY = List.of("nora", "sol", "both", "odd", "plain");

  @TempDir private static Path directory;
  private static Running running;

  @BeforeAll
  static void start() {
    running = Running.on(directory, PLAYBOOK);
    assertThat(running.intake("/v1/batch", HAPPENED).status()).isEqualTo(200);
    running.server.engine().await(running.server.engine().progress().appended());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static List<String> customers(Visitor who) {
    return EVERYBODY.stream()
        .filter(id -> {
          int status = who.get("/api/customers/" + id).status();
          assertThat(who.get("/api/customers/" + id + "/timeline").status()).isEqualTo(status);
          assertThat(who.get("/api/customers/" + id + "/why/late").status()).isEqualTo(status);
          assertThat(status).isIn(200, 404);
          return status == 200;
        })
        .toList();
  }

  private static List<String> moments(Visitor who) {
    Data all = who.get("/api/moments?state=all").json();
    return Running.list(all, "moments").stream()
        .peek(moment ->
            assertThat(who.get("/api/moments/" + moment.text("id")).status()).isEqualTo(200))
        .map(moment ->
            moment.text("kind") + " " + String.valueOf(moment.text("customer")).substring(5))
        .sorted()
        .toList();
  }

  private static Visitor frontLine(String team) {
    return Visitor.with(running, Role.FRONT_LINE, Optional.of(team));
  }

  @Test
  void showsATeamTheCustomersOfItsBrandAndTheMomentsThatReachIt() {
    Visitor north = frontLine("north");
    assertThat(customers(north)).containsExactly("nora", "both");
    assertThat(moments(north)).containsExactly("late both", "late nora");

    Visitor south = frontLine("south");
    assertThat(customers(south)).containsExactly("sol", "both");
    assertThat(moments(south)).isEmpty();
  }

  /** A moment whose team has another brand than the customer reaches the default team: somebody. */
  @Test
  void showsATeamWithoutABrandEverybodyAndWhatReachesNobodyElse() {
    List<String> all = List.of("late sol", "lost nora", "lost plain");
    assertThat(customers(frontLine("care"))).isEqualTo(EVERYBODY);
    assertThat(moments(frontLine("care"))).isEqualTo(all);
    assertThat(moments(Visitor.with(running, Role.FRONT_LINE, Optional.empty()))).isEqualTo(all);
  }

  @Test
  void showsLeadsAndStewardsAll() {
    for (Role role : List.of(Role.LEAD, Role.STEWARD)) {
      Visitor visitor = Visitor.with(running, role, Optional.of("south"));
      assertThat(customers(visitor)).isEqualTo(EVERYBODY);
      assertThat(moments(visitor)).hasSize(5);
    }
  }

  @Test
  void leavesWhoWasMetToTheBrandThatMetThem() {
    Visitor north = frontLine("north");
    Visitor south = frontLine("south");
    String met = met(north, "A tired traveller").header("Location");
    assertThat(met).startsWith("/grace/customers/");

    assertThat(met(south, "Somebody else").status()).isEqualTo(404);

    assertThat(north.get(met).body()).contains("A tired traveller").doesNotContain("Somebody else");
    assertThat(south.get(met).status()).isEqualTo(404);
  }

  private static Running.Reply met(Visitor by, String name) {
    return by.form("/grace/met", Map.of("formKey", by.formKey, "name", name, "booking", "X7 KQ-2"));
  }

  @Test
  void letsNobodyActOutOfSight() {
    Visitor north = frontLine("north");
    Visitor south = frontLine("south");
    Data late =
        Running.list(running.get("/api/moments?kind=late").json(), "moments").stream()
            .filter(moment -> "user:nora".equals(moment.text("customer")))
            .findFirst()
            .orElseThrow();
    String path = "/api/moments/" + late.text("id");

    assertThat(south.get(path).code()).isEqualTo("no-such-moment");
    assertThat(south.post(path + "/take", Data.EMPTY).code()).isEqualTo("no-such-moment");
    Running.Reply taken = north.post(path + "/take", Data.of("by", "somebody else"));
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.json().text("takenBy"))
        .as("who acts is who is signed in, whatever they say")
        .isEqualTo(Running.object(north.get("/api/session").json(), "person").text("name"));
  }

  @Test
  void saysOfWhoIsOutOfSightWhatItSaysOfWhoNeverWas() {
    Visitor south = frontLine("south");
    String hidden = south.get("/api/customers/nora").body().replace("nora", "X");
    String unknown = south.get("/api/customers/nobody").body().replace("nobody", "X");

    assertThat(hidden).isEqualTo(unknown);
  }

  @Test
  void hidesAllFromWhoseTeamIsNoMore() {
    Visitor visitor = frontLine("north");
    String name =
        String.valueOf(Running.object(visitor.get("/api/session").json(), "person").text("name"));
    running
        .server
        .accounts()
        .people()
        .change(
            name,
            person ->
                new Person(
                    person.name(),
                    person.title(),
                    person.email(),
                    person.role(),
                    Optional.of("gone"),
                    person.zone(),
                    person.language(),
                    person.budgets()));

    assertThat(customers(visitor)).isEmpty();
    assertThat(moments(visitor)).isEmpty();
  }
}
