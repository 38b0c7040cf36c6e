package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.attune.customer.Data;
import dev.attune.simulator.Meridian;
import dev.attune.simulator.Message;
import dev.attune.simulator.Simulation;
import dev.attune.verification.Beholder.Eye;
import dev.attune.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page in a browser, narrow and wide, light and dark, in both languages, over real lives and
 * over somebody who means harm. Pictures are kept in {@code target/pictures}.
 */
class PagesIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final int CUSTOMERS = 80;
  private static final int PIECE = 4_000;

  /** What somebody writes who wants to break a page, or is only called so. */
  private static final String EVIL =
      "<script>alert('name')</script>\"'><img src=x onerror=alert(1)>"
          + " Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
          + " \u202eabc";

  private static final List<Eye> EYES =
      List.of(
          new Eye(1440, ColorScheme.LIGHT, "en-GB"),
          new Eye(360, ColorScheme.DARK, "de-DE"),
          new Eye(1440, ColorScheme.DARK, "de-DE"),
          new Eye(360, ColorScheme.LIGHT, "en-GB"));

  @TempDir private static Path directory;

  private static ServerProcess server = ServerProcess.on(Path.of(""));
  private static @Nullable Beholder beholder;
  private static String key = "";

  @BeforeAll
  static void start() throws IOException {
    Tool chromium = Tool.named("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium.isThere(), "needs Chromium: apt-get install chromium");
    Files.createDirectories(PICTURES);
    server = ServerProcess.on(directory.resolve("data")).withPlaybook(Meridian.playbook()).start();
    key = server.addSource("shop", "server");
    live();
    harm();
    server.settle();
    staff();
    server.settle();
    beholder = new Beholder(chromium);
  }

  @AfterAll
  static void stop() {
    if (beholder != null) {
      beholder.close();
    }
    server.close();
  }

  /** The last months of some customers, as an import. */
  private static void live() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Simulation simulation =
        Simulation.of(1, CUSTOMERS, now.minus(Duration.ofDays(200)), now.minusSeconds(60));
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    Iterator<Message> messages = simulation.messages().iterator();
    for (int i = 1; messages.hasNext(); i++) {
      piece.writeBytes(messages.next().json());
      piece.write('\n');
      if (i % PIECE == 0 || !messages.hasNext()) {
        Reply reply =
            server.postAs(
                server.token(), "/api/import?source=shop", piece.toString(StandardCharsets.UTF_8));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        piece.reset();
      }
    }
  }

  private static void harm() {
    Data traits = Data.of("name", EVIL, "city", EVIL, "plan", EVIL, "email", EVIL);
    String at = Instant.now().toString();
    List<Data> said = new ArrayList<>();
    said.add(Data.of("type", "identify", "userId", "evil", "traits", traits));
    for (int i = 0; i < 3; i++) {
      Data properties = Data.of("topic", EVIL, "channel", EVIL, "rating", 1, EVIL, EVIL);
      said.add(
          Data.of(
              "type",
              "track",
              // Three that are alike in all else would be one that came again.
              "messageId",
              "evil-" + i,
              "event",
              "Support Contacted",
              "userId",
              "evil",
              "properties",
              properties,
              "timestamp",
              at));
    }
    said.add(
        Data.of(
            "type",
            "feedback",
            "userId",
            "evil",
            "text",
            EVIL,
            "properties",
            Data.of("rating", 1, "channel", EVIL),
            "timestamp",
            at));
    assertThat(server.send(key, "/v1/batch", Json.write(Data.of("batch", said))).status())
        .isEqualTo(200);
    // One that is refused, so that there is something to see.
    server.send(key, "/v1/batch", Json.write(Data.of("batch", List.of(Data.of("type", EVIL)))));
  }

  /** People who gave something, one of them unlike the others; and a system that is told. */
  private static void staff() {
    String evil = EVIL.substring(0, 90);
    works("ana", "Ana Moreno", "lead", "Flowers for the evening");
    works("bea", evil, "front-line", evil);
    works("cem", "Cem Kaya", "front-line", "Flowers for the evening");
    Data budget = Data.of("perGesture", "20", "perDay", "100");
    Reply lowered =
        server.ask(
            server
                .request("/api/people/bea/budget")
                .header("Authorization", "Bearer " + server.token())
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Json.write(budget)))
                .build());
    assertThat(lowered.status()).as(lowered.text()).isEqualTo(200);
    Data webhook = Data.of("name", "refund", "url", "https://refunds.example.com/attune");
    assertThat(server.post("/api/webhooks", webhook).status()).isEqualTo(201);
  }

  private static void works(String name, String title, String role, String words) {
    Data person = Data.of("name", name, "title", title, "role", role, "team", "care");
    assertThat(server.post("/api/people", person).status()).isEqualTo(201);
    for (int i = 0; i < 6; i++) {
      String id = "gesture-" + name + "-" + i;
      Data given =
          Data.of("id", id, "customer", "evil", "words", words, "amount", "" + i, "by", name);
      Reply reply = server.post("/api/gestures", given);
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }
  }

  /** Every page by its picture's name; what holds nobody too. */
  private static Map<String, String> pages() {
    String customer = "/customers/" + someoneTalkative();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("sign-in", "/sign-in");
    pages.put("today", "/today");
    pages.put("customers", "/customers");
    pages.put("customers-nobody", "/customers?q=nobody");
    pages.put("customer", customer);
    pages.put("customer-words", customer + "?show=words");
    pages.put("customer-harm", "/customers/user:evil");
    pages.put("why", customer + "/why/regulars");
    pages.put("moments", "/moments");
    pages.put("moments-none", "/moments?state=withdrawn&kind=late-claim");
    pages.put("moment", "/moments/" + openMoment());
    pages.put("segments", "/segments");
    pages.put("segment", "/segments/regulars");
    pages.put("playbook", "/playbook");
    pages.put("playbook-edit", "/playbook/edit");
    pages.put("playbook-moment", "/playbook/edit/moments/third-contact");
    pages.put("playbook-new-moment", "/playbook/edit/moments");
    pages.put("playbook-segment", "/playbook/edit/segments/regulars");
    pages.put("playbook-option", "/playbook/edit/options");
    pages.put("playbook-budget", "/playbook/edit/trust/front-line");
    pages.put("playbook-library", "/playbook/library");
    pages.put("playbook-text", "/playbook/text");
    pages.put("playbook-difference", "/playbook/difference");
    pages.put("playbook-history", "/playbook/history/1");
    pages.put("missed", "/missed");
    pages.put("sources", "/sources");
    pages.put("source", "/sources/shop");
    pages.put("system", "/system");
    pages.put("people", "/people");
    pages.put("person", "/people/bea");
    pages.put("spending", "/spending");
    pages.put("audit", "/audit");
    pages.put("audit-none", "/audit?who=person%3Anobody&what=sign-in&from=2026-01-01");
    pages.put("webhooks", "/webhooks");
    pages.put("webhook", "/webhooks/refund");
    return pages;
  }

  private static String openMoment() {
    Data moment = server.get("/api/moments?limit=1&kind=third-contact").list("moments").getFirst();
    return String.valueOf(moment.text("id"));
  }

  /** A customer with an open moment of long standing. */
  private static String someoneTalkative() {
    return server.all("/api/moments", "moments").stream()
        .map(moment -> String.valueOf(moment.text("customer")))
        .filter(customer -> !customer.equals("user:evil"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody has an open moment"));
  }

  private static Beholder browser() {
    return Objects.requireNonNull(beholder, "started");
  }

  private static Map<String, String> headers() {
    return Map.of("Authorization", "Bearer " + server.token());
  }

  @Test
  void findsNothingWrongWithAnyPage() {
    List<Eye> eyes = Boolean.getBoolean("attune.long") ? EYES : EYES.subList(0, 2);
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    Map<String, String> pages = pages();
    assertThat(pages).hasSizeGreaterThan(14);
    for (Eye eye : eyes) {
      try (BrowserContext window = browser().window(eye, headers())) {
        pages.forEach((name, path) -> {
          Path picture = PICTURES.resolve(name + "-" + eye + ".png");
          List<String> found = browser().look(window, server.url() + path, picture);
          if (!found.isEmpty()) {
            wrong.put(name + "-" + eye, found);
          }
          assertThat(picture).isNotEmptyFile();
          for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            assertThat(Beholder.inTheme(picture, theme)).isNotEmptyFile();
          }
        });
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void tellsAnOpenPageThatAMomentHasOpened() {
    try (BrowserContext window = browser().window(EYES.getFirst(), headers());
        Page page = window.newPage()) {
      page.navigate(server.url() + "/today");
      assertThat(page.locator(".news a").count()).isZero();
      Data angry =
          Data.of(
              "type",
              "feedback",
              "userId",
              "newcomer",
              "text",
              "Nobody tells me.",
              "properties",
              Data.of("rating", 1));
      assertThat(server.sendBatch(key, List.of(angry)).status()).isEqualTo(200);
      page.locator(".news a").waitFor();
      page.locator(".news a").click();
      page.waitForURL(server.url() + "/today");
      assertThat(page.locator(".lead").first().textContent()).contains("open");
    }
  }

  @Test
  void takesBackWhatIsUndone() {
    try (BrowserContext window = browser().window(EYES.getFirst(), headers());
        Page page = window.newPage()) {
      page.navigate(server.url() + "/moments?kind=third-contact");
      int open = page.locator(".moment").count();
      page.locator(".moment form[action$='/close'] button").first().click();
      page.locator(".toast button").click();
      page.reload();
      assertThat(page.locator(".moment").count()).isEqualTo(open);
    }
  }

  @Test
  void sendsLittleAtAFirstVisit() throws IOException {
    int sent = 0;
    byte[] page = packed("/today");
    sent += page.length;
    String html =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(page)).readAllBytes(),
            StandardCharsets.UTF_8);
    Matcher assets = Pattern.compile("/assets/[a-z0-9.-]+").matcher(html);
    Set<String> seen = new TreeSet<>();
    while (assets.find()) {
      if (seen.add(assets.group())) {
        sent += packed(assets.group()).length;
      }
    }
    assertThat(seen).hasSize(6);
    assertThat(sent).isLessThan(150_000);
  }

  private static byte[] packed(String path) {
    Reply reply =
        server.ask(
            server
                .request(path)
                .header("Authorization", "Bearer " + server.token())
                .header("Accept-Encoding", "gzip")
                .GET()
                .build());
    assertThat(reply.status()).isEqualTo(200);
    return reply.body();
  }

  @Test
  void servesNoPageWithoutItsPolicy() {
    for (String path : pages().values()) {
      Reply reply = server.get(path);
      assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
          .doesNotContain("unsafe");
      assertThat(reply.text()).as(path).doesNotContain("<script>", " style=", " onclick=");
    }
  }
}
