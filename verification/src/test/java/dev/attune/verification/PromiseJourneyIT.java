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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a promise on the pages, of an objection, and of two who were taken for one. */
class PromiseJourneyIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final Eye PHONE = new Eye(360, ColorScheme.LIGHT, "en-GB");

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
    List<Data> said =
        List.of(
            named("pia", "Jo pia"),
            named("rex", "Jo rex"),
            Data.of("type", "track", "event", "Claim Refused", "userId", "rex"));
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

  /** Somebody new, signed in on a phone of their own. */
  private static Page signedIn(String name, String role) {
    return Objects.requireNonNull(beholder, "started").signedIn(server, name, role, PHONE);
  }

  private static void choose(Page page, String title) {
    page.locator(".choose .offer", new Page.LocatorOptions().setHasText(title)).click();
  }

  private static List<Data> given(String customer) {
    return server.get("/api/customers/" + customer + "/gestures").list("gestures");
  }

  @Test
  void bringsAPromiseThatFailsBackToWhoMadeItAndLetsThemKeepIt() {
    Page page = signedIn("nia", "front-line");
    page.navigate(server.url() + "/grace/customers/pia");
    choose(page, "A bed");
    page.locator("[data-do]").click();
    Eventually.within(
        Duration.ofSeconds(30),
        () -> given("pia").stream().anyMatch(each -> "failed".equals(each.text("state"))),
        () -> given("pia").toString());

    page.navigate(server.url() + "/today");
    Locator need = page.locator(".need", new Page.LocatorOptions().setHasText("Jo pia"));
    assertThat(need).containsText("A promise is at risk");
    assertThat(need).containsText("A bed, promised by nia");
    need.locator(".what a").click();
    assertThat(page.locator("h1")).containsText("A promise is at risk");
    page.locator("details.why summary").click();
    assertThat(page.locator(".why-in")).containsText("promised failed, or is late");

    page.navigate(server.url() + "/customers/pia");
    Locator gesture = page.locator(".customer-given .gesture");
    assertThat(gesture).containsText("A bed");
    assertThat(gesture).containsText("Failed");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve("customer-promise-at-risk-360.png"))
            .setFullPage(true));
    gesture.locator("button", new Locator.LocatorOptions().setHasText("It is done")).click();
    assertThat(page.locator(".customer-given .gesture")).containsText("Done");
    assertThat(page.locator(".open-moments article")).hasCount(0);
    page.context().close();
  }

  @Test
  void leavesAloneWhoObjectsAndSaysWhy() {
    Page page = signedIn("ole", "front-line");
    page.navigate(server.url() + "/grace/customers/rex");
    assertThat(page.locator(".choose .offer").first()).isVisible();
    Data no = Data.of("type", "consent", "userId", "rex", "purpose", "serve", "given", false);
    assertThat(server.send(key, "/api/signals", Json.write(no)).status()).isEqualTo(200);
    server.settle();

    page.navigate(server.url() + "/grace/customers/rex");
    assertThat(page.locator(".note")).containsText("They object to moments and grace");
    assertThat(page.locator(".choose")).hasCount(0);
    page.navigate(server.url() + "/customers/rex");
    assertThat(page.locator(".open-moments .note")).containsText("They object");
    assertThat(page.locator(".open-moments article")).hasCount(0);
    page.context().close();
  }

  @Test
  void showsAPushAndOpensOnlyPagesOfItsOwn() {
    Page page = signedIn("pam", "front-line");
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
    page.context().close();
  }

  @Test
  void partsTwoWhoWereTakenForOne() {
    List<Data> said =
        List.of(
            named("uli", "Uli"),
            named("ulf", "Ulf"),
            Data.of("type", "track", "userId", "ulf", "event", "Ride Cancelled"));
    assertThat(server.sendBatch(key, said).status()).isEqualTo(200);
    server.settle();
    Page page = signedIn("quy", "lead");
    page.navigate(server.url() + "/customers/uli");
    page.locator("section[aria-labelledby=ids] summary").click();
    page.locator("input[name=other]:visible").fill("user:ulf");
    page.locator("form[action$='/merge'] button").click();
    assertThat(page.locator(".ids li")).hasCount(2);
    assertThat(page.locator(".open-moments article")).hasCount(1);

    page.locator(".ids form[action$='/unmerge'] button").click();
    assertThat(page.locator(".ids li")).hasCount(1);
    page.navigate(server.url() + "/customers/uli");
    assertThat(page.locator("h1")).hasText("Uli");
    assertThat(page.locator(".open-moments article")).hasCount(0);
    page.navigate(server.url() + "/customers/ulf");
    assertThat(page.locator("h1")).hasText("Ulf");
    assertThat(page.locator(".open-moments article")).hasCount(1);
    page.context().close();
  }
}
