package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Role;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that somebody takes away. */
class ListPagesTest {
  private static final String FORMULA = "=HYPERLINK(1)";

  @TempDir private static Path directory;
  private static Running running;
  private static Visitor lead;

  @BeforeAll
  static void start() {
    running = Running.on(directory);
    lead = Visitor.with(running, Role.LEAD, Optional.empty());
    String batch =
        """
        {"batch": [
          {"type": "identify", "userId": "=1+1", "traits": {"name": "%s"}},
          {"type": "identify", "userId": "mia", "traits": {"name": "Mia"}},
          {"type": "track", "userId": "mia", "event": "@SUM(A1)"},
          {"type": "track", "userId": "mia", "event": "Ride Completed"},
          {"type": "nothing", "userId": "mia"}]}
        """
            .formatted(FORMULA);
    assertThat(running.intake("/v1/batch", batch).status()).isEqualTo(200);
    running.server.engine().await(running.server.engine().progress().appended());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/customers.csv, customer",
    "/customers/user:mia/timeline.csv, at",
    "/gestures.csv, id",
    "/moments.csv?state=any, id",
    "/rejects.csv, id",
    "/segments.csv, segment",
    "/segments/riders/moves.csv, customer",
    "/segments/riders/members.csv, customer",
    "/sources.csv, source",
    "/catalogue.csv, event",
    "/playbook/history.csv, version"
  })
  void isAFileForWhoMaySeeListsOnly(String path, String first) {
    Running.Reply reply = lead.get(path);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/csv");
    assertThat(reply.header("Content-Disposition")).startsWith("attachment; filename=");
    assertThat(reply.body()).startsWith("\ufeff" + first + ",");
    Visitor front = Visitor.with(running, Role.FRONT_LINE, Optional.empty());
    assertThat(front.get(path).status()).isEqualTo(403);
    assertThat(front.get("/customers?q=mia").body()).doesNotContain(".csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/customers.csv", "/customers/user:mia/timeline.csv", "/catalogue.csv"})
  void holdsNoFormula(String path) {
    for (String line : lead.get(path).body().lines().toList()) {
      for (String cell : line.split(",", -1)) {
        String bare = cell.startsWith("\"") ? cell.substring(1) : cell;
        assertThat(bare).doesNotMatch("[=+@-].*");
      }
    }
    assertThat(CsvText.safe("\uff1dcmd")).isEqualTo("'\uff1dcmd");
  }

  @Test
  void keepsTheFiltersOfItsPage() {
    running.eventually(
        () -> running.get("/api/customers?q=mia"), data -> data.toString().contains("mia"));
    assertThat(lead.get("/customers.csv?q=mia").body()).contains("Mia").doesNotContain(FORMULA);
    assertThat(lead.get("/customers.csv").body()).contains("Mia", FORMULA);
    assertThat(lead.get("/customers/user:mia/timeline.csv?show=identity").body())
        .contains("identify")
        .doesNotContain("Ride Completed");
    assertThat(lead.get("/rejects.csv?source=shop").body()).contains("nothing");
    assertThat(lead.get("/rejects.csv?source=website").body().lines()).hasSize(1);
    assertThat(lead.get("/customers?q=mia").body()).contains("/customers.csv?q=mia");
  }

  @Test
  void readsAListOfAnyLength() {
    StringBuilder batch = new StringBuilder("{\"batch\":[");
    for (int i = 0; i < 1_200; i++) {
      batch.append(i == 0 ? "" : ",");
      batch.append("{\"type\":\"track\",\"event\":\"Seen\",\"userId\":\"many-" + i + "\"}");
    }
    assertThat(running.intake("/v1/batch", batch.append("]}").toString()).status()).isEqualTo(200);
    running.server.engine().await(running.server.engine().progress().appended());
    assertThat(lead.get("/customers.csv").body().lines().filter(line -> line.contains("many-")))
        .hasSize(1_200);
  }
}
