package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Data;
import dev.attune.playbook.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom people find by what they type, and whom they do not. */
class FindingTest {
  private static final String PLAYBOOK =
      """
      playbook: Two brands
      protected: [brand]
      teams:
        care: { default: true, brand: North }
      """;

  private static final String HAPPENED =
      """
      {"batch": [
        {"type": "identify", "userId": "nora", "traits":
          {"brand": "North", "name": "Nora Winter", "email": "nora@example.org",
           "phone": "+49 731 5550100"}},
        {"type": "identify", "userId": "paul", "traits":
          {"brand": "North", "name": "Paul Winter", "phone": "+49 731 5550100"}},
        {"type": "identify", "userId": "sol", "traits":
          {"brand": "South", "name": "Sol Winter", "email": "sol@example.org"}}]}
      """;

  private static final Pattern ROW = Pattern.compile("href=\"/customers/user:([a-z]+)\"");

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

  private static List<String> found(Visitor who, String typed) {
    Running.Reply page = who.get("/customers?q=" + Paths.encoded(typed));
    assertThat(page.status()).isEqualTo(200);
    return ROW.matcher(page.body()).results().map(row -> row.group(1)).sorted().toList();
  }

  @Test
  void findsForALeadByAnyPartOfANameAndForgivesASlip() {
    Visitor lead = Visitor.with(running, Role.LEAD, Optional.empty());
    assertThat(found(lead, "wintr")).containsExactly("nora", "paul", "sol");
    assertThat(found(lead, "win no")).containsExactly("nora");
    assertThat(found(lead, "sol@example.org")).containsExactly("sol");
    assertThat(found(lead, "0049 731 5550100")).containsExactly("nora", "paul");
    assertThat(found(lead, "summer")).isEmpty();
  }

  @Test
  void findsForTheFrontLineWhomTheyNameExactlyOfTheirBrandAndKeepsThatInTheAudit() {
    Visitor care = Visitor.with(running, Role.FRONT_LINE, Optional.of("care"));
    long before = looks();
    assertThat(found(care, "winter")).isEmpty();
    assertThat(found(care, "Nora Winter")).isEmpty();
    assertThat(found(care, "nora@exam")).isEmpty();
    assertThat(found(care, "sol@example.org")).isEmpty();
    assertThat(found(care, "user:sol")).isEmpty();
    assertThat(looks()).isEqualTo(before);

    assertThat(found(care, "NORA@example.org")).containsExactly("nora");
    assertThat(found(care, "+49 731 5550100")).containsExactly("nora", "paul");
    assertThat(found(care, "paul")).containsExactly("paul");
    assertThat(looks()).isEqualTo(before + 4);
  }

  @Test
  void leadsGraceStraightToWhoIsMeantAndShowsThemWhereTheyAreSeveral() {
    Visitor care = Visitor.with(running, Role.FRONT_LINE, Optional.of("care"));
    assertThat(location(care, "nora@example.org")).isEqualTo("/grace/customers/user:nora");
    assertThat(location(care, "+49 731 5550100")).isEqualTo("/customers?q=%2B49%20731%205550100");
    assertThat(location(care, "sol@example.org")).startsWith("/grace?problem=find-none");
  }

  @Test
  void saysWhatCanBeLookedFor() {
    Visitor lead = Visitor.with(running, Role.LEAD, Optional.empty());
    assertThat(lead.get("/customers?q=%3F").body()).contains("Type a name");
    assertThat(lead.get("/customers?q=" + "a+".repeat(9)).body()).contains("at most 8 words");
  }

  private static String location(Visitor who, String typed) {
    Running.Reply reply = who.get("/grace/find?q=" + Paths.encoded(typed));
    return reply.response().headers().firstValue("Location").orElse(reply.body());
  }

  private static long looks() {
    running.server.engine().await(running.server.engine().progress().appended());
    Data audit = running.get("/api/audit?limit=500&what=customer-found").json();
    return Running.list(audit, "entries").stream()
        .filter(entry -> "customer-found".equals(entry.text("what")))
        .count();
  }
}
