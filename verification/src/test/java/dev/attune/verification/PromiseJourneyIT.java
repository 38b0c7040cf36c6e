package dev.attune.verification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.attune.customer.Data;
import dev.attune.verification.Beholder.Eye;
import dev.attune.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

/** What becomes of a promise on the pages, of an objection, and of two who were taken for one. */
class PromiseJourneyIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final int PHONE = 360;
  private static final int DESK = 1440;

  private static final String PLAYBOOK =
      """
      playbook: Rides
      zone: Europe/Berlin
      moments:
        late-claim:
          when: signal.event == 'Claim Refused'
          title: Claimed two days too late
        stranded:
          when: signal.event == 'Ride Cancelled'
          title: Stranded without a ride
      options:
        bed: { title: A bed, cost: 1, does: { webhook: beds } }
      teams:
        care: { zone: Europe/Berlin, default: true }
      trust:
        currency: EUR
        front-line: { per-gesture: 100 }
      """;

  /** Lets the worker hear three pushes, and taps each; says what it showed and opened. */
  private static final String PUSHES =
      """
      async () => {
        const heard = {}; const said = [];
        const self = {
          location, addEventListener: (name, listener) => { heard[name] = listener; },
          registration: { showNotification: (title, shown) => {
            said.push(`${title} | ${shown.tag} | ${shown.data.url}`);
            return Promise.resolve(shown);
          } },
          clients: { matchAll: () => Promise.resolve([]),
            openWindow: (url) => { said.push(`opened ${url}`); return Promise.resolve(); } },
        };
        (function (self) {
          /* WORKER */
        })(self);
        const send = async (text) => {
          let waits; let data;
          const show = self.registration.showNotification;
          self.registration.showNotification = (title, shown) => { data = shown.data; return show(title, shown); };
          heard.push({ data: { json: () => JSON.parse(text) }, waitUntil: (each) => { waits = each; } });
          await waits;
          self.registration.showNotification = show;
          heard.notificationclick({ notification: { data, close() {} }, waitUntil: (each) => { waits = each; } });
          await waits;
        };
        await send(JSON.stringify({ title: 'A promise is at risk', body: 'Open', url: location.origin + '/moments/m1', tag: 'm1' }));
        await send('not even JSON');
        await send(JSON.stringify({ title: 'Evil', url: 'https://evil.example/moments/m1', tag: 'm2' }));
        return said;
      }
      """;

  @TempDir private static Path directory;

  private static ServerProcess server = ServerProcess.on(Path.of(""));
  private static @Nullable Beholder beholder;
  private static String key = "";
  private static final Map<String, Page> WINDOWS = new HashMap<>();
  private static final HttpServer beds = loopback();

  private static HttpServer loopback() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    Tool chromium = Tool.named("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium.isThere(), "needs Chromium: apt-get install chromium");
    Files.createDirectories(PICTURES);
    server =
        ServerProcess.on(directory.resolve("data"))
            .withPlaybook(PLAYBOOK)
            .withOptions("--allow-address", "127.0.0.1")
            .start();
    beds.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(422, -1);
          exchange.close();
        });
    beds.start();
    String url = "http://127.0.0.1:" + beds.getAddress().getPort() + "/";
    Reply hook = server.post("/api/webhooks", Data.of("name", "beds", "url", url));
    assertThat(hook.status()).as(hook.text()).isEqualTo(201);
    key = server.addSource("shop", "server");
    List<Data> said = new ArrayList<>();
    for (int width : List.of(PHONE, DESK)) {
      said.add(named("pia" + width, "Jo pia" + width));
      said.add(named("rex" + width, "Jo rex" + width));
      said.add(Data.of("type", "track", "event", "Claim Refused", "userId", "rex" + width));
      said.add(named("uli" + width, "Uli"));
      said.add(named("ulf" + width, "Ulf"));
      said.add(Data.of("type", "track", "event", "Ride Cancelled", "userId", "ulf" + width));
    }
    assertThat(server.sendBatch(key, said).status()).isEqualTo(200);
    server.settle();
    beholder = new Beholder(chromium);
  }

  private static Data named(String id, String name) {
    return Data.of("type", "identify", "userId", id, "traits", Data.of("name", name));
  }

  @AfterAll
  static void stop() {
    if (beholder != null) {
      beholder.close();
    }
    beds.stop(0);
    server.close();
  }

  /** The window of somebody who has signed in once, as wide as is wanted now. */
  private static Page of(String name, String role, int width) {
    Beholder eyes = Objects.requireNonNull(beholder, "started");
    Eye eye = new Eye(PHONE, ColorScheme.LIGHT, "en-GB");
    Page page = WINDOWS.computeIfAbsent(name, who -> eyes.signedIn(server, who, role, eye));
    page.setViewportSize(width, 800);
    return page;
  }

  private static void choose(Page page, String title) {
    page.locator(".choose .offer", new Page.LocatorOptions().setHasText(title)).click();
  }

  private static List<Data> given(String customer) {
    return server.get("/api/customers/" + customer + "/gestures").list("gestures");
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void bringsAPromiseThatFailsBackToWhoMadeItAndLetsThemKeepIt(int width) {
    Page page = of("nia", "front-line", width);
    page.navigate(server.url() + "/grace/customers/pia" + width);
    choose(page, "A bed");
    page.locator("[data-do]").click();
    Eventually.within(
        Duration.ofSeconds(30),
        () -> given("pia" + width).stream().anyMatch(each -> "failed".equals(each.text("state"))),
        () -> given("pia" + width).toString());

    page.navigate(server.url() + "/today");
    Locator need = page.locator(".need", new Page.LocatorOptions().setHasText("Jo pia" + width));
    assertThat(need).containsText("A promise is at risk");
    assertThat(need).containsText("A bed, promised by nia");
    need.locator(".what a").click();
    assertThat(page.locator("h1")).containsText("A promise is at risk");
    page.locator("details.why summary").click();
    assertThat(page.locator(".why-in")).containsText("promised failed, or is late");

    page.navigate(server.url() + "/customers/pia" + width);
    Locator gesture = page.locator(".customer-given .gesture");
    assertThat(gesture).containsText("A bed");
    assertThat(gesture).containsText("Failed");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve("customer-promise-at-risk-%d.png".formatted(width)))
            .setFullPage(true));
    gesture.locator("button", new Locator.LocatorOptions().setHasText("It is done")).click();
    assertThat(page.locator(".customer-given .gesture")).containsText("Done");
    assertThat(page.locator(".open-moments article")).hasCount(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void leavesAloneWhoObjectsAndSaysWhy(int width) {
    Page page = of("nia", "front-line", width);
    page.navigate(server.url() + "/grace/customers/rex" + width);
    assertThat(page.locator(".choose .offer").first()).isVisible();
    Data no =
        Data.of("type", "consent", "userId", "rex" + width, "purpose", "serve", "given", false);
    assertThat(server.send(key, "/api/signals", Json.write(no)).status()).isEqualTo(200);
    server.settle();

    page.navigate(server.url() + "/grace/customers/rex" + width);
    assertThat(page.locator(".note")).containsText("They object to moments and grace");
    assertThat(page.locator(".choose")).hasCount(0);
    page.navigate(server.url() + "/customers/rex" + width);
    assertThat(page.locator(".open-moments .note")).containsText("They object");
    assertThat(page.locator(".open-moments article")).hasCount(0);
  }

  @Test
  void showsAPushAndOpensOnlyPagesOfItsOwn() {
    Page page = of("nia", "front-line", PHONE);
    page.navigate(server.url() + "/grace");
    String worker = server.get("/grace/worker.js").text();
    Object opened = page.evaluate(PUSHES.replace("/* WORKER */", worker));
    assertThat(opened)
        .isEqualTo(
            List.of(
                "A promise is at risk | m1 | " + server.url() + "/moments/m1",
                "opened " + server.url() + "/moments/m1",
                "Attune |  | " + server.url() + "/today",
                "opened " + server.url() + "/today",
                "Evil | m2 | " + server.url() + "/today",
                "opened " + server.url() + "/today"));
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void partsTwoWhoWereTakenForOne(int width) {
    Page page = of("quy", "lead", width);
    page.navigate(server.url() + "/customers/uli" + width);
    page.locator("section[aria-labelledby=ids] summary").click();
    page.locator("input[name=other]:visible").fill("user:ulf" + width);
    page.locator("form[action$='/merge'] button").click();
    assertThat(page.locator(".ids li")).hasCount(2);
    assertThat(page.locator(".open-moments article")).hasCount(1);

    page.locator(".ids form[action$='/unmerge'] button").click();
    assertThat(page.locator(".ids li")).hasCount(1);
    assertThat(page.locator("section[aria-labelledby=ids] [role=status]"))
        .containsText("user:uli" + width + " is somebody of their own now");
    page.navigate(server.url() + "/customers/uli" + width);
    assertThat(page.locator("h1")).hasText("Uli");
    assertThat(page.locator(".open-moments article")).hasCount(0);
    page.navigate(server.url() + "/customers/ulf" + width);
    assertThat(page.locator("h1")).hasText("Ulf");
    assertThat(page.locator(".open-moments article")).hasCount(1);
  }
}
