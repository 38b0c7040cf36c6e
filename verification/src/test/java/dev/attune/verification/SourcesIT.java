package dev.attune.verification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import dev.attune.customer.Data;
import dev.attune.simulator.Meridian;
import dev.attune.verification.Beholder.Eye;
import dev.attune.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an engineer brings signals in, and how far one comes without a pointer. */
class SourcesIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final Eye WIDE = new Eye(1440, ColorScheme.LIGHT, "en-GB");
  private static final Eye NARROW = new Eye(360, ColorScheme.DARK, "de-DE");
  private static final String PASSWORD = "late train to Ulm";

  private static final String ORDERS =
      """
      Customer ID;Ordered at;Total;City
      ida;31.01.2026 09:30;29.90;Ulm
      jon;01.02.2026 10:00;lots;Bonn
      ida;02.02.2026 11:15;5;Ulm
      """;

  @TempDir private static Path directory;

  private static ServerProcess server = ServerProcess.on(Path.of(""));
  private static @Nullable Beholder beholder;
  private static @Nullable BrowserContext signedIn;

  @BeforeAll
  static void start() throws IOException {
    Tool chromium = Tool.named("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium.isThere(), "needs Chromium: apt-get install chromium");
    Files.createDirectories(PICTURES);
    server = ServerProcess.on(directory.resolve("data")).withPlaybook(Meridian.playbook()).start();
    beholder = new Beholder(chromium);
    signedIn = beholder.window(WIDE, Map.of());
    signedIn.setDefaultTimeout(60_000);
    signedIn.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    signIn(signedIn);
  }

  @AfterAll
  static void stop() {
    if (beholder != null) {
      beholder.close();
    }
    server.close();
  }

  private static void signIn(BrowserContext window) {
    Reply added =
        server.post("/api/people", Data.of("name", "eng", "title", "Eva", "role", "steward"));
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    String link = String.valueOf(added.data().text("link"));
    try (Page page = window.newPage()) {
      page.navigate(server.url() + link.substring(link.indexOf("/first-sign-in")));
      page.locator("input[name=password]").fill(PASSWORD);
      page.locator("main button[type=submit].primary").click();
      page.waitForURL(url -> !url.contains("first-sign-in"));
    }
  }

  private static BrowserContext window() {
    return Objects.requireNonNull(signedIn, "started");
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  @Test
  void showsTheFirstSignalOfANewSourceOnTheOpenPage() {
    try (Page page = window().newPage()) {
      page.navigate(server.url() + "/sources");
      page.locator("input[name=name]").fill("app");
      page.locator("form[action='/sources'] button").click();
      Locator key = page.locator(".made code").first();
      assertThat(key).containsText("attune_server_");
      page.locator(".made [data-copy]").first().click();
      assertThat(page.locator(".made .is-copied")).hasText("Copied");
      String copied = String.valueOf(page.evaluate("navigator.clipboard.readText()"));
      assertThat(copied).isEqualTo(key.textContent());
      assertThat(page.locator("#heard")).containsText("Waiting");
      picture(page, "source-made-1440");
      page.evaluate("window.isStillThisPage = true");

      Data first = Data.of("userId", "ada", "event", "Order <b>Completed</b>");
      Reply sent = server.send(copied, "/v1/track", Json.write(first));

      assertThat(sent.status()).isEqualTo(200);
      assertThat(page.locator("#heard .message")).containsText("Order <b>Completed</b>");
      assertThat(page.evaluate("window.isStillThisPage")).isEqualTo(true);
      for (Eye eye : List.of(WIDE, NARROW)) {
        looksWell(eye, "/sources/app", "source-first");
      }
    }
  }

  @Test
  void bringsAFileInThatWasGuessedTriedAndCorrected() {
    try (Page page = window().newPage()) {
      page.navigate(server.url() + "/sources");
      picture(page, "sources-bring-1440");
      page.locator(".bring-drop input")
          .setInputFiles(
              new FilePayload(
                  "Orders 2026.csv", "text/csv", ORDERS.getBytes(StandardCharsets.UTF_8)));
      page.waitForURL("**/imports/**");
      String address = page.url();
      assertThat(page.locator("#c0")).hasValue("user");
      assertThat(page.locator("#c1")).hasValue("time");
      assertThat(page.locator("select[name=timeFormat]")).hasValue("dd.MM.yyyy HH:mm");
      page.locator("#c2").selectOption("number");
      page.locator("input[name=event]").fill("Order Completed");
      page.locator("button[value=try]").click();
      assertThat(page.locator(".bring-refused")).containsText("'lots' is no number");
      assertThat(page.locator(".bring-figures")).containsText("2");
      for (Eye eye : List.of(WIDE, NARROW)) {
        looksWell(eye, address.substring(server.url().length()), "import");
      }
      page.locator("button[value=run]").click();
      assertThat(page.locator(".bring-now h2")).hasText("2 signals are in");
      picture(page, "import-done-1440");
      server.settle();
      assertThat(server.timeline("user:ida")).hasSize(2);
      page.locator(".bring-now a[href='/customers']").click();
      assertThat(page.locator(".found")).containsText("ida");
    }
  }

  private static void looksWell(Eye eye, String path, String name) {
    Beholder eyes = Objects.requireNonNull(beholder, "started");
    try (BrowserContext window = eyes.window(eye, Map.of())) {
      window.addCookies(
          window().cookies().stream()
              .map(each ->
                  new Cookie(each.name, each.value).setDomain(each.domain).setPath(each.path))
              .toList());
      Path picture = PICTURES.resolve(name + "-" + eye + ".png");
      assertThat(eyes.look(window, server.url() + path, picture)).as(name + eye).isEmpty();
    }
  }

  @Test
  void tellsAnOpenCustomerThatTheyDidSomething() {
    String key = server.addSource("live", "server");
    Data first = Data.of("type", "track", "userId", "liv", "event", "Seen");
    assertThat(server.sendBatch(key, List.of(first)).status()).isEqualTo(200);
    server.settle();
    try (Page page = window().newPage()) {
      page.navigate(server.url() + "/customers/user:liv");
      assertThat(page.locator(".news a")).hasCount(0);
      Data more = Data.of("type", "track", "userId", "liv", "event", "Came Back");
      assertThat(server.sendBatch(key, List.of(more)).status()).isEqualTo(200);
      assertThat(page.locator(".news a")).hasText("One new signal. Show");
      page.locator(".news a").click();
      assertThat(page.locator(".happened-list")).containsText("Came Back");
    }
  }

  @Test
  void saysWhenAttuneIsAwayAndTriesAgain() {
    try (Page page = window().newPage()) {
      page.navigate(server.url() + "/today");
      assertThat(page.locator(".away")).isHidden();
      window().setOffline(true);
      assertThat(page.locator(".away")).isVisible();
      assertThat(page.locator(".away")).containsText("Trying again");
      window().setOffline(false);
      assertThat(page.locator(".away")).isHidden();
    } finally {
      window().setOffline(false);
    }
  }

  @Test
  void leadsFromTodayToWhyWithoutAPointer() {
    String key = server.addSource("keys", "server");
    Data angry =
        Data.of(
            "type",
            "feedback",
            "userId",
            "mara",
            "text",
            "Nobody tells me.",
            "properties",
            Data.of("rating", 1));
    assertThat(server.sendBatch(key, List.of(angry)).status()).isEqualTo(200);
    server.settle();
    try (Page page = window().newPage()) {
      page.navigate(server.url() + "/today");
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();
      assertThat(page.locator(".skip")).isInViewport();
      page.keyboard().press("Enter");
      assertThat(page.locator("main")).isFocused();

      go(page, page.locator(".need h3 a").first());
      page.waitForURL("**/customers/**");
      go(page, page.locator(".places a[href='/moments']"));
      page.waitForURL("**/moments");
      go(page, page.locator(".moment .what a").first());
      page.waitForURL("**/moments/*");
      Locator why = page.locator("details.why").first();
      go(page, why.locator("summary"));
      assertThat(why).hasAttribute("open", "");
      assertThat(why.locator(".why-in")).isVisible();
    }
  }

  /** Walks by the key until it stands there, where it can be seen, and presses Enter. */
  private static void go(Page page, Locator to) {
    to.waitFor();
    for (int i = 0; i < 80; i++) {
      if (Boolean.TRUE.equals(to.evaluate("element => element === document.activeElement"))) {
        Object outline = to.evaluate("element => getComputedStyle(element).outlineStyle");
        assertThat(outline).as("focus is seen on " + to).isNotEqualTo("none");
        assertThat(to).isInViewport();
        page.keyboard().press("Enter");
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("the key does not lead to " + to);
  }
}
