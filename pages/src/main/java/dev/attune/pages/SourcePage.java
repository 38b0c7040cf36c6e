package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One source: what it says now, and what was refused.
 *
 * @param name of it
 * @param kind where its key lives
 * @param created when it was made
 * @param revoked since when its key is refused
 * @param snippet a command that sends a signal
 * @param heard its last messages
 * @param refused its refused messages, newest first
 * @param told what came of trying again, already in words
 */
public record SourcePage(
    String name,
    String kind,
    Instant created,
    Optional<Instant> revoked,
    String snippet,
    List<Heard> heard,
    List<Refused> refused,
    Optional<String> told) {
  public SourcePage {
    heard = List.copyOf(heard);
    refused = List.copyOf(refused);
  }

  /** Its page. */
  public String href() {
    return "/sources/" + name;
  }

  /** Where to ask for what came after the newest message shown. */
  public String heardHref() {
    return href()
        + "/heard"
        + (heard.isEmpty() ? "" : "?since=" + heard.getFirst().at().toEpochMilli());
  }

  /**
   * A message as it came.
   *
   * @param at when
   * @param what its event or kind
   * @param who whom it names
   * @param body all of it
   */
  public record Heard(Instant at, String what, String who, String body) {}

  /**
   * A message that was refused.
   *
   * @param at when it came
   * @param reason why, in a few words
   * @param message what was expected and what was found
   * @param body as it came
   */
  public record Refused(Instant at, String reason, String message, String body) {}
}
