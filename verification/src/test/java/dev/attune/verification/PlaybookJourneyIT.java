package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.attune.customer.Data;
import dev.attune.verification.Beholder.Eye;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lead makes a moment by a form, rehearses it, adopts it and goes back: in Chromium. */
class PlaybookJourneyIT {
  private static final String OURS =
      """
      # Ours: these words stay.
      playbook: Bikes
      zone: UTC
      facts:
        rides: { count: Ride Completed } # ever
      segments:
        riders: facts.rides >= 1
      """;

  @TempDir private static Path directory;

  private static ServerProcess server = ServerProcess.on(Path.of(""));
  private static @Nullable Beholder beholder;

  @BeforeAll
  static void start() {
    Tool tool = Tool.named("chromium", "chromium-browser", "google-chrome");
    assumeTrue(tool.isThere(), "needs Chromium: apt-get install chromium");
    server = ServerProcess.on(directory.resolve("data")).withPlaybook(OURS).start();
    String key = server.addSource("shop", "server");
    List<Data> said = new ArrayList<>();
    Instant now = Instant.now();
    for (int rider = 0; rider < 12; rider++) {
      for (int ride = 0; ride <= rider % 4; ride++) {
        Instant at = now.minus(Duration.ofDays(20L - ride * 3L)).plusSeconds(rider);
        said.add(
            Data.of(
                "type",
                "track",
                "event",
                "Ride Late",
                "userId",
                "rider-" + rider,
                "properties",
                Data.of("line", "U" + rider),
                "timestamp",
                at.toString()));
      }
    }
    assertThat(server.sendBatch(key, said).status()).isEqualTo(200);
    server.settle();
    beholder = new Beholder(tool);
  }

  @BeforeEach
  void beginAnew() {
    assertThat(server.postText("/playbook/discard", "").status()).isEqualTo(303);
  }

  @AfterAll
  static void stop() {
    if (beholder != null) {
      beholder.close();
    }
    server.close();
  }

  private interface Visit {
    void by(Page page);
  }

  private static void visit(int width, boolean withScripts, Visit visit) {
    Beholder eyes = Objects.requireNonNull(beholder, "started");
    Eye eye = new Eye(width, ColorScheme.LIGHT, "en-GB");
    Map<String, String> token = Map.of("Authorization", "Bearer " + server.token());
    try (BrowserContext window =
        withScripts ? eyes.window(eye, token) : eyes.windowWithoutScripts(eye, token)) {
      visit.by(window.newPage());
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static int held() {
    Object version = server.get("/api/playbook").data().get("version");
    return version instanceof Number number ? number.intValue() : 0;
  }

  private static String heldText() {
    return String.valueOf(server.get("/api/playbook").data().text("text"));
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1440})
  void makesAMomentRehearsesAdoptsAndGoesBack(int width) {
    String before = heldText();
    int first = held();
    visit(
        width,
        true,
        page -> {
          page.navigate(server.url() + "/playbook/edit");
          page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New moment")).click();
          page.locator("input[name='nth.event']").fill("Ride Late");
          page.locator("input[name='nth.times']").fill("3");
          page.locator("input[name='nth.within']").fill("14");
          page.locator("input[name='title']").fill("Late for the third time");
          page.locator(".said-text").waitFor();
          String sentence = page.locator(".said-text").textContent();
          assertThat(sentence).isEqualTo("Opens on the third “Ride Late” in 14 days.");
          button(page, "Take it into my draft").click();
          assertThat(page.locator("#moments-late-for-the-third-time .says").textContent())
              .isEqualTo(sentence);
          page.locator(".draft-bar a.primary").click();
          page.locator(".decide").waitFor();
          assertThat(page.locator(".change ins").allTextContents()).contains(sentence);
          button(page, "Rehearse").click();
          page.locator(".answer-text").waitFor();
          assertThat(page.locator(".answer-text").textContent()).contains("6 moments");
          page.locator(".kind.is-different .examples summary").click();
          assertThat(page.locator(".kind.is-different .examples li").count()).isEqualTo(6);
          page.locator(".acts a.primary").click();
          button(page, "Adopt as version " + (first + 1)).click();
          assertThat(page.locator(".done").textContent()).contains("Version " + (first + 1));
          assertThat(heldText().lines().toList()).containsSubsequence(before.lines().toList());
          page.navigate(server.url() + "/playbook/history/" + first);
          button(page, "Go back to version " + first).click();
          assertThat(page.locator(".done").textContent()).contains("Version " + (first + 2));
        });
    assertThat(held()).isEqualTo(first + 2);
    assertThat(heldText()).isEqualTo(before);
  }

  @Test
  void worksWithoutAnyScript() {
    int first = held();
    visit(
        1440,
        false,
        page -> {
          page.navigate(server.url() + "/playbook/edit/segments");
          page.locator("input[name='name']").fill("Often late");
          page.locator("input[name='often.event']").fill("Ride Late");
          page.locator("input[name='often.times']").fill("no number");
          button(page, "Take it into my draft").click();
          assertThat(page.locator("#told-often-times").textContent()).contains("no number");
          page.locator("input[name='often.times']").fill("2");
          button(page, "Take it into my draft").click();
          assertThat(page.locator("#segments-often-late .says").textContent())
              .isEqualTo("Customers with at least 2 “Ride Late” signals.");
          page.navigate(server.url() + "/playbook/text");
          assertThat(page.locator("textarea[name='text']").inputValue())
              .startsWith("# Ours: these words stay.\n")
              .contains("often-late: facts.rideLate >= 2");
          page.navigate(server.url() + "/playbook/edit");
          button(page, "Throw this draft away").click();
        });
    assertThat(held()).isEqualTo(first);
  }

  @Test
  void completesAndMarksTheTextWhileOneWrites() {
    visit(
        1440,
        true,
        page -> {
          page.navigate(server.url() + "/playbook/text");
          Locator text = page.locator("textarea[name='text']");
          text.click();
          page.keyboard().press("Control+End");
          page.keyboard().type("  lately: facts.ri");
          page.locator(".completions li").first().waitFor();
          assertThat(page.locator(".completions li b").first().textContent()).isEqualTo("rides");
          page.keyboard().press("Enter");
          page.keyboard().type(" >= oops");
          page.locator("#told .problems li")
              .filter(new Locator.FilterOptions().setHasText("oops"))
              .waitFor();
          assertThat(page.locator(".gutter .is-wrong").count()).isEqualTo(1);
          page.reload();
          assertThat(page.locator("textarea[name='text']").inputValue())
              .contains("lately: facts.rides >= oops");
          page.navigate(server.url() + "/playbook/edit");
          button(page, "Throw this draft away").click();
          button(page, "Bring it back").click();
          assertThat(page.locator(".wrong-box").textContent()).contains("oops");
          button(page, "Throw this draft away").click();
        });
  }
}
