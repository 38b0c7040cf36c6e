package dev.attune.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PagesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:12:00Z");
  private static final String EVIL = "<script>alert(1)</script>\" onmouseover=\"alert(2)";

  private static Frame frame(Language language) {
    return new Frame(
        Words.of(language, ZoneOffset.UTC, NOW),
        Look.USUAL,
        "Page",
        Optional.of(Place.TODAY),
        Optional.of(new Who(EVIL, EVIL, EVIL, EnumSet.allOf(Place.class))),
        "/today?q=" + EVIL,
        "key",
        Optional.of(
            new Guide(
                "lead",
                List.of("steward", "lead"),
                OptionalInt.of(42),
                List.of(Place.TODAY, Place.CUSTOMERS),
                Set.of())));
  }

  private static MomentCard card() {
    return new MomentCard(
        "0123456789abcdef0123456789abcdef",
        new Somebody(EVIL, true, "/customers/x"),
        EVIL,
        Optional.of(EVIL),
        MomentCard.Tone.TROUBLE,
        true,
        MomentCard.State.OPEN,
        NOW.minusSeconds(720),
        NOW.plusSeconds(7_200),
        Optional.empty(),
        Optional.of(new MomentCard.Taker("tom", EVIL)),
        true,
        new MomentCard.Heart(Optional.of(EVIL), Optional.of(EVIL)),
        Optional.of(EVIL),
        Optional.of(new Quote(EVIL, NOW, EVIL)),
        new Why(
            EVIL,
            List.of(new Detail(EVIL, EVIL)),
            List.of(new Why.Proof(NOW, "/x", Optional.of(EVIL))),
            2));
  }

  private static TodayPage today() {
    return new TodayPage(
        Optional.of(new TodayPage.Reached(6, 7)),
        List.of(),
        List.of(card()),
        3,
        new TodayPage.Lately(41, 38, 2, 7, false),
        List.of(new TodayPage.Blind(EVIL, "/sources")),
        false,
        4711);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void letsNothingRunThatWasWritten(Language language) {
    Frame frame = frame(language);
    List<String> pages =
        List.of(
            Pages.today(frame, today()),
            Pages.moment(
                frame,
                new MomentPage(card(), List.of(new MomentPage.Offered(EVIL, EVIL)), List.of(EVIL))),
            Pages.customers(
                frame,
                new CustomersPage(
                    EVIL,
                    Optional.of(EVIL),
                    List.of(
                        new CustomersPage.Found(new Somebody(EVIL, true, "/customers/x"), EVIL, 2)),
                    1,
                    Optional.empty())),
            Pages.signIn(frame, SignInPage.empty("/sign-in", EVIL)),
            Pages.problem(frame, new ProblemPage(500, Optional.of(EVIL), true)));
    for (String page : pages) {
      assertThat(page)
          .doesNotContain("<script>", " style=")
          .doesNotContainPattern("<[a-z]+ [^<>]*\" onmouseover=")
          .contains("&lt;script");
    }
  }

  @Test
  void saysWhoNeedsUsFirst() {
    assertThat(Pages.today(frame(Language.ENGLISH), today()))
        .contains("Yesterday customers reached 6 of 7 goals.")
        .contains("3 moments are open.")
        .contains("waiting 12 min")
        .contains("hx-get=\"/today/news?since=4711\"");
  }

  @Test
  void saysNothingNewUntilThereIs() {
    Frame frame = frame(Language.ENGLISH);
    assertThat(Pages.news(frame, new News(0, 0, 1, "/today/news", "/today"))).doesNotContain("<a ");
    assertThat(Pages.news(frame, new News(1, 2, 1, "/today/news", "/today")))
        .contains("One new moment. 2 are closed. Show");
  }

  @Test
  void namesAssetsByWhatIsInThem() {
    String address = Assets.address("attune.css");
    Assets.Asset styles = Assets.find(address.substring(Assets.FOLDER.length())).orElseThrow();
    assertThat(styles.isPacked()).isTrue();
    assertThat(styles.packed().length).isLessThan(styles.bytes().length / 2);
    assertThat(new String(styles.bytes(), StandardCharsets.UTF_8))
        .contains(Assets.address("inter-latin.woff2").substring(Assets.FOLDER.length()))
        .doesNotContain("url(\"inter-latin.woff2\")");
    assertThat(Assets.find("attune-000000000000.css")).isEmpty();
  }

  @Test
  void keepsALookInACookie() {
    Look look = new Look(Look.Theme.DARK, Optional.of(Language.GERMAN));
    assertThat(Look.of(look.cookie())).isEqualTo(look);
    assertThat(Look.of("nonsense.xx")).isEqualTo(Look.USUAL);
  }
}
