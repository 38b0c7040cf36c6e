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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an engineer brings signals in, and how far one comes without a pointer. */
class SourcesIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final int PHONE = 360;
  private static final int DESK = 1440;
  private static final Eye WIDE = new Eye(DESK, ColorScheme.LIGHT, "en-GB");
  private static final String TOLD = "Nobody tells me.";
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

  private static Page page(int width) {
    Page page = window().newPage();
    page.setViewportSize(width, 800);
    return page;
  }

  private static void picture(Page page, String name, int width) {
    Path path = PICTURES.resolve("%s-%d.png".formatted(name, width));
    page.screenshot(new Page.ScreenshotOptions().setPath(path).setFullPage(true));
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void showsTheFirstSignalOfANewSourceOnTheOpenPage(int width) {
    String source = "app" + width;
    try (Page page = page(width)) {
      page.navigate(server.url() + "/sources");
      page.locator("input[name=name]").fill(source);
      page.locator("form[action='/sources'] button").click();
      Locator key = page.locator(".made code").first();
      assertThat(key).containsText("attune_server_");
      page.locator(".made [data-copy]").first().click();
      assertThat(page.locator(".made .is-copied")).hasText("Copied");
      String copied = String.valueOf(page.evaluate("navigator.clipboard.readText()"));
      assertThat(copied).isEqualTo(key.textContent());
      assertThat(page.locator("#heard")).containsText("Waiting");
      picture(page, "source-made", width);
      page.evaluate("window.isStillThisPage = true");

      Data first = Data.of("userId", "ada" + width, "event", "Order <b>Completed</b>");
      Reply sent = server.send(copied, "/v1/track", Json.write(first));

      assertThat(sent.status()).isEqualTo(200);
      assertThat(page.locator("#heard .message")).containsText("Order <b>Completed</b>");
      assertThat(page.evaluate("window.isStillThisPage")).isEqualTo(true);
      looksWell(width, "/sources/" + source, "source-first");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void bringsAFileInThatWasGuessedTriedAndCorrected(int width) {
    String orders = ORDERS.replace("ida", "ida" + width);
    try (Page page = page(width)) {
      page.navigate(server.url() + "/sources");
      page.locator(".bring-drop input")
          .setInputFiles(
              new FilePayload(
                  "Orders " + width + ".csv", "text/csv", orders.getBytes(StandardCharsets.UTF_8)));
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
      looksWell(width, address.substring(server.url().length()), "import");
      page.locator("button[value=run]").click();
      assertThat(page.locator(".bring-now h2")).hasText("2 signals are in");
      picture(page, "import-done", width);
      server.settle();
      assertThat(server.timeline("user:ida" + width)).hasSize(2);
      page.locator(".bring-now a[href='/customers']").click();
      assertThat(page.locator(".found")).containsText("ida" + width);
    }
  }

  private static void looksWell(int width, String path, String name) {
    Eye eye = width == DESK ? WIDE : new Eye(width, ColorScheme.DARK, "de-DE");
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

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void tellsAnOpenCustomerThatTheyDidSomething(int width) {
    String key = server.addSource("live" + width, "server");
    String liv = "liv" + width;
    Data first = Data.of("type", "track", "userId", liv, "event", "Seen");
    assertThat(server.sendBatch(key, List.of(first)).status()).isEqualTo(200);
    server.settle();
    try (Page page = page(width)) {
      page.navigate(server.url() + "/customers/user:" + liv);
      assertThat(page.locator(".news a")).hasCount(0);
      Data more = Data.of("type", "track", "userId", liv, "event", "Came Back");
      assertThat(server.sendBatch(key, List.of(more)).status()).isEqualTo(200);
      assertThat(page.locator(".news a")).hasText("One new signal. Show");
      page.locator(".news a").click();
      assertThat(page.locator(".happened-list")).containsText("Came Back");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void saysWhenAttuneIsAwayAndTriesAgain(int width) {
    try (Page page = page(width)) {
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

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void leadsFromTodayToWhyWithoutAPointer(int width) {
    String key = server.addSource("keys" + width, "server");
    List<Data> said = new ArrayList<>(List.of(angry(width, "Again."), angry(width, TOLD)));
    for (int ticket = 1; ticket <= 3; ticket++) {
      said.add(contact(width, ticket));
    }
    assertThat(server.sendBatch(key, said).status()).isEqualTo(200);
    server.settle();
    try (Page page = page(width)) {
      page.navigate(server.url() + "/today");
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();
      assertThat(page.locator(".skip")).isInViewport();
      page.keyboard().press("Enter");
      assertThat(page.locator("main")).isFocused();

      String mara = "/customers/user:mara" + width;
      go(page, page.locator(".need h3 a[href='" + mara + "']"));
      page.waitForURL("**" + mara);
      go(page, page.locator("section[aria-labelledby=segments] .rows a").first());
      page.waitForURL("**" + mara + "/why/unhappy");
      assertThat(page.locator("h1")).containsText("Unhappy");
      assertThat(page.locator(".lead"))
          .containsText("Customers with at least 2 pieces of feedback");
      assertThat(page.locator(".checks .held-yes").first())
          .containsText("The customer has at least 2 pieces of feedback");
      go(page, page.locator(".back a"));
      page.waitForURL("**" + mara);

      Locator third =
          page.locator(".open-moments article")
              .filter(new Locator.FilterOptions().setHasText("Third contact"));
      Locator why = third.locator("details.why");
      go(page, why.locator("summary"));
      assertThat(why.locator(".why-in")).containsText("Opens on the third contact");
      go(page, why.locator(".proofs a").first());
      page.waitForURL(url -> url.contains(mara + "?of="));
      assertThat(page.locator(".happened-list")).containsText("Support Contacted");
    }
  }

  private static Data contact(int width, int ticket) {
    Data about = Data.of("topic", "late driver", "ticketId", "t" + ticket);
    return Data.of(
        "type",
        "track",
        "event",
        "Support Contacted",
        "userId",
        "mara" + width,
        "properties",
        about);
  }

  private static Data angry(int width, String text) {
    Data rating = Data.of("rating", 1);
    return Data.of(
        "type", "feedback", "userId", "mara" + width, "text", text, "properties", rating);
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
