package dev.attune.verification;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotScale;
import dev.attune.customer.Data;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Looks at pages in Chromium, and says what is wrong with them. Used by one thread. */
final class Beholder implements AutoCloseable {
  /** How a page is looked at: {@code 360-dark}. */
  record Eye(int width, ColorScheme theme, String language) {
    @Override
    public String toString() {
      return width + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + language;
    }
  }

  private static final String AXE = "/axe.min.js";

  /** What keeps Chromium from speaking to anybody by itself. */
  static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final double PATIENCE_MILLIS = 60_000;
  private static final String PASSWORD = "late train to Ulm";

  private static final String VIOLATIONS =
      """
      async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(
        each => each.id + ': ' + each.nodes.map(node => node.target + ' ' + node.failureSummary).join(' | '))
      """;

  /** All that another theme may do wrong. */
  private static final String CONTRAST =
      VIOLATIONS.replace("{ resultTypes", "{ runOnly: ['color-contrast'], resultTypes");

  private static final String DARK = "() => matchMedia('(prefers-color-scheme: dark)').matches";

  private final Playwright playwright;
  private final Browser browser;
  private final String axe;

  Beholder(Tool chromium) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(chromium.path()).setArgs(QUIET));
    try (InputStream in = Objects.requireNonNull(Beholder.class.getResourceAsStream(AXE), AXE)) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A window of somebody who sends {@code headers} with all they ask. */
  BrowserContext window(Eye eye, Map<String, String> headers) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(eye.width(), eye.width() < 700 ? 740 : 900)
            .setDeviceScaleFactor(eye.width() < 700 ? 2 : 1)
            .setColorScheme(eye.theme())
            .setLocale(eye.language())
            .setExtraHTTPHeaders(headers));
  }

  /** The page of somebody new of the team care, who has just signed in. */
  Page signedIn(ServerProcess server, String name, String role, Eye eye) {
    BrowserContext window = window(eye, Map.of());
    window.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = window.newPage();
    page.onDialog(dialog -> {
      throw new AssertionError("something ran: " + dialog.message());
    });
    signIn(page, server, name, role);
    return page;
  }

  /** Signs somebody new in where a page is open, in place of whoever was. */
  static void signIn(Page page, ServerProcess server, String name, String role) {
    Reply added =
        server.post(
            "/api/people", Data.of("name", name, "title", name, "role", role, "team", "care"));
    if (added.status() != 201) {
      throw new AssertionError(added.text());
    }
    String link = String.valueOf(added.data().text("link"));
    page.navigate(server.url() + link.substring(link.indexOf("/first-sign-in")));
    page.locator("input[name=password]").fill(PASSWORD);
    page.locator("main button[type=submit].primary").click();
    page.waitForURL(url -> !url.contains("first-sign-in"));
  }

  /** As {@link #window}, but no script runs in it. */
  BrowserContext windowWithoutScripts(Eye eye, Map<String, String> headers) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(eye.width(), 900)
            .setLocale(eye.language())
            .setExtraHTTPHeaders(headers)
            .setJavaScriptEnabled(false));
  }

  /**
   * Everything that is wrong with a page; a picture of it is kept, and one in the other theme
   * beside it.
   */
  List<String> look(BrowserContext window, String url, Path picture) {
    List<String> wrong = new ArrayList<>();
    try (Page page = window.newPage()) {
      page.onConsoleMessage(message -> {
        if (!message.type().equals("log")) {
          wrong.add("console: " + message.text());
        }
      });
      page.onPageError(error -> wrong.add("script: " + error));
      page.onDialog(dialog -> {
        wrong.add("something ran: " + dialog.message());
        dialog.dismiss();
      });
      Response response = page.navigate(url);
      if (response == null || response.status() != 200) {
        wrong.add("status " + (response == null ? "none" : response.status()));
      }
      page.waitForFunction("() => document.fonts.status === 'loaded'");
      paint(page, picture);
      Object wide =
          page.evaluate(
              "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (!String.valueOf(wide).equals("0")) {
        wrong.add("wider than the window by " + wide);
      }
      page.evaluate(axe);
      violations(page, VIOLATIONS, wrong);
      boolean wasDark = Boolean.TRUE.equals(page.evaluate(DARK));
      ColorScheme other = wasDark ? ColorScheme.LIGHT : ColorScheme.DARK;
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(other)
              .setReducedMotion(ReducedMotion.REDUCE));
      paint(page, inTheme(picture, other));
      violations(page, CONTRAST, wrong);
    }
    return wrong;
  }

  private static void paint(Page page, Path picture) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(picture)
            .setFullPage(true)
            .setScale(ScreenshotScale.CSS));
  }

  private static void violations(Page page, String asked, List<String> wrong) {
    if (page.evaluate(asked) instanceof List<?> violations) {
      violations.forEach(each -> wrong.add("axe: " + each));
    } else {
      wrong.add("axe said nothing");
    }
  }

  /** Beside a picture, the name of one in another theme. */
  static Path inTheme(Path picture, ColorScheme theme) {
    String name = picture.getFileName().toString().replace(".png", "");
    String other = theme.name().toLowerCase(Locale.ROOT);
    String themed = name.replaceFirst("-(light|dark)\\b", "-" + other);
    boolean hasTheme = name.matches(".*-(light|dark)\\b.*");
    return picture.resolveSibling((hasTheme ? themed : name + "-" + other) + ".png");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
