package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One system that is told.
 *
 * @param secrets how many sign; two while one takes the other's place
 * @param secret to be shown once
 * @param tested what came of trying it
 * @param told what was just done, in words
 */
public record WebhookPage(
    WebhooksPage.Row row,
    String url,
    Instant since,
    List<Detail> figures,
    int secrets,
    Optional<String> secret,
    Optional<Tested> tested,
    Optional<String> told,
    List<Dead> dead) {
  public WebhookPage {
    figures = List.copyOf(figures);
    dead = List.copyOf(dead);
  }

  /** What came of a try: whether it was taken, and what it said. */
  public record Tested(boolean isTaken, String text) {}

  /**
   * A message that was given up.
   *
   * @param at when
   * @param problem with the last try
   * @param message what it says, as it was sent; nothing once that is kept no longer
   */
  public record Dead(
      String id, String type, int tries, Instant at, String problem, Optional<String> message) {}
}
