package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segment's library for browsers, in Chromium, on a page of another origin than the server's. */
class BrowserSdkIT {
  private static final double PATIENCE_MILLIS = 30_000;

  @TempDir private static Path directory;

  private static final List<AutoCloseable> OPEN = new ArrayList<>();
  private static ServerProcess server = ServerProcess.on(Path.of(""));
  private static String key = "";
  private static String shop = "";

  @BeforeAll
  static void start() throws IOException {
    Tool chromium = Tool.named("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium.isThere(), "needs Chromium: apt-get install chromium");
    Path packages = Conformance.packages();
    server = ServerProcess.on(directory.resolve("data")).start();
    OPEN.add(server);
    key = server.addSource("shop", "browser");
    shop = serve(packages.resolve("node_modules/@segment/analytics-next/dist/umd"));
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable open : OPEN.reversed()) {
      open.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void landsOnceFromAnotherOrigin(int timesShut) {
    String user = "visitor-" + timesShut;
    List<String> said = new ArrayList<>();
    try (Gate gate = new Gate(server, Gate.First.NO_ROOM, timesShut);
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(
                            Tool.named("chromium", "chromium-browser", "google-chrome").path())
                        .setArgs(Beholder.QUIET))) {
      Page page = browser.newPage();
      page.onConsoleMessage(message -> said.add(message.text()));
      page.navigate("%s/?writeKey=%s&user=%s&at=%s".formatted(shop, key, user, gate.url()));
      page.waitForCondition(
          () -> !"loading".equals(page.textContent("#state")),
          new Page.WaitForConditionOptions().setTimeout(PATIENCE_MILLIS));
      assertThat(page.textContent("#state")).as(String.join("\n", said)).isEqualTo("sent");
      Conformance.eachOnce(server, user);
      assertThat(gate.turnedAway()).isEqualTo(timesShut);
    }
  }

  /** A company's own site. */
  private static String serve(Path library) throws IOException {
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Path files = directory.resolve("site");
    Path page = Resources.copy("page.html", files);
    Path script = Resources.copy("page.js", files);
    site.createContext("/", exchange -> send(exchange, "text/html", page));
    site.createContext("/page.js", exchange -> send(exchange, "text/javascript", script));
    site.createContext(
        "/analytics/",
        exchange -> {
          String name = Path.of(exchange.getRequestURI().getPath()).getFileName().toString();
          send(exchange, "text/javascript", library.resolve(name));
        });
    site.start();
    OPEN.add(() -> site.stop(0));
    return "http://localhost:" + site.getAddress().getPort();
  }

  private static void send(HttpExchange exchange, String type, Path file) throws IOException {
    try (exchange) {
      byte[] body = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(
          body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
