package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where signals come from.
 *
 * @param rows each source
 * @param named what was typed as the name of a new one
 * @param isBrowser whether it was to be a browser's
 * @param problem what is wrong with that, already in words
 * @param catalogue what was really seen
 * @param events how many events there are in all
 * @param mayAct whether whoever looks may add sources and bring files
 */
public record SourcesPage(
    List<Row> rows,
    String named,
    boolean isBrowser,
    Optional<String> problem,
    List<Seen> catalogue,
    int events,
    boolean mayAct) {
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
   * An event that was really seen.
   *
   * @param event its name
   * @param count how many signals had it
   * @param last the latest of them
   * @param properties what they said
   */
  public record Seen(String event, long count, Instant last, String properties) {}
}
