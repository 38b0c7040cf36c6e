package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Change.Ending;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.SignalId;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Playbooks;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every moment of the starter playbook, as it comes about in somebody's life. */
class StarterPlaybookTest {
  private static final Playbook STARTER = Playbooks.starter();

  /** What happens, by the moment it leads to. */
  private static final Map<String, UnaryOperator<Story>> LIVES = new TreeMap<>();

  static {
    trouble();
    leaving();
    delight();
  }

  private static void trouble() {
    LIVES.put("third-contact", times(2, "Support Contacted", "Live Chat Conversation Started"));
    LIVES.put("payment-keeps-failing", times(2, "Payment Failed"));
    LIVES.put("coupon-refused", times(1, "Coupon Denied"));
    LIVES.put("checkout-left", s -> s.happens("Checkout Started").after(Duration.ofHours(2)));
    LIVES.put("full-basket-left-alone", s -> s.happens("Product Added").after(Duration.ofDays(3)));
    LIVES.put("second-thoughts", times(3, "Product Removed"));
    LIVES.put("searching-in-vain", times(5, "Products Searched"));
    LIVES.put(
        "big-order-cancelled",
        s -> ordered(s, 40).happens("Order Cancelled", "order_id", "9", "total", 60));
    LIVES.put("order-cancelled-again", times(2, "Order Cancelled"));
    LIVES.put("first-order-refunded", s -> ordered(s, 40).happens("Order Refunded"));
    LIVES.put(
        "second-refund",
        s -> ordered(ordered(s, 40), 40).happens("Order Refunded").happens("Order Refunded"));
    LIVES.put(
        "just-too-late", s -> s.identify("warrantyEnds", "2026-02-25").happens("Warranty Claimed"));
    LIVES.put("app-keeps-crashing", times(2, "Application Crashed"));
    LIVES.put("playback-keeps-stopping", times(3, "Video Playback Interrupted"));
    LIVES.put("poor-review", s -> s.happens("Product Reviewed", "rating", "2"));
    LIVES.put("hurt", s -> understood(s, -0.8));
    LIVES.put("unhappy-again", s -> understood(understood(s, -0.5), -0.5));
    LIVES.put("disappointed-friend", s -> understood(understood(s, 0.6), -0.5));
  }

  private static void leaving() {
    LIVES.put(
        "gone-quiet", s -> ordered(ordered(ordered(s, 20), 20), 20).after(Duration.ofDays(60)));
    LIVES.put(
        "app-gone-quiet", s -> times(8, "Application Opened").apply(s).after(Duration.ofDays(7)));
    LIVES.put("app-removed", times(1, "Application Uninstalled"));
    LIVES.put("subscription-cancelled", times(1, "Subscription Cancelled"));
    LIVES.put(
        "unsubscribed-regular",
        s -> ordered(ordered(ordered(ordered(s, 5), 5), 5), 5).happens("Unsubscribed"));
    LIVES.put("never-came-back", s -> s.happens("Signed Up").after(Duration.ofDays(3)));
    LIVES.put(
        "trial-ends-soon",
        s -> s.identify("trialEnds", "2026-03-10T12:00:00Z").at("2026-03-07T12:00:00Z"));
    LIVES.put("trial-hardly-used", times(1, "Signed In", "Trial Ended"));
  }

  private static void delight() {
    LIVES.put("first-order", s -> ordered(s, 30));
    LIVES.put(
        "tenth-order",
        s -> {
          Story story = s;
          for (int i = 0; i < 10; i++) {
            story = ordered(story, 5).after(Duration.ofDays(20));
          }
          return story;
        });
    LIVES.put(
        "welcome-back", s -> ordered(ordered(ordered(s, 20), 20).after(Duration.ofDays(200)), 20));
    LIVES.put("sorted-out", s -> ordered(s.happens("Support Contacted"), 20));
    LIVES.put("kind-words", s -> understood(s, 0.9));
    LIVES.put("glowing-review", s -> s.happens("Product Reviewed", "rating", 5));
    LIVES.put("brought-friends", times(2, "Invite Sent", "Product Shared"));
    LIVES.put("one-of-our-best", s -> ordered(s, 1000));
    LIVES.put("a-year-together", s -> s.happens("Signed Up").after(Duration.ofDays(365)));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void opensInALife(String moment) {
    LIVES
        .getOrDefault(moment, story -> story)
        .apply(Story.of(STARTER, "2026-03-01T10:00:00Z"))
        .opens(moment);
  }

  static Stream<String> moments() {
    return LIVES.keySet().stream();
  }

  @Test
  void hasALifeForEveryMoment() {
    assertThat(STARTER.moments())
        .extracting(MomentRule::name)
        .containsExactlyInAnyOrderElementsOf(LIVES.keySet());
  }

  @Test
  void letsAPersonAloneWhoCameBackToPay() {
    Story.of(STARTER, "2026-03-01T10:00:00Z")
        .happens("Checkout Started")
        .after(Duration.ofHours(3))
        .opens("checkout-left")
        .happens("Order Completed", "total", 30)
        .closes("checkout-left", Ending.REASON_GONE);
  }

  @Test
  void leavesThePersonWhoOnlyBuysInPeace() {
    Story story = Story.of(STARTER, "2026-03-01T10:00:00Z").happens("Product Added");
    ordered(story.happens("Checkout Started").after(Duration.ofMinutes(10)), 30)
        .enters("newcomers")
        .opens("first-order")
        .after(Duration.ofDays(30))
        .closes("first-order", Ending.EXPIRED)
        .nothingElse();
  }

  private static UnaryOperator<Story> times(int times, String... events) {
    List<String> all = Arrays.asList(events);
    return story -> {
      Story told = story;
      for (int i = 0; i < times; i++) {
        for (String event : all) {
          told = told.happens(event).after(Duration.ofMinutes(1));
        }
      }
      return told;
    };
  }

  private static Story ordered(Story story, int total) {
    return story.happens("Order Completed", "order_id", "8", "total", total);
  }

  private static Story understood(Story story, double sentiment) {
    SignalId feedback = new SignalId("shop", "feedback " + story.now());
    return story
        .says(new Content.Feedback("...", Data.EMPTY))
        .says(new Content.Understood(feedback, OptionalDouble.of(sentiment), Data.EMPTY))
        .after(Duration.ofMinutes(5));
  }
}
