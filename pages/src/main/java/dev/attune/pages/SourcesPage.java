package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where signals come from.
 *
 * @param rows each source
 * @param made a source that was just made, with its key, which nobody will see again
 * @param named what was typed as the name of a new one
 * @param problem what is wrong with that, already in words
 * @param catalogue what was really seen
 * @param events how many events there are in all
 */
public record SourcesPage(
    List<Row> rows,
    Optional<Made> made,
    String named,
    Optional<String> problem,
    List<Seen> catalogue,
    int events) {
  public SourcesPage {
    rows = List.copyOf(rows);
    catalogue = List.copyOf(catalogue);
  }

  /**
   * A source.
   *
   * @param name of it
   * @param href its page
   * @param kind where its key lives: {@code server} or {@code browser}
   * @param revoked since when its key is refused
   * @param last when it last spoke since the program began
   * @param refused how many of its messages were refused, ever
   */
  public record Row(
      String name,
      String href,
      String kind,
      Optional<Instant> revoked,
      Optional<Instant> last,
      long refused) {}

  /**
   * A new source, and what to paste.
   *
   * @param name of it
   * @param key its write key
   * @param snippet a command that sends a first signal
   * @param href its page, where the signal will be seen
   */
  public record Made(String name, String key, String snippet, String href) {}

  /**
   * An event that was really seen.
   *
   * @param event its name
   * @param count how many signals had it
   * @param last the latest of them
   * @param properties what they said
   */
  public record Seen(String event, long count, Instant last, String properties) {}
}
