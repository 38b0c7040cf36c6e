package dev.attune.verification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.attune.verification.Beholder.Eye;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees first: the demo, by the address that it prints. */
class DemoIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final Pattern ADDRESS = Pattern.compile("http\\S+/demo/attune_demo_\\w+");
  private static final Eye WIDE = new Eye(1440, ColorScheme.LIGHT, "en-GB");
  private static final Eye NARROW = new Eye(360, ColorScheme.DARK, "de-DE");

  @TempDir private static Path directory;

  @Test
  void opensOnTodayWithPeopleToHelpAndIsLookedAtInEveryRole() throws IOException {
    Tool chromium = Tool.named("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium.isThere(), "needs Chromium: apt-get install chromium");
    Files.createDirectories(PICTURES);
    try (ServerProcess demo = ServerProcess.demo(directory.resolve("demo"), 150).start();
        Beholder beholder = new Beholder(chromium)) {
      Eventually.within(
          Duration.ofMinutes(2), () -> demo.output().contains("Life goes on"), demo::output);
      for (Eye eye : List.of(WIDE, NARROW)) {
        try (BrowserContext window = beholder.window(eye, Map.of());
            Page page = window.newPage()) {
          page.navigate(address(demo));
          page.waitForURL("**/today");
          assertThat(page.locator(".need").first()).isVisible();
          looksWell(beholder, page, "demo-lead-" + eye);
          lookAs(page, "steward");
          if (eye.equals(WIDE)) {
            goesThroughTheTour(page);
          }
          assertThat(page.locator(".tour")).hasCount(0);
          lookAs(page, "front-line");
          assertThat(page.locator(".need").first()).isVisible();
          looksWell(beholder, page, "demo-front-line-" + eye);
        }
      }
    }
  }

  /** The newest address that was printed: each lets in once. */
  private static String address(ServerProcess demo) {
    return ADDRESS
        .matcher(demo.output())
        .results()
        .map(MatchResult::group)
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError(demo.output()));
  }

  private static void looksWell(Beholder beholder, Page page, String name) {
    Path picture = PICTURES.resolve(name + ".png");
    assertThat(beholder.look(page.context(), page.url(), picture)).isEmpty();
  }

  private static void lookAs(Page page, String role) {
    page.locator(".demo button[value=" + role + "]").click();
    assertThat(page.locator(".demo button[value=" + role + "]"))
        .hasAttribute("aria-pressed", "true");
  }

  private static void goesThroughTheTour(Page page) {
    Locator hint = page.locator(".tour");
    Locator next = page.locator(".tour button[name=then]");
    int stops = 1;
    for (; next.count() > 0 && stops < 9; stops++) {
      String to = String.valueOf(next.getAttribute("value"));
      next.click();
      page.waitForURL("**" + to);
    }
    assertThat(stops).isEqualTo(4);
    hint.locator("button").click();
    assertThat(hint).hasCount(0);
    page.navigate(page.url().replaceFirst("/[a-z]+$", "/today"));
    assertThat(hint).hasCount(0);
  }
}
