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
 * @param key its write key, which nobody will see again; only where it was just made
 * @param snippets what sends signals to it, to paste
 * @param heard its last messages
 * @param refused its refused messages, newest first
 * @param told what came of trying again, already in words
 * @param mayAct whether whoever looks may revoke its key and try rejects again
 */
public record SourcePage(
    String name,
    String kind,
    Instant created,
    Optional<Instant> revoked,
    Optional<String> key,
    List<Snippet> snippets,
    List<Heard> heard,
    List<Refused> refused,
    Optional<String> told,
    boolean mayAct) {
  public SourcePage {
    snippets = List.copyOf(snippets);
    heard = List.copyOf(heard);
    refused = List.copyOf(refused);
  }

  /** Its page. */
  public String href() {
    return "/sources/" + name;
  }

  /** Where to ask for what came after the newest message shown. */
  public String heardHref() {
    return href() + "/heard" + (heard.isEmpty() ? "" : "?since=" + heard.getFirst().number());
  }

  /**
   * Something to paste.
   *
   * @param word for what: {@code curl}, {@code node}
   * @param text to paste
   */
  public record Snippet(String word, String text) {}

  /**
   * A message as it came.
   *
   * @param number by which one is told from the others
   * @param at when
   * @param what its event or kind
   * @param who whom it names
   * @param body all of it
   */
  public record Heard(long number, Instant at, String what, String who, String body) {}

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
