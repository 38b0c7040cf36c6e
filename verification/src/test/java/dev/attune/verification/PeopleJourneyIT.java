package dev.attune.verification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.attune.verification.Beholder.Eye;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A steward adds people and trusts them; they come in and see what is theirs: in Chromium. */
class PeopleJourneyIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String PASSWORD = "late train to Ulm";
  private static final int NARROW = 360;
  private static final int WIDE = 1440;
  private static final Eye DESK = new Eye(WIDE, ColorScheme.LIGHT, "en-GB");
  private static final Eye GERMAN_PHONE = new Eye(360, ColorScheme.DARK, "de-DE");
  private static final double PATIENCE = 60_000;
  private static final long ASKED_AGAIN_MILLIS = 10_000;

  private static final String PLAYBOOK =
      """
      playbook: Rides
      zone: Europe/Berlin
      options:
        ride: { title: A free ride, cost: 2, does: { task: Book it } }
      teams:
        care: { zone: Europe/Berlin, default: true }
      trust:
        currency: EUR
        front-line: { per-gesture: 100, per-day: 500 }
      """;

  @TempDir private static Path directory;

  private static ServerProcess server = ServerProcess.on(Path.of(""));
  private static @Nullable Beholder beholder;
  private static @Nullable Page steward;

  @BeforeAll
  static void start() throws IOException {
    Tool chromium = Tool.named("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium.isThere(), "needs Chromium: apt-get install chromium");
    Files.createDirectories(PICTURES);
    server = ServerProcess.on(directory.resolve("data")).withPlaybook(PLAYBOOK).start();
    beholder = new Beholder(chromium);
    Page page = window(DESK);
    FirstSignIn.by(page, server, "sam", PASSWORD);
    steward = page;
  }

  @AfterAll
  static void stop() {
    if (beholder != null) {
      beholder.close();
    }
    server.close();
  }

  private static Page window(Eye eye) {
    BrowserContext window = Objects.requireNonNull(beholder, "started").window(eye, Map.of());
    window.setDefaultTimeout(PATIENCE);
    return window.newPage();
  }

  private static Eye eye(int width) {
    return new Eye(width, ColorScheme.DARK, "en-GB");
  }

  /** The steward, who is signed in, at a window of this width. */
  private static Page steward(int width) {
    Page page = Objects.requireNonNull(steward, "started");
    page.setViewportSize(width, 800);
    return page;
  }

  private static void comeIn(Page page) {
    page.locator("input[name=password]").fill(PASSWORD);
    page.locator("main button[type=submit].primary").click();
    page.waitForURL(url -> !url.contains("first-sign-in"));
  }

  private static void picture(Page page, String name) {
    Path path = PICTURES.resolve(name + "-" + page.viewportSize().width + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(path));
  }

  private static void see(Locator place, String text) {
    assertThat(place)
        .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
  }

  /** Fills in the form, and gives the address that is shown. */
  private static String add(Page page, String name, String title) {
    page.navigate(server.url() + "/people");
    page.getByLabel("How people call them").fill(title);
    page.getByLabel("Name to sign in with").fill(name);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add").setExact(true))
        .click();
    return page.locator("#made-link").textContent();
  }

  @ParameterizedTest
  @ValueSource(ints = {NARROW, WIDE})
  void addsSomebodyLowersTheirBudgetAndTheySeeItAtOnce(int width) {
    Page lead = steward(width);
    String called = "Ana Moreno " + width;
    String link = add(lead, "ana" + width, called);
    Page ana = window(eye(width));
    ana.clock().install();
    ana.navigate(link);
    comeIn(ana);
    ana.locator("details.menu summary").click();
    ana.locator(".sheet-account").click();
    see(ana.locator(".trust"), "€500.00 left");

    lead.navigate(server.url() + "/people");
    see(lead.locator(".people-row", having(called)), "Here just now");
    lead.locator(".people-row a", having(called)).click();
    lead.getByLabel("An amount of their own").check();
    lead.locator("#f-per-day").fill("200");
    lead.locator("#f-per-gesture").fill("forty");
    lead.locator(".people-budget button.primary").click();
    see(lead.locator("#p-per-gesture"), "“forty” is no amount");
    assertThat(lead.locator("#f-per-day")).hasValue("200");
    lead.locator("#f-per-gesture").fill("40");
    lead.locator(".people-budget button.primary").click();
    see(lead.locator(".done"), "The lower budget holds from");
    picture(lead, "person-lowered");

    // Their page was open all the time, and says so by itself: it asks every ten seconds.
    ana.clock().runFor(ASKED_AGAIN_MILLIS);
    see(ana.locator(".trust-lowered"), "Lowered from");
    see(ana.locator(".trust-lowered"), "€40.00 at once · €200.00 a day");
    see(ana.locator(".trust-limits"), "€500.00 left");
    ana.navigate(server.url() + "/grace");
    see(ana.locator(".note"), "Lowered from");

    lead.locator(".session-rows + form button").click();
    see(lead.locator(".done"), "All sessions are over.");
    ana.navigate(server.url() + "/account");
    assertThat(ana.url()).contains("/sign-in");
    ana.context().close();
  }

  private static Page.LocatorOptions having(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** Goes on with the key that everybody has, until a field or button has the focus. */
  private static void tabTo(Page page, String wanted) {
    for (int i = 0; i < 80; i++) {
      page.keyboard().press("Tab");
      if (Boolean.TRUE.equals(
          page.evaluate("wanted => document.activeElement.matches(wanted)", wanted))) {
        return;
      }
    }
    throw new AssertionError("cannot be reached by keys: " + wanted);
  }

  @ParameterizedTest
  @ValueSource(ints = {NARROW, WIDE})
  void needsNoPointer(int width) {
    Page page = steward(width);
    page.navigate(server.url() + "/today");
    tabTo(page, ".more > summary");
    page.keyboard().press("Enter");
    picture(page, "more-places");
    tabTo(page, ".more a[href='/people']");
    page.keyboard().press("Enter");
    page.waitForURL("**/people");
    tabTo(page, "#f-title");
    page.keyboard().type("Bo Lind " + width);
    tabTo(page, "#f-name");
    page.keyboard().type("bo" + width);
    tabTo(page, "#f-role");
    page.keyboard().type("Lead");
    tabTo(page, "form[action='/people'] button");
    page.keyboard().press("Enter");
    see(page.locator(".people-made"), "An address for Bo Lind " + width);
    see(page.locator(".people-row", having("Bo Lind " + width)), "Lead");
    tabTo(page, "[data-copy]");
    see(page.locator(":focus"), "Copy");
    picture(page, "people-added");
  }

  @ParameterizedTest
  @ValueSource(ints = {NARROW, WIDE})
  void changesOnesOwnWithoutAnyScript(int width) {
    String link = add(steward(width), "cem" + width, "Cem Kaya " + width);
    BrowserContext window =
        Objects.requireNonNull(beholder, "started").windowWithoutScripts(eye(width), Map.of());
    window.setDefaultTimeout(PATIENCE);
    Page page = window.newPage();
    page.navigate(link);
    comeIn(page);
    page.navigate(server.url() + "/account");
    assertThat(page.locator("[data-push-do]")).isHidden();
    page.getByLabel("E-mail").last().fill("cem@example.com");
    page.locator("form[action='/account'] button").click();
    see(page.locator("main"), "Saved.");
    page.locator("#f-old").fill("wrong");
    page.locator("#f-password").fill("a boat on the Spree");
    page.locator("form[action='/password'] button").click();
    see(page.locator("#p-old"), "This is not your password.");
    page.locator("#f-old").fill(PASSWORD);
    page.locator("#f-password").fill("a boat on the Spree");
    page.locator("form[action='/password'] button").click();
    see(page.locator("main"), "Your password is changed.");
    window.close();
  }

  @Test
  void findsNothingWrongWithTheAccount() {
    Page desk = steward(WIDE);
    String link = add(desk, "dan", "Dan Ek");
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    Page phone = window(GERMAN_PHONE);
    phone.navigate(link);
    comeIn(phone);
    for (Page page : List.of(desk, phone)) {
      Eye eye = page.equals(phone) ? GERMAN_PHONE : DESK;
      for (String path : List.of("/account", "/account?problem=bad-password")) {
        String name = path.equals("/account") ? "account-" : "account-problem-";
        List<String> found =
            Objects.requireNonNull(beholder, "started")
                .look(page.context(), server.url() + path, PICTURES.resolve(name + eye + ".png"));
        if (!found.isEmpty()) {
          wrong.put(name + eye, found);
        }
      }
    }
    assertThat(wrong).isEmpty();
    phone.context().close();
  }
}
