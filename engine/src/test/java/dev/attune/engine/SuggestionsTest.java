package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.playbook.Addition;
import dev.attune.playbook.Additions;
import dev.attune.playbook.Checked;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Tongue;
import dev.attune.wire.StoredSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules drafted from what was really seen. */
class SuggestionsTest {
  private static final List<String> HOSTILE =
      List.of(
          "Ünïcode ✓ 🙂 cancelled",
          "it's \"quoted\": refused, failed",
          "support: # not a comment",
          "{flow} [list] & *alias !tag | > % @ `failed",
          "- lost",
          "back\\slash error",
          "tab\tand\u0085next failed",
          "null",
          "facts",
          "支払い失敗 failed",
          "x".repeat(194) + "failed");

  @TempDir private Path directory;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.open(directory);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void suggestsNothingWithoutEvidence() {
    assertThat(shop.engine().suggestions().all()).isEmpty();
    shop.track("ana", "Page Opened");
    assertThat(shop.engine().suggestions().all()).isEmpty();
  }

  @Test
  void draftsWhatTheDataShows() {
    send("Order Completed", "Support Contacted", "Payment Failed");

    Suggestions suggestions = shop.engine().suggestions();

    assertThat(suggestions.all())
        .extracting(Suggestion::name)
        .contains(
            "quiet-order-completed",
            "third-support-contacted",
            "after-payment-failed",
            "before-warrantyends",
            "reach-order-completed");
    Suggestion third = named(suggestions, "third-support-contacted");
    assertThat(third.sentence(Tongue.ENGLISH))
        .isEqualTo("Opens on the third contact with support about the same topic in 14 days.");
    assertThat(third.evidence()).containsEntry("customers who did it", 12L);
    assertThat(named(suggestions, "before-warrantyends").sentence(Tongue.ENGLISH))
        .isEqualTo("Opens 7 days before the customer's date “warranty ends” and closes after it.");
    assertThat(named(suggestions, "after-payment-failed").sentence(Tongue.ENGLISH))
        .isEqualTo("Opens on a failed payment.");
    Suggestion quiet = named(suggestions, "quiet-order-completed");
    assertThat(quiet.evidence()).containsEntry("regulars among them", 12L);
    assertThat(quiet.evidence().get("quiet now")).isPositive();
    allAreAccepted(suggestions, Shop.PLAYBOOK);
  }

  @Test
  void writesNamesOfAnyKindSoThatTheyMeanTheSame() {
    HOSTILE.forEach(event -> send(event, event, event));

    Suggestions suggestions = shop.engine().suggestions();

    assertThat(suggestions.all()).hasSizeGreaterThan(6);
    allAreAccepted(suggestions, Shop.PLAYBOOK);
    for (String playbook :
        List.of(
            "playbook: Flow\nfacts: { a: { count: B } }\nmoments: {}\n",
            "playbook: Empty\nmoments:\nfacts:\n    # wide\n    a: { count: B }",
            "playbook: \"BOM\"")) {
      allAreAccepted(suggestions, playbook);
    }
  }

  private static void allAreAccepted(Suggestions suggestions, String playbook) {
    List<Addition> all = new ArrayList<>();
    for (Suggestion each : suggestions.all()) {
      isAccepted(Additions.to(playbook, each.rules()));
      assertThat(each.evidence().values()).anyMatch(count -> count > 0);
      all.addAll(each.rules());
    }
    isAccepted(Additions.to(playbook, all));
  }

  private static void isAccepted(String text) {
    assertThat(new PlaybookReader().read(text)).as(text).isInstanceOf(Checked.Accepted.class);
  }

  private static Suggestion named(Suggestions suggestions, String name) {
    return suggestions.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A dozen customers who do it regularly, half of whom stop. */
  private void send(String regular, String trouble, String failure) {
    List<StoredSignal> batch = new ArrayList<>();
    for (int who = 0; who < 12; who++) {
      String user = "user-" + who;
      Instant end = Shop.MORNING.minus(Duration.ofDays(who % 2 == 0 ? 40 : 1));
      batch.add(
          shop.signal(
              user,
              null,
              end.minus(Duration.ofDays(80)),
              new Content.Identify(
                  Data.of("warrantyEnds", "2026-05-" + (10 + who), "a: b", "2026-05-01"))));
      for (int i = 0; i < 20; i++) {
        Instant at = end.minus(Duration.ofDays(3L * i));
        Data order = Data.of("orderId", user + "-" + i, "total", 3, "odd \"name\": x", "y");
        batch.add(
            shop.signal(
                user, null, at.minusSeconds(900), new Content.Track("Order Started", order)));
        batch.add(shop.signal(user, null, at, new Content.Track(regular, order)));
      }
      for (int i = 0; i < 3; i++) {
        Instant at = end.minus(Duration.ofDays(i)).plusSeconds(7);
        batch.add(
            shop.signal(user, null, at, new Content.Track(trouble, Data.of("topic", "bill"))));
      }
      batch.add(
          shop.signal(user, null, end.plusSeconds(9), new Content.Track(failure, Data.EMPTY)));
    }
    shop.importPast(batch.toArray(StoredSignal[]::new));
  }
}
