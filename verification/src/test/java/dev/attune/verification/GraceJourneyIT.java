package dev.attune.verification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import dev.attune.customer.Data;
import dev.attune.verification.Beholder.Eye;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody does with a phone in hand and a customer in front of them. */
class GraceJourneyIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final int PHONE = 360;
  private static final int DESK = 1440;
  private static final String EVIL =
      "<script>alert('name')</script>\"'><img src=x onerror=alert(1)>";
  private static final int PASSENGERS = 180;

  private static final String PLAYBOOK =
      """
      playbook: Rides
      zone: Europe/Berlin
      moments:
        late-claim:
          when: signal.event == 'Claim Refused'
          title: Claimed two days too late
          feels: punished for two days
          say: Two days shall not stand between us.
          options: [warranty, ride, hotel]
        stranded:
          when: signal.event == 'Ride Cancelled'
          title: Stranded without a ride
          options: [ride, call]
      options:
        warranty: { title: Repair it all the same, cost: 90, does: { webhook: repair }, undo: 60s }
        ride: { title: A free ride, cost: 2, does: { webhook: voucher } }
        hotel: { title: A night in a hotel, cost: 120, does: { task: Book a hotel } }
        call: { title: Call them back, cost: 0, does: { task: Call them back } }
      teams:
        care: { zone: Europe/Berlin, default: true }
      trust:
        currency: EUR
        front-line: { per-gesture: 100, per-day: 2000 }
        lead: { per-gesture: 500 }
      """;

  @TempDir private static Path directory;

  private static ServerProcess server = ServerProcess.on(Path.of(""));
  private static @Nullable Beholder beholder;
  private static String key = "";

  @BeforeAll
  static void start() throws IOException {
    Tool chromium = Tool.named("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium.isThere(), "needs Chromium: apt-get install chromium");
    Files.createDirectories(PICTURES);
    server = ServerProcess.on(directory.resolve("data")).withPlaybook(PLAYBOOK).start();
    key = server.addSource("shop", "server");
    List<Data> said = new ArrayList<>();
    for (int width : List.of(PHONE, DESK)) {
      for (String each : List.of("jo", "mia", "kim", "ada", "lee", "off")) {
        said.add(named(each + width, "Jo " + each + width));
      }
      for (String each : List.of("jo", "mia", "kim")) {
        said.add(Data.of("type", "track", "event", "Claim Refused", "userId", each + width));
      }
      IntStream.range(0, PASSENGERS)
          .forEach(i -> said.add(named("passenger-%d-%d".formatted(width, i), "P " + i)));
    }
    said.add(named("evil", EVIL));
    said.add(Data.of("type", "feedback", "userId", "evil", "text", EVIL));
    said.add(Data.of("type", "track", "event", "Claim Refused", "userId", "evil"));
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
    server.close();
  }

  /** Somebody new, signed in at a window of their own. */
  private static Page signedIn(String person, String role, int width) {
    return signedIn(person, role, new Eye(width, ColorScheme.LIGHT, "en-GB"));
  }

  private static Page signedIn(String person, String role, Eye eye) {
    return Objects.requireNonNull(beholder, "started")
        .signedIn(server, person + eye.width(), role, eye);
  }

  private static void choose(Page page, String title) {
    page.locator(".choose .offer", new Page.LocatorOptions().setHasText(title)).click();
  }

  private static List<Data> given(String customer) {
    return server.get("/api/customers/" + customer + "/gestures").list("gestures");
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void honoursALateClaimInTwoTapsAndUndoesIt(int width) {
    Page page = signedIn("ana", "front-line", width);
    page.navigate(server.url() + "/grace");
    page.locator(".needing a", new Page.LocatorOptions().setHasText("Jo jo" + width)).click();
    assertThat(page.locator(".grace-now")).containsText("punished for two days");

    choose(page, "Repair it all the same");
    page.locator("[data-do]").click();

    assertThat(page.locator("#became h1")).hasText("Promised");
    assertThat(page.locator(".dock .purse")).containsText("left today of");
    assertThat(given("jo" + width))
        .singleElement()
        .extracting(g -> g.text("option"))
        .isEqualTo("warranty");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve("grace-promised-%d.png".formatted(width))));
    page.locator(".undo button").click();
    assertThat(page.locator("#became h1")).hasText("Undone");
    assertThat(given("jo" + width)).isEmpty();
    page.context().close();
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void helpsSomebodyWhomTheSystemHasNotNoticed(int width) {
    Page page = signedIn("bea", "front-line", width);
    page.navigate(server.url() + "/grace");
    page.locator(".near input[name=q]").fill("ada" + width);
    page.keyboard().press("Enter");
    page.waitForURL("**/grace/customers/**");
    page.locator("input[name=happening]").fill("Stands in the rain");
    page.keyboard().press("Enter");
    page.waitForURL("**moment=**");
    // Their words, and no moment that nobody named.
    assertThat(page.locator(".grace-now")).containsText("Stands in the rain");
    page.locator(".happening summary").click();
    page.locator(".kinds button", new Page.LocatorOptions().setHasText("Stranded")).click();
    assertThat(page.locator(".grace-now h2")).containsText("Stranded");
    choose(page, "Call them back");
    page.locator("[data-do]").click();
    assertThat(page.locator("#became h1")).hasText("Promised");
    page.locator("#became button", new Page.LocatorOptions().setHasText("It is done")).click();
    assertThat(page.locator("#became h1")).hasText("Done");
    page.context().close();
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void helpsAWholeTrainAtOnce(int width) {
    Page page = signedIn("cem", "front-line", width);
    page.navigate(server.url() + "/grace/group");
    String ids =
        IntStream.range(0, PASSENGERS)
            .mapToObj(i -> "passenger-%d-%d".formatted(width, i))
            .collect(Collectors.joining("\n"));
    page.locator("textarea[name=ids]").fill(ids + "\nnobody-at-all");
    page.locator("main .dock button").click();
    assertThat(page.locator("h1")).hasText("180 people");
    page.locator(".kinds button", new Page.LocatorOptions().setHasText("Stranded")).click();
    choose(page, "A free ride");
    page.locator("main .dock button").click();
    assertThat(page.locator(".outcome h2")).hasText("Promised to 180");
    assertThat(given("passenger-%d-0".formatted(width))).hasSize(1);
    assertThat(given("passenger-%d-179".formatted(width))).hasSize(1);
    page.context().close();
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void givesOnceHoweverOftenItIsTapped(int width) {
    Page page = signedIn("dan", "front-line", width);
    page.navigate(server.url() + "/grace/customers/mia" + width);
    choose(page, "A free ride");
    page.locator("[data-do]").dblclick();
    assertThat(page.locator("#became h1")).hasText("Promised");
    assertThat(given("mia" + width)).hasSize(1);
    page.context().close();
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void reachesSomebodyWhoseBudgetCoversIt(int width) {
    Page page = signedIn("eva", "front-line", width);
    page.navigate(server.url() + "/grace/customers/kim" + width);
    assertThat(page.locator(".beyond")).containsText("Your budget is €100.00 a time");
    page.locator(".beyond button").click();
    assertThat(page.locator("#became h1")).hasText("Asked");

    Page lead = signedIn("flo", "lead", width);
    lead.navigate(server.url() + "/grace");
    lead.locator("button", new Page.LocatorOptions().setHasText("I do it")).click();
    assertThat(lead.locator("#became h1")).hasText("Promised");
    assertThat(page.locator("#became")).containsText("flo" + width);
    page.context().close();
    lead.context().close();
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void needsNoPointer(int width) {
    Page page = signedIn("gil", "front-line", width);
    page.navigate(server.url() + "/grace/customers/lee" + width);
    page.locator(".choose input[value=ride]").focus();
    page.keyboard().press("Space");
    page.keyboard().press("Enter");
    assertThat(page.locator("#became h1")).hasText("Promised");
    page.context().close();
  }

  /** The page goes on by itself once it has sent all; whoever goes elsewhere then goes again. */
  private static void comeBack(Page page) {
    try {
      page.navigate(server.url() + "/grace");
    } catch (PlaywrightException e) {
      page.navigate(server.url() + "/grace");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESK})
  void givesOfflineWhatIsReservedAndSendsItOnce(int width) {
    Page page = signedIn("hal", "front-line", width);
    page.navigate(server.url() + "/grace");
    page.locator("[data-duty-form] button").click();
    assertThat(page.locator("[data-duty-end]")).isVisible();
    page.waitForFunction("async () => Boolean((await caches.keys()).length)");
    page.waitForFunction("() => Boolean(navigator.serviceWorker.controller)");
    page.context().setOffline(true);
    page.navigate(server.url() + "/grace/customers/off" + width);
    assertThat(page.locator("h1, .offline-mark").first()).containsText("You are offline");
    choose(page, "A free ride");
    page.locator("[data-do]").click();
    assertThat(page.locator("[data-queue-rows]")).containsText("Waiting to be sent");
    page.context().setOffline(false);
    comeBack(page);
    assertThat(page.locator("[data-queue-rows]")).containsText("Sent");
    assertThat(given("off" + width)).hasSize(1);
    leavesToEachWhatIsTheirs(page, width);

    page.locator("details.menu summary").click();
    page.locator("form[action='/sign-out'] button").click();
    page.waitForURL("**/sign-in**");
    Object left = page.evaluate("async () => (await indexedDB.databases()).length");
    assertThat(String.valueOf(left)).isEqualTo("0");
    page.context().close();
  }

  private static void leavesToEachWhatIsTheirs(Page page, int width) {
    Beholder.signIn(page, server, "una" + width, "front-line");
    page.navigate(server.url() + "/grace");
    assertThat(page.locator("[data-duty-form]")).isVisible();
    assertThat(page.locator("[data-duty-end]")).isHidden();
    assertThat(page.locator("[data-queue]")).isHidden();
  }

  @Test
  void runsNothingThatACustomerWrote() {
    Page page = signedIn("ivo", "front-line", PHONE);
    for (String path : List.of("/grace", "/grace/customers/evil")) {
      page.navigate(server.url() + path);
      assertThat(page.locator("main")).containsText("<script>alert('name')</script>");
      assertThat(page.locator("main img")).hasCount(0);
    }
    page.context().close();
  }

  @Test
  void tellsTheLeadsWhatWasMissed() {
    Page page = signedIn("lou", "front-line", PHONE);
    for (String each : List.of("lee" + PHONE, "ada" + PHONE)) {
      page.navigate(server.url() + "/customers/" + each);
      page.locator(".miss summary").click();
      page.locator(".miss textarea").fill("The umbrella of " + each + " broke. " + EVIL);
      page.locator(".miss button[type=submit]").click();
      assertThat(page.locator("h1")).hasText("Thank you. The leads see it.");
    }
    page.context().close();

    Page lead = signedIn("may", "lead", PHONE);
    lead.navigate(server.url() + "/moments");
    lead.locator(".page-head a[href='/missed']").click();
    assertThat(lead.locator(".missed-one")).hasCount(2);
    assertThat(lead.locator(".missed-group")).hasCount(1);
    lead.locator(".missed-group .onwards .button").click();
    assertThat(lead.locator("h1")).hasText("New moment");
    assertThat(lead.locator("[name=title]")).not().hasValue("");
    lead.context().close();
  }

  @Test
  void findsNothingWrongWithAnyPage() {
    List<Eye> eyes =
        List.of(
            new Eye(PHONE, ColorScheme.LIGHT, "en-GB"), new Eye(DESK, ColorScheme.DARK, "de-DE"));
    for (Eye eye : eyes) {
      Page page = signedIn("kai", "front-line", eye);
      for (String path :
          List.of("/grace", "/grace/customers/evil", "/grace/group", "/grace/offline")) {
        String picture = "%s-%d.png".formatted(path.substring(1).replace('/', '-'), eye.width());
        assertThat(
                Objects.requireNonNull(beholder, "started")
                    .look(page.context(), server.url() + path, PICTURES.resolve(picture)))
            .as("%s, %s", path, eye)
            .isEmpty();
      }
      page.context().close();
    }
  }
}
