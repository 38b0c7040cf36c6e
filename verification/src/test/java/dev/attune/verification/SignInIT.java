package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.sun.net.httpserver.HttpServer;
import dev.attune.verification.Beholder.Eye;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A first sign-in on a phone, and what another site's page can do then. At a desk somebody comes in
 * like that at the beginning of {@link PeopleJourneyIT}.
 */
class SignInIT {
  private static final Eye PHONE = new Eye(360, ColorScheme.LIGHT, "en-GB");
  private static final String WORDS = "late train to Ulm";

  @TempDir Path directory;

  @Test
  void staysSignedInAndIsActedForByNoOtherSite() throws IOException {
    Tool chromium = Tool.named("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium.isThere(), "needs Chromium: apt-get install chromium");
    HttpServer evil =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (ServerProcess server = ServerProcess.on(directory.resolve("data")).start();
        Beholder beholder = new Beholder(chromium);
        BrowserContext context = beholder.window(PHONE, Map.of())) {
      Page page = context.newPage();
      FirstSignIn.by(page, server, "sam", WORDS);
      keepsItsCookieFromScripts(server, context, page);
      assertThat(whoIs(server, page)).contains("\"name\":\"sam\"", "\"role\":\"steward\"");

      findsWhatWasTypedWhenTheSessionEnded(server, context, page);

      serve(evil, server.url());
      page.navigate("http://localhost:" + evil.getAddress().getPort() + "/");
      page.click("button");
      page.waitForLoadState();

      // The browser leaves the cookie out, so nobody was to be signed out.
      assertThat(page.url()).doesNotContain("/sign-in");
      assertThat(whoIs(server, page)).as("still signed in").contains("\"name\":\"sam\"");
    } finally {
      evil.stop(0);
    }
  }

  private static void keepsItsCookieFromScripts(
      ServerProcess server, BrowserContext context, Page page) {
    String name = "attune-" + URI.create(server.url()).getPort();
    Cookie cookie =
        context.cookies().stream()
            .filter(each -> each.name.equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no cookie " + name));
    assertThat(cookie.httpOnly).isTrue();
    assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
    assertThat(cookie.path).isEqualTo("/");
    assertThat((String) page.evaluate("document.cookie")).doesNotContain(name);
  }

  private static void findsWhatWasTypedWhenTheSessionEnded(
      ServerProcess server, BrowserContext context, Page page) {
    page.navigate(server.url() + "/webhooks");
    page.fill("input[name=name]", "crm");
    page.fill("input[name=url]", "https://crm.example.com/hook");
    context.clearCookies();
    page.click("form[action='/webhooks'] button[type=submit]");
    page.waitForURL("**/sign-in?next=*");
    page.fill("input[name=name]", "sam");
    page.fill("input[name=password]", WORDS);
    page.click("button[type=submit]");
    page.waitForURL("**/webhooks");

    assertThat(page.inputValue("input[name=name]")).isEqualTo("crm");
    assertThat(page.inputValue("input[name=url]")).isEqualTo("https://crm.example.com/hook");
    page.reload();
    assertThat(page.inputValue("input[name=url]")).as("not kept any longer").isEmpty();
  }

  private static String whoIs(ServerProcess server, Page page) {
    page.navigate(server.url() + "/api/session");
    return page.textContent("body");
  }

  /** A page of another site with a form that would sign whoever presses its button out. */
  private static void serve(HttpServer evil, String target) {
    byte[] html =
        "<form method=post action='%s/sign-out'><button>Win</button></form>"
            .formatted(target)
            .getBytes(StandardCharsets.UTF_8);
    evil.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
          }
        });
    evil.start();
  }
}
